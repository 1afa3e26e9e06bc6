package dev.perspective4j.engine.column;

/**
 * The three shapes in which operators see cells, so that an operator needs at most three loops
 * instead of one per physical type.
 */
public enum Lane {
  /** {@code long}: integers of every width, booleans (0, 1), epoch days, epoch milliseconds. */
  LONG,
  /** {@code double}: floats of both widths. */
  DOUBLE,
  /** {@code int} codes into a {@link StringDictionary}. */
  CODE
}
