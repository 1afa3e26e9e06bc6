package dev.perspective4j.engine.expression.value;

import java.util.function.LongSupplier;

/**
 * What one evaluation of an expression may still spend: loop steps per row, length of texts, and
 * time for all rows together.
 *
 * <p>Work is charged in units of very roughly a tenth of a microsecond; the clock is only read
 * every few thousand units.
 */
public final class Budget {
  private static final long UNITS_PER_LOOK = 16_384;

  private final int textLength;
  private final long stepsPerRow;
  private final long nanos;
  private final LongSupplier clock;
  private long deadline;
  private long units;
  private long steps;

  /**
   * A budget.
   *
   * @param textLength longest text a function may make, in UTF-16 units
   * @param stepsPerRow loop turns per row
   * @param nanos time for one evaluation
   * @param clock nanoseconds, monotonous
   */
  public Budget(int textLength, long stepsPerRow, long nanos, LongSupplier clock) {
    this.textLength = textLength;
    this.stepsPerRow = stepsPerRow;
    this.nanos = nanos;
    this.clock = clock;
    start();
  }

  /** A budget with the same limits, for another thread; its evaluation has begun. */
  public Budget another() {
    return new Budget(textLength, stepsPerRow, nanos, clock);
  }

  /** Begins an evaluation. */
  public void start() {
    deadline = clock.getAsLong() + nanos;
    units = 0;
    steps = 0;
  }

  /** Begins a row. */
  public void startRow() {
    steps = 0;
  }

  /** One turn of a loop. */
  public void step() {
    if (++steps > stepsPerRow) {
      throw new LimitExceeded("Runtime Error - Exceeded maximum loop iterations.");
    }
    spend(1);
  }

  /** Spends units of work. */
  public void spend(long count) {
    units += count;
    if (units >= UNITS_PER_LOOK) {
      units = 0;
      if (clock.getAsLong() - deadline > 0) {
        throw new OutOfTime();
      }
    }
  }

  /** Spends the work of looking at or making a text, and refuses one that is too long. */
  public void text(long length) {
    if (length > textLength) {
      throw new LimitExceeded(
          "Runtime Error - Exceeded maximum text length of " + textLength + " characters.");
    }
    spend(1 + (length >>> 3));
  }

  /** The evaluation has used up its time. */
  public static final class OutOfTime extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The text for the client. */
    public static final String TEXT = "Runtime Error - Exceeded maximum evaluation time.";

    private OutOfTime() {
      super("", null, false, false);
    }
  }
}
