package dev.perspective4j.engine.expression.compile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perspective4j.engine.EngineException;
import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.expression.ExpressionLimits;
import dev.perspective4j.engine.expression.Expressions;
import dev.perspective4j.engine.table.TableStore;
import dev.perspective4j.model.ExpressionError;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExpressionLimitsTest {
  private static final ExpressionLimits DEFAULTS = ExpressionLimits.defaults();

  private static String error(ExpressionCompiler language, String text) {
    try (TableStore table = Fixture.allTypes()) {
      ExpressionError error = language.check(table, Map.of("e", text)).errors().get("e");
      return error == null ? "" : error.message();
    }
  }

  private static String error(String text) {
    return error(new ExpressionCompiler(Expressions.standard()), text);
  }

  @Test
  void refusesLongSources() {
    ExpressionCompiler language =
        new ExpressionCompiler(Expressions.standard().with(DEFAULTS.withSourceLength(10)));

    assertEquals(
        "Expression of 13 characters exceeds the maximum allowed length of 10",
        error(language, "1 + 1 + 1 + 1"));
  }

  @Test
  void refusesDeepNestingOfEveryKind() {
    String expected = "Current stack depth 401 exceeds maximum allowed stack depth of 400";
    int many = 3_000;

    assertEquals(expected, error("(".repeat(many) + "1" + ")".repeat(many)));
    assertEquals(expected, error("[".repeat(many) + "1" + "]".repeat(many)));
    assertEquals(expected, error("~{".repeat(many) + "1" + "}".repeat(many)));
    assertEquals(expected, error("abs(".repeat(many) + "1" + ")".repeat(many)));
    assertEquals(expected, error("1 ? 2 : ".repeat(many) + "3"));
    assertEquals(expected, error("2 ^ ".repeat(many) + "3"));
    assertEquals(expected, error("if (1) {2} else ".repeat(many) + "{3}"));
    assertEquals(expected, error("var x; " + "x := ".repeat(many) + "3"));
  }

  @Test
  void takesLongFlatChains() {
    try (TableStore table = Fixture.allTypes()) {
      String text = "\"i\"" + " + \"i\"".repeat(3_000);

      assertEquals("float [12004, -9003, 0, null]", Fixture.evaluate(table, text));
    }
  }

  @Test
  void refusesLargeVectors() {
    assertEquals(
        "Invalid vector size. Must be an integer in the range [0,100000], size: 60000",
        error("var a[60000]; var b[60000]; 1"));
    assertEquals(
        "Invalid vector size. Must be an integer in the range [0,100000], size: 2000000000",
        error("var a[2e9]; 1"));
  }

  @Test
  void everyLimitCanBeSet() {
    ExpressionCompiler language =
        new ExpressionCompiler(
            Expressions.standard()
                .with(
                    DEFAULTS
                        .withNesting(10)
                        .withVectorElements(5)
                        .withLoopSteps(3)
                        .withTextLength(4)));

    assertEquals(
        "Current stack depth 11 exceeds maximum allowed stack depth of 10",
        error(language, "((((((((((1))))))))))"));
    assertEquals(
        "Invalid vector size. Must be an integer in the range [0,5], size: 6",
        error(language, "var a[6]; 1"));
    assertEquals(
        "Runtime Error - Exceeded maximum loop iterations.",
        error(language, "var x := 0; while (x < 5) { x += 1 }; x"));
    assertEquals(
        "Runtime Error - Exceeded maximum text length of 4 characters.",
        error(language, "var x := 'abc'; concat(x, x)"));
  }

  @Test
  void aColumnHoldsNoMoreTextThanItMay() {
    ExpressionCompiler language =
        new ExpressionCompiler(Expressions.standard().with(DEFAULTS.withTextBytes(1)));
    try (TableStore table = Fixture.allTypes()) {
      int position = language.derive(table, "concat(\"s\", 'xyz')");

      assertEquals(
          List.of("\"axyz\"", "null"),
          List.of(
              Fixture.text(table.column(position), 0), Fixture.text(table.column(position), 1)));
    }
  }

  @Test
  void refusesEndlessLoopsInTheCheck() {
    assertEquals(
        "Runtime Error - Exceeded maximum loop iterations.",
        error("var x := 1; while (x > 0) { x += 1 }; x"));
  }

  @Test
  void aRowThatLoopsTooLongHasNoValue() {
    try (TableStore table = Fixture.allTypes()) {
      String text = "var x := 0; while (\"i\" > 0) { x += 1 }; x";

      assertEquals("float [null, 0, 0, 0]", Fixture.evaluate(table, text));
    }
  }

  @Test
  void anIndexOutsideItsVectorIsRefusedOrNull() {
    assertEquals(
        "Runtime Error - Vector index out of bounds.", error("var v[3]; var k := 7; v[k]"));
    try (TableStore table = Fixture.allTypes()) {
      assertEquals(
          "float [null, null, 1, 1]", Fixture.evaluate(table, "var v[3] := {1,2,3}; v[\"i\"]"));
    }
  }

  @Test
  void textsCannotGrowWithoutBound() {
    String doubling = "var x := 'a'; for (var k := 0; k < 60; k += 1) { x := concat(x, x) }; x";

    assertEquals(
        "Runtime Error - Exceeded maximum text length of 65536 characters.", error(doubling));
    assertEquals(
        "Runtime Error - Exceeded maximum text length of 65536 characters.",
        error(
            "var x := 'aa'; for (var k := 0; k < 60; k += 1) { x := replace_all(x, 'a', 'aa') };"
                + " x"));
  }

  @Test
  void largePatternsAreRefusedBeforeTheyAreCompiled() {
    String expected = "Type Error - inputs do not resolve to a valid expression.";

    assertEquals(expected, error("match(\"s\", '((a{1000}){1000}){1000}')"));
    assertEquals(expected, error("match(\"s\", '" + "(".repeat(2_000) + ")".repeat(2_000) + "')"));
    assertEquals(expected, error("match(\"s\", '" + "a".repeat(10_000) + "')"));
  }

  @Test
  void aViewWhoseExpressionTakesTooLongIsRefused() {
    ExpressionCompiler language =
        new ExpressionCompiler(
            Expressions.standard()
                .with(
                    DEFAULTS
                        .withLoopSteps(Long.MAX_VALUE)
                        .withEvaluationTime(Duration.ofMillis(20))));
    try (TableStore table = Fixture.allTypes()) {
      EngineException refusal =
          assertThrows(
              EngineException.class,
              () -> language.derive(table, "var x := 0; while (\"i\" > 0) { x += 1 }; x"));

      assertEquals("Runtime Error - Exceeded maximum evaluation time.", refusal.getMessage());
    }
  }

  @Test
  void anUpdateThatTakesTooLongLeavesNulls() {
    ExpressionCompiler language =
        new ExpressionCompiler(
            Expressions.standard()
                .with(
                    DEFAULTS
                        .withLoopSteps(Long.MAX_VALUE)
                        .withEvaluationTime(Duration.ofMillis(20))));
    try (TableStore table = Fixture.table(Fixture.column("i", PhysicalType.INT32, -1))) {
      int position = language.derive(table, "var x := 0; while (\"i\" > 0) { x += 1 }; x");

      table.update(List.of(Fixture.batch(Fixture.column("i", PhysicalType.INT32, 1, -1))), 0);

      assertTrue(table.column(position).isNull(1));
    }
  }
}
