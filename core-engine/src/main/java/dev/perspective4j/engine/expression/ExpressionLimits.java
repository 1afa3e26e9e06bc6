package dev.perspective4j.engine.expression;

import java.time.Duration;

/**
 * What one expression may use. Expressions come from strangers; a limit exceeded while an
 * expression is checked refuses it, later it makes the cell null.
 *
 * <pre>{@code
 * ExpressionLimits strict =
 *     ExpressionLimits.defaults().withLoopSteps(10_000).withEvaluationTime(Duration.ofSeconds(1));
 * Server server = Server.builder().expressions(Expressions.standard().with(strict)).build();
 * }</pre>
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
   * 65,536 characters, 400 levels, 100,000 elements, 1,000,000 turns, 65,536 units of text, 256 MiB
   * of texts, ten seconds.
   */
  public static ExpressionLimits defaults() {
    return new ExpressionLimits(
        65_536, 400, 100_000, 1_000_000, 65_536, 1L << 28, Duration.ofSeconds(10));
  }

  /** Another longest text. */
  public ExpressionLimits withSourceLength(int characters) {
    return new ExpressionLimits(
        characters, nesting, vectorElements, loopSteps, textLength, textBytes, evaluationTime);
  }

  /** Another deepest nesting. */
  public ExpressionLimits withNesting(int levels) {
    return new ExpressionLimits(
        sourceLength, levels, vectorElements, loopSteps, textLength, textBytes, evaluationTime);
  }

  /** Another number of elements. */
  public ExpressionLimits withVectorElements(int elements) {
    return new ExpressionLimits(
        sourceLength, nesting, elements, loopSteps, textLength, textBytes, evaluationTime);
  }

  /** Another number of turns per row. */
  public ExpressionLimits withLoopSteps(long turns) {
    return new ExpressionLimits(
        sourceLength, nesting, vectorElements, turns, textLength, textBytes, evaluationTime);
  }

  /** Another longest result of a text function. */
  public ExpressionLimits withTextLength(int units) {
    return new ExpressionLimits(
        sourceLength, nesting, vectorElements, loopSteps, units, textBytes, evaluationTime);
  }

  /** Another amount of text per result column. */
  public ExpressionLimits withTextBytes(long bytes) {
    return new ExpressionLimits(
        sourceLength, nesting, vectorElements, loopSteps, textLength, bytes, evaluationTime);
  }

  /** Another time per evaluation. */
  public ExpressionLimits withEvaluationTime(Duration time) {
    return new ExpressionLimits(
        sourceLength, nesting, vectorElements, loopSteps, textLength, textBytes, time);
  }
}
