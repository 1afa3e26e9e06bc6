package dev.perspective4j.engine.aggregate;

import dev.perspective4j.engine.column.Vector;
import dev.perspective4j.engine.plan.AggregateKind;
import dev.perspective4j.model.Dialect;

/**
 * What a total shows when it has no rows. As every release does: it depends on how the rows went
 * missing.
 */
final class TotalWithoutRows extends Aggregation {
  private final Aggregation regular;
  private final AggregateKind kind;
  private final CellRows cells;
  private final Dialect dialect;
  private final boolean stored;

  /**
   * Wraps an aggregation.
   *
   * @param dialect what sums of no value are
   * @param stored whether the column belongs to the table
   */
  TotalWithoutRows(
      Aggregation regular, AggregateKind kind, CellRows cells, Dialect dialect, boolean stored) {
    super(regular.physicalType());
    this.regular = regular;
    this.kind = kind;
    this.cells = cells;
    this.dialect = dialect;
    this.stored = stored;
  }

  @Override
  public Vector vector(int capacity) {
    return regular.vector(capacity);
  }

  @Override
  void append(int cell, Vector out) {
    if (cells.count(cell) > 0) {
      regular.append(cell, out);
    } else {
      appendEmpty(cell, out);
    }
  }

  private void appendEmpty(int cell, Vector out) {
    Emptiness how = cells.emptiness();
    boolean untouched = how == Emptiness.UNTOUCHED;
    switch (kind) {
      case SUM ->
          zeroOrNull(
              dialect.sumOfNothingIsZero() && (stored ? how == Emptiness.DRAINED : !untouched),
              out);
      case ABS_SUM, SUM_ABS, SUM_NOT_NULL ->
          zeroOrNull(dialect.sumOfNothingIsZero() && !untouched, out);
      case GMV, SUM_OR_ZERO, COUNT, DISTINCT_COUNT -> zeroOrNull(!untouched, out);
      case PCT_SUM_PARENT -> {
        if (dialect.emptyTotalIsAllOfItsParent()) {
          out.addDouble(100);
        } else {
          out.addNull();
        }
      }
      case ANY, OR, DOMINANT, FIRST, LAST, LAST_BY_INDEX, MIN, MAX, MIN_BY, MAX_BY, UNIQUE, JOIN ->
          zeroOrNull(!untouched, out);
      case DISTINCT_LEAF -> zeroOrNull(!untouched && cells.isLeaf(cell), out);
      case AND -> {
        if (untouched) {
          out.addNull();
        } else {
          out.addLong(1);
        }
      }
      case HIGH, LOW -> {
        if (how == Emptiness.DRAINED) {
          regular.append(cell, out);
        } else {
          out.addNull();
        }
      }
      case MUL,
          MEAN,
          WEIGHTED_MEAN,
          PCT_SUM_TOTAL,
          VARIANCE,
          STDDEV,
          HIGH_MINUS_LOW,
          LAST_MINUS_FIRST,
          Q1,
          MEDIAN,
          Q3 ->
          out.addNull();
    }
  }

  private static void zeroOrNull(boolean zero, Vector out) {
    if (!zero) {
      out.addNull();
      return;
    }
    switch (out.physicalType().type()) {
      case INTEGER, BOOLEAN -> out.addLong(0);
      case FLOAT -> out.addDouble(0);
      case STRING -> out.addCode(out.dictionary().intern(""));
      case DATE, DATETIME -> out.addNull();
    }
  }

  @Override
  public Aggregation compared() {
    Aggregation sorted = regular.compared();
    return sorted.equals(regular)
        ? this
        : new TotalWithoutRows(sorted, AggregateKind.SUM, cells, dialect, stored);
  }

  @Override
  boolean isCached() {
    return regular.isCached();
  }

  @Override
  void touched(int cell) {
    regular.touched(cell);
  }
}
