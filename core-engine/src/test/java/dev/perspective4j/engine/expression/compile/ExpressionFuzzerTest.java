package dev.perspective4j.engine.expression.compile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.perspective4j.engine.EngineException;
import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.expression.ExpressionLimits;
import dev.perspective4j.engine.expression.Expressions;
import dev.perspective4j.engine.table.TableStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Whatever the text of an expression, it has a verdict, and what passes is computed, also after an
 * update, within its limits: nothing but the one exception comes out. See the profile {@code fuzz}.
 */
class ExpressionFuzzerTest {
  private static final ExpressionCompiler LANGUAGE =
      new ExpressionCompiler(
          Expressions.standard()
              .with(
                  ExpressionLimits.defaults()
                      .withLoopSteps(1_000)
                      .withVectorElements(1_000)
                      .withTextLength(1_000)
                      .withEvaluationTime(Duration.ofSeconds(5))));

  /** Raw text: the lexer and the parser. */
  @FuzzTest(maxDuration = "3m")
  void anyText(FuzzedDataProvider data) {
    evaluate(data.consumeRemainingAsString());
  }

  /** Expressions into which something is put. */
  @FuzzTest(maxDuration = "3m")
  void anyExpression(FuzzedDataProvider data) {
    String text = new ExpressionGenerator(data.consumeLong()).statement();
    int at = data.consumeInt(0, text.length());
    int until = data.consumeInt(at, text.length());
    evaluate(text.substring(0, at) + data.consumeRemainingAsString() + text.substring(until));
  }

  private static void evaluate(String text) {
    try (TableStore table = Fixture.allTypes()) {
      ExpressionCompiler.Checked verdict = LANGUAGE.check(table, Map.of("fuzzed", text));
      assertEquals(1, verdict.verdict().types().size() + verdict.errors().size());
      try {
        int position = LANGUAGE.derive(table, text);
        table.update(List.of(Fixture.batch(Fixture.column("i", PhysicalType.INT32, 7, -7))), 0);
        Fixture.text(table.column(position), table.size() - 1);
      } catch (EngineException refused) {
        if (verdict.errors().isEmpty()) {
          assertEquals("Runtime Error - Exceeded maximum evaluation time.", refused.getMessage());
        }
      }
    }
  }
}
