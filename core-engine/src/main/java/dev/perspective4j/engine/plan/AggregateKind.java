package dev.perspective4j.engine.plan;

import dev.perspective4j.model.ColumnType;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How the rows of a group become one value. */
public enum AggregateKind {
  /** Sum. */
  SUM(Family.SUM, "sum"),
  /** Absolute value of the sum. */
  ABS_SUM(Family.SUM, "abs sum"),
  /** Sum of absolute values. */
  SUM_ABS(Family.SUM, "sum abs"),
  /** Sum that skips NaN. */
  SUM_NOT_NULL(Family.SUM, "sum not null"),
  /** Sum that is 0 where there is no value. */
  SUM_OR_ZERO(Family.SUM, "sum or zero"),
  /** Gross market value. */
  GMV(Family.SUM, "gmv"),
  /** Product. */
  MUL(Family.SUM, "mul"),
  /** Number of rows, nulls included. */
  COUNT(Family.COUNT, "count"),
  /** Number of distinct values, null counted once. */
  DISTINCT_COUNT(Family.COUNT, "distinct count"),
  /** Arithmetic mean. */
  MEAN(Family.REAL, "mean"),
  /** Mean weighted by another column. */
  WEIGHTED_MEAN(Family.REAL, "weighted mean"),
  /** Share of the parent's sum in percent. */
  PCT_SUM_PARENT(Family.SHARE, "pct sum parent"),
  /** Share of the total sum in percent. */
  PCT_SUM_TOTAL(Family.SHARE, "pct sum grand total"),
  /** Population variance. */
  VARIANCE(Family.REAL, "variance"),
  /** Population standard deviation. */
  STDDEV(Family.REAL, "stddev"),
  /** Smallest value. */
  MIN(Family.VALUE, "min"),
  /** Largest value. */
  MAX(Family.VALUE, "max"),
  /** Value of the row with the smallest value in another column. */
  MIN_BY(Family.VALUE, "min by"),
  /** Value of the row with the largest value in another column. */
  MAX_BY(Family.VALUE, "max by"),
  /** Largest value ever seen. */
  HIGH(Family.VALUE, "high"),
  /** Smallest value ever seen. */
  LOW(Family.VALUE, "low"),
  /** Largest minus smallest value. */
  HIGH_MINUS_LOW(Family.VALUE, "high minus low"),
  /** Value of the first row in natural order. */
  FIRST(Family.VALUE, "first"),
  /** Value of the last row in natural order. */
  LAST_BY_INDEX(Family.VALUE, "last by index"),
  /** Last by index minus first. */
  LAST_MINUS_FIRST(Family.VALUE, "last minus first"),
  /** Value of the last row in group order. */
  LAST(Family.VALUE, "last"),
  /** First value that is not null. */
  ANY(Family.VALUE, "any"),
  /** First value that is true or not empty. */
  OR(Family.VALUE, "or"),
  /** Whether all values are true. */
  AND(Family.VALUE, "and"),
  /** Most frequent value. */
  DOMINANT(Family.VALUE, "dominant"),
  /** The value all rows share, else null. */
  UNIQUE(Family.VALUE, "unique"),
  /** The value of a leaf whose rows share one. */
  DISTINCT_LEAF(Family.VALUE, "distinct leaf"),
  /** First quartile. */
  Q1(Family.VALUE, "q1"),
  /** Median. */
  MEDIAN(Family.VALUE, "median"),
  /** Third quartile. */
  Q3(Family.VALUE, "q3"),
  /** Distinct values as text, comma separated. */
  JOIN(Family.VALUE, "join");

  /** Groups of kinds with the same result type and the same demands on their column. */
  private enum Family {
    SUM,
    SHARE,
    COUNT,
    REAL,
    VALUE
  }

  private static final Map<String, AggregateKind> BY_SPELLING = new HashMap<>();
  private static final Set<String> REFUSED =
      Set.of("identity", "mean by count", "mean_by_count", "py_agg", "div", "add");

  static {
    for (AggregateKind kind : values()) {
      BY_SPELLING.put(kind.spelling, kind);
    }
    BY_SPELLING.put("abs_sum", ABS_SUM);
    BY_SPELLING.put("sum_abs", SUM_ABS);
    BY_SPELLING.put("sum_not_null", SUM_NOT_NULL);
    BY_SPELLING.put("sum_or_zero", SUM_OR_ZERO);
    BY_SPELLING.put("distinct_count", DISTINCT_COUNT);
    BY_SPELLING.put("distinctcount", DISTINCT_COUNT);
    BY_SPELLING.put("distinct", DISTINCT_COUNT);
    BY_SPELLING.put("avg", MEAN);
    BY_SPELLING.put("weighted_mean", WEIGHTED_MEAN);
    BY_SPELLING.put("pct_sum_parent", PCT_SUM_PARENT);
    BY_SPELLING.put("pct_sum_grand_total", PCT_SUM_TOTAL);
    BY_SPELLING.put("pct sum total", PCT_SUM_TOTAL);
    BY_SPELLING.put("pct_sum_total", PCT_SUM_TOTAL);
    BY_SPELLING.put("var", VARIANCE);
    BY_SPELLING.put("standard deviation", STDDEV);
    BY_SPELLING.put("min_by", MIN_BY);
    BY_SPELLING.put("max_by", MAX_BY);
    BY_SPELLING.put("high_water_mark", HIGH);
    BY_SPELLING.put("high water mark", HIGH);
    BY_SPELLING.put("low_water_mark", LOW);
    BY_SPELLING.put("low water mark", LOW);
    BY_SPELLING.put("high minuslow", HIGH_MINUS_LOW);
    BY_SPELLING.put("first by index", FIRST);
    BY_SPELLING.put("last_value", LAST);
    BY_SPELLING.put("last value", LAST);
    BY_SPELLING.put("distinct_leaf", DISTINCT_LEAF);
  }

  private final Family family;
  private final String spelling;

  AggregateKind(Family family, String spelling) {
    this.family = family;
    this.spelling = spelling;
  }

  /** The kind a client means by a spelling; empty if it is unknown or refused. */
  public static Optional<AggregateKind> bySpelling(String spelling) {
    return Optional.ofNullable(BY_SPELLING.get(spelling));
  }

  /** Whether the name is known to clients but not computed by anybody. */
  static boolean isRefused(String spelling) {
    return REFUSED.contains(spelling)
        || spelling.contains("udf_combiner_")
        || spelling.contains("udf_reducer_");
  }

  /** The kind used for a column without an entry. */
  public static AggregateKind defaultFor(ColumnType type) {
    return type.isNumeric() ? SUM : COUNT;
  }

  /** The canonical name; accepted as input. */
  public String spelling() {
    return spelling;
  }

  /** Whether a second column is read. */
  public boolean takesArgument() {
    return this == WEIGHTED_MEAN || this == MIN_BY || this == MAX_BY;
  }

  /** The type shown to clients, given the type of the aggregated column. */
  public ColumnType resultType(ColumnType source) {
    return switch (family) {
      case COUNT -> ColumnType.INTEGER;
      case REAL, SHARE -> ColumnType.FLOAT;
      case SUM, VALUE -> source;
    };
  }

  /** The text that refuses a column of the given type; empty if the column will do. */
  Optional<String> objection(ColumnType source) {
    boolean summable = source.isNumeric() || source == ColumnType.BOOLEAN;
    if (summable) {
      return Optional.empty();
    }
    if (family == Family.SUM || family == Family.SHARE) {
      return Optional.of("Unexpected coltype");
    }
    return this == MEAN ? Optional.of("Unexpected dtype") : Optional.empty();
  }
}
