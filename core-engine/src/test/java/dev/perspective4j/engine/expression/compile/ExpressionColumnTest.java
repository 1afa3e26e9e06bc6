package dev.perspective4j.engine.expression.compile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perspective4j.engine.EngineException;
import dev.perspective4j.engine.column.ColumnSource;
import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.expression.Expressions;
import dev.perspective4j.engine.table.TableStore;
import dev.perspective4j.model.ColumnType;
import dev.perspective4j.model.ExpressionError;
import dev.perspective4j.model.TableOptions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExpressionColumnTest {
  private final ExpressionCompiler expressions = new ExpressionCompiler(Expressions.standard());

  private static TableStore keyed() {
    return Fixture.table(
        TableOptions.indexedBy("k"),
        Fixture.column("k", PhysicalType.STRING, "x", "y", "z"),
        Fixture.column("n", PhysicalType.INT32, 1, 2, 3));
  }

  private static String values(TableStore table, int position) {
    ColumnSource column = table.column(position);
    StringBuilder text = new StringBuilder();
    for (int slot = table.nextLive(0); slot >= 0; slot = table.nextLive(slot + 1)) {
      text.append(text.isEmpty() ? "" : " ").append(Fixture.text(column, slot));
    }
    return text.toString();
  }

  @Test
  void judgesEachNameAlone() {
    try (TableStore table = Fixture.allTypes()) {
      ExpressionCompiler.Checked verdict =
          expressions.check(table, Map.of("ok", "\"i\" + 1", "bad", "1 +", "i", "1"));

      assertEquals(Map.of("ok", ColumnType.FLOAT), verdict.verdict().types());
      assertEquals(
          new ExpressionError("Premature end of expression[1]", 0, 3), verdict.errors().get("bad"));
      assertEquals(
          "Value Error - expression \"i\" cannot overwrite an existing column.",
          verdict.errors().get("i") == null ? "" : verdict.errors().get("i").message());
    }
  }

  @Test
  void equalTextsShareOneColumn() {
    try (TableStore table = Fixture.allTypes()) {
      int first = expressions.derive(table, "\"i\" + 1");

      assertEquals(first, expressions.derive(table, "\"i\" + 1"));
      assertNotEquals(first, expressions.derive(table, "\"i\" + 2"));
    }
  }

  @Test
  void refusesToDeriveWhatIsNoExpression() {
    try (TableStore table = Fixture.allTypes()) {
      EngineException refusal =
          assertThrows(EngineException.class, () -> expressions.derive(table, "\"zz\""));

      assertEquals("Value Error - Input column \"zz\" does not exist.", refusal.getMessage());
    }
  }

  @Test
  void newTextsAreNotTakenForNull() {
    try (TableStore table = Fixture.table(Fixture.column("s", PhysicalType.STRING, "a", null))) {
      int upper = expressions.derive(table, "upper(\"s\")");

      for (int i = 0; i < 40; i++) {
        table.update(
            List.of(Fixture.batch(Fixture.column("s", PhysicalType.STRING, "b" + i, null))), 0);
      }

      for (int slot = 2; slot < 82; slot += 2) {
        assertEquals("\"B" + (slot / 2 - 1) + "\"", Fixture.text(table.column(upper), slot));
        assertEquals("null", Fixture.text(table.column(upper), slot + 1));
      }
    }
  }

  @Test
  void textsThatNoRowHasAnyMoreAreForgotten() {
    try (TableStore table = keyed()) {
      int text = expressions.derive(table, "concat(string(\"n\"), upper(\"k\"))");
      int loop = expressions.derive(table, "var x := string(\"n\"); x := concat(x, '!'); x");

      for (int i = 0; i < 70_000; i++) {
        table.update(
            List.of(
                Fixture.batch(
                    Fixture.column("k", PhysicalType.STRING, "y"),
                    Fixture.column("n", PhysicalType.INT32, i))),
            0);
      }

      assertTrue(table.column(text).dictionary().count() < 10_000);
      assertTrue(table.column(loop).dictionary().count() < 10_000);
      int slot = table.slotOfKey(table.column(0).dictionary().find("y"));
      assertEquals("\"69999Y\"", Fixture.text(table.column(text), slot));
      assertEquals("\"69999!\"", Fixture.text(table.column(loop), slot));
    }
  }

  @Test
  void followsUpdatesInsertsAndRemovals() {
    try (TableStore table = keyed()) {
      int number = expressions.derive(table, "\"n\" * 10");
      int text = expressions.derive(table, "concat(upper(\"k\"), string(\"n\"))");
      int loop = expressions.derive(table, "var x := 0; x += \"n\"; x");

      table.update(
          List.of(
              Fixture.batch(
                  Fixture.column("k", PhysicalType.STRING, "y", "w"),
                  Fixture.column("n", PhysicalType.INT32, 7, 8))),
          0);

      assertEquals("10 70 30 80", values(table, number));
      assertEquals("\"X1\" \"Y7\" \"Z3\" \"W8\"", values(table, text));
      assertEquals("1 7 3 8", values(table, loop));
    }
  }

  @Test
  void looksUpOtherRowsByKeyAndFollowsThem() {
    try (TableStore table = keyed()) {
      int position = expressions.derive(table, "vlookup('n', 'y') + \"n\"");
      assertEquals("3 4 5", values(table, position));

      table.update(
          List.of(
              Fixture.batch(
                  Fixture.column("k", PhysicalType.STRING, "y"),
                  Fixture.column("n", PhysicalType.INT32, 100))),
          0);

      assertEquals("101 200 103", values(table, position));
    }
  }

  @Test
  void updatedRowsFollowRowsOfAConstantKeyToo() {
    try (TableStore table = keyed()) {
      int position = expressions.derive(table, "vlookup('n', 'y')");

      table.update(
          List.of(
              Fixture.batch(
                  Fixture.column("k", PhysicalType.STRING, "y", "z"),
                  Fixture.column("n", PhysicalType.INT32, 100, 5))),
          0);

      assertEquals("100 100 100", values(table, position));
    }
  }

  @Test
  void theIndexIsTheKeyOrTheRowNumber() {
    try (TableStore keyed = keyed();
        TableStore numbered = Fixture.allTypes()) {
      assertEquals("string [\"x\", \"y\", \"z\"]", Fixture.evaluate(keyed, "index()"));
      assertEquals("integer [0, 1, 2, 3]", Fixture.evaluate(numbered, "index()"));
      assertEquals(
          "string [\"b\", \"b\", \"b\", \"b\"]",
          Fixture.evaluate(numbered, "vlookup('s', integer(1))"));
    }
  }

  @Test
  void integersOfEveryWidthAreComputedByValue() {
    try (TableStore table =
        Fixture.table(
            Fixture.column("i32", PhysicalType.INT32, Integer.MAX_VALUE),
            Fixture.column("u8", PhysicalType.UINT8, 255),
            Fixture.column("u64", PhysicalType.UINT64, -1L),
            Fixture.column("f32", PhysicalType.FLOAT32, 1.5))) {
      assertEquals("float [4294967294]", Fixture.evaluate(table, "\"i32\" + \"i32\""));
      assertEquals("integer [-255]", Fixture.evaluate(table, "-\"u8\""));
      assertEquals("boolean [true]", Fixture.evaluate(table, "\"u64\" > \"i32\""));
      assertEquals("float [-1.5]", Fixture.evaluate(table, "-\"f32\""));
      assertEquals("integer [255]", Fixture.evaluate(table, "clamp(\"u8\",\"u8\",\"u8\")"));
    }
  }

  @Test
  void computesLongTablesChunkByChunk() {
    Object[] numbers = new Object[5_000];
    Object[] texts = new Object[5_000];
    double sum = 0;
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = i % 7 == 0 ? null : i;
      texts[i] = i % 11 == 0 ? null : "t" + i % 13;
      sum += i % 7 == 0 ? 0 : i * 2.0;
    }
    try (TableStore table =
        Fixture.table(
            Fixture.column("n", PhysicalType.INT32, numbers),
            Fixture.column("s", PhysicalType.STRING, texts))) {
      ColumnSource twice = table.column(expressions.derive(table, "\"n\" * 2"));
      ColumnSource upper = table.column(expressions.derive(table, "upper(\"s\")"));

      double found = 0;
      for (int slot = 0; slot < table.size(); slot++) {
        found += twice.isNull(slot) ? 0 : twice.doubleAt(slot);
        String text = slot % 11 == 0 ? "null" : "\"T" + slot % 13 + '"';
        assertEquals(text, Fixture.text(upper, slot));
      }
      assertEquals(sum, found);
    }
  }
}
