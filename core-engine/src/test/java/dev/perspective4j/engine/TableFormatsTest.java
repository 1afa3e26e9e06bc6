package dev.perspective4j.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.perspective4j.engine.arrow.ArrowCompression;
import dev.perspective4j.engine.arrow.ArrowWriter;
import dev.perspective4j.engine.csv.CsvWriter;
import dev.perspective4j.engine.slice.FieldNaming;
import dev.perspective4j.engine.slice.Slice;
import dev.perspective4j.model.TableData;
import dev.perspective4j.model.TableOptions;
import dev.perspective4j.model.ViewConfig;
import dev.perspective4j.model.Viewport;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Formats end to end: into a table, through a view, out again. */
class TableFormatsTest {

  private static final String CSV =
      """
      "k","s","n","x","ok","d","t"
      1,"E",5,1.5,true,2024-01-02,1970-01-01 00:00:00.000
      2,"W",,,,,
      3,"",-7,0.1,false,1969-12-31,2024-01-02 03:04:05.123
      """;

  private static TableData csv(String text) {
    return new TableData.Csv(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static Slice slice(Table table) {
    try (View view = table.view(ViewConfig.ALL)) {
      return view.slice(Viewport.ALL);
    }
  }

  private static String show(Table table) {
    ByteBuffer text = CsvWriter.write(slice(table), FieldNaming.LEGACY);
    return StandardCharsets.UTF_8.decode(text).toString();
  }

  @Test
  void csvGoesInAndComesOut() {
    try (Table table = Table.create(csv(CSV), TableOptions.DEFAULT)) {
      assertEquals(CSV, show(table));
    }
  }

  @ParameterizedTest
  @EnumSource
  void arrowGoesOutAndComesBack(ArrowCompression compression) {
    try (Table table = Table.create(csv(CSV), TableOptions.DEFAULT)) {
      ByteBuffer stream = ArrowWriter.write(slice(table), FieldNaming.LEGACY, compression);

      try (Table copy = Table.create(new TableData.Arrow(stream), TableOptions.DEFAULT)) {
        assertEquals(CSV, show(copy));
        assertEquals(table.schema(), copy.schema());
      }
    }
  }

  @Test
  void csvUpdatesByKey() {
    try (Table table = Table.create(csv(CSV), TableOptions.indexedBy("k"))) {
      table.update(csv("n,k,unknown\n9,2,zzz\n8,4,zzz\n"), 0);

      assertEquals(
          """
          "k","s","n","x","ok","d","t"
          1,"E",5,1.5,true,2024-01-02,1970-01-01 00:00:00.000
          2,"W",9,,,,
          3,"",-7,0.1,false,1969-12-31,2024-01-02 03:04:05.123
          4,,8,,,,
          """,
          show(table));
    }
  }

  @Test
  void aBadCellChangesNothing() {
    try (Table table = Table.create(csv(CSV), TableOptions.indexedBy("k"))) {
      EngineException refused =
          assertThrows(EngineException.class, () -> table.update(csv("k,n\n1,6\n2,x\n"), 0));

      assertEquals(
          "Invalid: In CSV column #1: Row #3: CSV conversion error to int64: invalid value 'x'",
          refused.getMessage());
      assertEquals(CSV, show(table));
    }
  }
}
