package dev.perspective4j.engine.window;

import dev.perspective4j.engine.column.PhysicalType;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a window column computes. */
public enum WindowOperation {
  /** Sum. */
  SUM("sum", PhysicalType.FLOAT64),
  /** Mean. */
  AVG("avg", PhysicalType.FLOAT64),
  /** Number of values. */
  COUNT("count", PhysicalType.INT64),
  /** Smallest value. */
  MIN("min", null),
  /** Largest value. */
  MAX("max", null),
  /** Sample standard deviation. */
  STDDEV("stddev", PhysicalType.FLOAT64),
  /** Sample variance. */
  VAR("var", PhysicalType.FLOAT64),
  /** Value some rows back. */
  LAG("lag", null),
  /** Value some rows ahead. */
  LEAD("lead", null),
  /** Difference to the value some rows back. */
  DIFF("diff", PhysicalType.FLOAT64),
  /** Slope from the first row of the frame. */
  RATE("rate", PhysicalType.FLOAT64),
  /** Exponential moving average. */
  EMA("ema", PhysicalType.FLOAT64),
  /** Position in the partition, from 1. */
  ROW_NUMBER("row_number", PhysicalType.INT64);

  private static final Map<String, WindowOperation> BY_SPELLING = new HashMap<>();

  static {
    for (WindowOperation operation : values()) {
      BY_SPELLING.put(operation.spelling, operation);
    }
  }

  private final String spelling;
  private final Optional<PhysicalType> result;

  WindowOperation(String spelling, @Nullable PhysicalType result) {
    this.spelling = spelling;
    this.result = Optional.ofNullable(result);
  }

  /** The operation of that name; case-sensitive. */
  public static Optional<WindowOperation> bySpelling(String spelling) {
    return Optional.ofNullable(BY_SPELLING.get(spelling));
  }

  /** Physical type of the result, given that of the source. */
  public PhysicalType result(PhysicalType source) {
    return result.orElse(source);
  }

  /** Whether the source must be a number. */
  public boolean needsNumbers() {
    return switch (this) {
      case SUM, AVG, STDDEV, VAR, DIFF, RATE, EMA -> true;
      case COUNT, MIN, MAX, LAG, LEAD, ROW_NUMBER -> false;
    };
  }

  /** Whether the operation counts rows back or ahead instead of taking a frame. */
  public boolean takesOffset() {
    return this == LAG || this == LEAD || this == DIFF;
  }
}
