package dev.perspective4j.engine.expression;

import dev.perspective4j.engine.expression.syntax.SyntaxLimits;
import java.time.Duration;

/**
 * What one expression may use. Expressions come from strangers; a limit exceeded while an expression
 * is checked refuses it, later it makes the cell null.
 *
 * @param sourceLength characters of the text
 * @param nesting levels of nested constructs; a bracket takes two or three
 * @param vectorElements elements of all vectors together
 * @param loopSteps turns of all loops together, for one row
 * @param textLength longest text a function may make, in UTF-16 units
 * @param textBytes UTF-8 bytes of the distinct texts of a result column
 * @param evaluationTime for all rows of one evaluation: when a view is made, or in one step
 */
public record ExpressionLimits(
    int sourceLength,
    int nesting,
    int vectorElements,
    long loopSteps,
    int textLength,
    long textBytes,
    Duration evaluationTime) {

  /** Checks that all are positive. */
  public ExpressionLimits {
    if (sourceLength < 1
        || nesting < 1
        || vectorElements < 1
        || loopSteps < 1
        || textLength < 1
        || textBytes < 1
        || evaluationTime.isNegative()
        || evaluationTime.isZero()) {
      throw new IllegalArgumentException("limits must be positive");
    }
  }

  /**
   * 65,536 characters, 400 levels, 100,000 elements, 1,000,000 turns, 65,536 units of text, 256 MiB of
   * texts, ten seconds.
   */
  public static ExpressionLimits defaults() {
    return new ExpressionLimits(
        65_536, 400, 100_000, 1_000_000, 65_536, 1L << 28, Duration.ofSeconds(10));
  }

  SyntaxLimits syntax() {
    return new SyntaxLimits(sourceLength, nesting, vectorElements);
  }
}
