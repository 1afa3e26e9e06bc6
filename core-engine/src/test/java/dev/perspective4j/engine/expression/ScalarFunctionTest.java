package dev.perspective4j.engine.expression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.perspective4j.engine.column.ColumnSource;
import dev.perspective4j.engine.table.TableStore;
import dev.perspective4j.model.ColumnType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScalarFunctionTest {
  private static final ScalarFunction SPREAD =
      ScalarFunction.of(
          "spread",
          List.of(ColumnType.FLOAT, ColumnType.FLOAT),
          ColumnType.FLOAT,
          (in, out) -> out.set(in.number(1) - in.number(0)));
  private static final ScalarFunction QUOTED =
      ScalarFunction.of(
          "quoted",
          List.of(ColumnType.STRING),
          ColumnType.STRING,
          (in, out) -> out.set("<" + in.text(0) + ">"));
  private static final ScalarFunction FAILING =
      ScalarFunction.of(
          "failing",
          List.of(ColumnType.INTEGER),
          ColumnType.INTEGER,
          (in, out) -> out.set(100 / in.integer(0)));

  private final Expressions language =
      new Expressions(ExpressionLimits.defaults(), List.of(SPREAD, QUOTED, FAILING));

  private String evaluate(TableStore table, String text) {
    ColumnSource column = table.column(language.derive(table, text));
    StringBuilder values = new StringBuilder(column.storage().type().typeName());
    for (int slot = 0; slot < table.size(); slot++) {
      values.append(' ').append(Fixture.text(column, slot));
    }
    return values.toString();
  }

  @Test
  void isCalledLikeABuiltInFunction() {
    try (TableStore table = Fixture.allTypes()) {
      assertEquals("float -1.5 2.5 0 null", evaluate(table, "spread(\"i\", \"f\")"));
      assertEquals("string \"<a>\" \"<b>\" \"<>\" null", evaluate(table, "Quoted(\"s\")"));
    }
  }

  @Test
  void isValidatedLikeABuiltInFunction() {
    try (TableStore table = Fixture.allTypes()) {
      ExpressionVerdict verdict =
          language.verdict(
              table, Map.of("ok", "spread(1, 2)", "count", "spread(1)", "type", "spread('a', 1)"));

      assertEquals(Map.of("ok", ColumnType.FLOAT), verdict.schema());
      assertEquals(
          new ExpressionError(
              "Failed parameter type check for function 'spread', Expected 'TT' call set: 'T'",
              0,
              9),
          verdict.errors().get("count"));
      assertEquals(
          new ExpressionError("Type Error - inputs do not resolve to a valid expression.", 0, 0),
          verdict.errors().get("type"));
    }
  }

  @Test
  void anExceptionMakesTheCellNull() {
    try (TableStore table = Fixture.allTypes()) {
      assertEquals("integer 25 -33 null null", evaluate(table, "failing(\"i\")"));
    }
  }

  @Test
  void cannotTakeTheNameOfAnotherFunction() {
    ScalarFunction upper =
        ScalarFunction.of(
            "UPPER", List.of(ColumnType.STRING), ColumnType.STRING, (in, out) -> out.setNull());

    assertThrows(
        IllegalArgumentException.class,
        () -> new Expressions(ExpressionLimits.defaults(), List.of(upper)));
  }
}
