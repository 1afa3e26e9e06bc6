package dev.perspective4j.engine.expression.compile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.perspective4j.engine.column.ColumnSource;
import dev.perspective4j.engine.expression.ExpressionLimits;
import dev.perspective4j.engine.expression.Expressions;
import dev.perspective4j.engine.expression.FunctionProvider;
import dev.perspective4j.engine.expression.ScalarFunction;
import dev.perspective4j.engine.table.TableStore;
import dev.perspective4j.model.ColumnType;
import dev.perspective4j.model.ExpressionError;
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

  private static final ScalarFunction MIDDLE =
      ScalarFunction.ofVectors(
          "middle",
          List.of(ColumnType.FLOAT, ColumnType.FLOAT),
          ColumnType.FLOAT,
          (in, out) -> {
            for (int i = 0; i < out.size(); i++) {
              out.doubles()[i] = (in.get(0).doubles()[i] + in.get(1).doubles()[i]) / 2;
            }
          });
  private static final ScalarFunction BRACKETED =
      ScalarFunction.ofVectors(
          "bracketed",
          List.of(ColumnType.STRING),
          ColumnType.STRING,
          (in, out) -> {
            for (int i = 0; i < out.size(); i++) {
              if (!out.isNull(i)) {
                String text = in.get(0).dictionary().string(in.get(0).codes()[i]);
                out.codes()[i] = out.dictionary().intern("[" + text + "]");
              }
            }
          });
  private static final ScalarFunction BROKEN =
      ScalarFunction.ofVectors(
          "broken",
          List.of(ColumnType.FLOAT),
          ColumnType.FLOAT,
          (in, out) -> {
            throw new IllegalStateException("broken");
          });

  private final ExpressionCompiler language =
      new ExpressionCompiler(
          Expressions.standard().with(SPREAD, QUOTED, FAILING, MIDDLE, BRACKETED, BROKEN));

  private String evaluate(TableStore table, String text) {
    ColumnSource column = table.column(language.derive(table, text));
    StringBuilder values = new StringBuilder(column.physicalType().type().typeName());
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
      ExpressionCompiler.Checked verdict =
          language.check(
              table, Map.of("ok", "spread(1, 2)", "count", "spread(1)", "type", "spread('a', 1)"));

      assertEquals(Map.of("ok", ColumnType.FLOAT), verdict.verdict().types());
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

  @Test
  void takesWholeVectors() {
    try (TableStore table = Fixture.allTypes()) {
      assertEquals("float 3.25 -1.75 0 null", evaluate(table, "middle(\"i\", \"f\")"));
      assertEquals("float 3 -0.5 1 null", evaluate(table, "middle(\"i\", 2)"));
      assertEquals("string \"[a]\" \"[b]\" \"[]\" null", evaluate(table, "bracketed(\"s\")"));
      assertEquals("float null null null null", evaluate(table, "broken(\"f\")"));
    }
  }

  @Test
  void vectorsOfOneCellServeProgramsThatGoRowByRow() {
    try (TableStore table = Fixture.allTypes()) {
      assertEquals(
          "float 3.25 -1.75 0 null", evaluate(table, "var x := 1; x := \"i\"; middle(x, \"f\")"));
      assertEquals(
          "string \"[a]\" \"[b]\" \"[]\" null",
          evaluate(table, "var x := 1; x := \"s\"; bracketed(x)"));
      assertEquals(
          "float null null null null", evaluate(table, "var x := 1; x := 2; broken(x + \"f\")"));
    }
  }

  @Test
  void typesOfVectorArgumentsAreChecked() {
    try (TableStore table = Fixture.allTypes()) {
      ExpressionCompiler.Checked verdict =
          language.check(table, Map.of("type", "middle('a', 1)", "bool", "middle(\"b\", 1)"));

      assertEquals(Map.of(), verdict.verdict().types());
    }
  }

  @Test
  void providersOfFunctionsAreFound() {
    try (TableStore table = Fixture.allTypes()) {
      ExpressionCompiler.Checked verdict =
          new ExpressionCompiler(Expressions.standard())
              .check(table, Map.of("e", "twice_for_tests(\"f\")"));

      assertEquals(Map.of("e", ColumnType.FLOAT), verdict.verdict().types());
    }
  }

  /** Found through META-INF/services. */
  public static final class Provider implements FunctionProvider {
    @Override
    public List<ScalarFunction> functions() {
      return List.of(
          ScalarFunction.of(
              "twice_for_tests",
              List.of(ColumnType.FLOAT),
              ColumnType.FLOAT,
              (in, out) -> out.set(in.number(0) * 2)));
    }
  }
}
