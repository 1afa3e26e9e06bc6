package dev.perspective4j.engine.window;

import dev.perspective4j.engine.column.ColumnSource;
import dev.perspective4j.engine.column.Lane;
import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.column.Vector;
import dev.perspective4j.model.WindowSpec.Frame;
import org.jspecify.annotations.Nullable;

/** Computes results for consecutive places of a partition, and knows whom a change concerns. */
abstract class WindowFunction {
  final WindowOperation operation;
  final ColumnSource source;

  WindowFunction(WindowOperation operation, ColumnSource source) {
    this.operation = operation;
    this.source = source;
  }

  /** The function of a shape. */
  static WindowFunction of(WindowShape shape, ColumnSource source, @Nullable ColumnSource order) {
    if (shape.operation().takesOffset()) {
      return new ShiftFunction(shape.operation(), source, shape.offset());
    }
    return switch (shape.frame()) {
      case Frame.Rows rows ->
          new SlidingFunction(
              shape.operation(), source, new RowsFrame(Integer.toUnsignedLong(rows.preceding())));
      case Frame.Range range when order != null ->
          new SlidingFunction(
              shape.operation(), source, new RangeFrame(order, range.width(), shape.descending()));
      case Frame.Range _ -> throw new IllegalArgumentException("a range needs an order");
      case Frame.Cumulative _ -> new CumulativeFunction(shape.operation(), source, shape.alpha());
    };
  }

  /** The first place whose result may depend on what changed at a place. */
  abstract int firstAffected(Partition partition, int position);

  /** The place after the last whose result may depend on what changed at a place. */
  abstract int lastAffected(Partition partition, int position);

  /**
   * Appends the results of the places {@code [from, to)}.
   *
   * @param out of the result's storage
   */
  abstract void evaluate(Partition partition, int from, int to, Vector out);

  /** The source cells of the places {@code [from, to)}. */
  final Vector read(Partition partition, int from, int to) {
    return read(source, partition, from, to);
  }

  static Vector read(ColumnSource column, Partition partition, int from, int to) {
    int[] slots = new int[to - from];
    partition.rows().copy(from, slots.length, slots);
    return column.cells(slots);
  }

  /** Whether cell {@code a} has to give way to cell {@code b} as smallest or largest. */
  static boolean isBetter(WindowOperation operation, Vector cells, int a, int b) {
    int order =
        switch (cells.physicalType().lane()) {
          case LONG ->
              cells.physicalType() == PhysicalType.UINT64
                  ? Long.compareUnsigned(cells.longs()[b], cells.longs()[a])
                  : Long.compare(cells.longs()[b], cells.longs()[a]);
          case DOUBLE -> Double.compare(cells.doubles()[b] + 0.0, cells.doubles()[a] + 0.0);
          case CODE -> cells.dictionary().compare(cells.codes()[b], cells.codes()[a]);
        };
    return operation == WindowOperation.MIN ? order < 0 : order > 0;
  }

  /** Whether a cell takes part in smallest and largest. */
  static boolean isComparable(Vector cells, int i) {
    return !cells.isNull(i)
        && (cells.physicalType().lane() != Lane.DOUBLE || !Double.isNaN(cells.doubles()[i]));
  }

  /** Appends what an operation over numbers makes of a state. */
  static void addNumber(WindowOperation operation, Running state, Vector out) {
    long rows = state.rows();
    switch (operation) {
      case COUNT, ROW_NUMBER -> out.addLong(rows);
      case SUM -> addIf(rows > 0, state.sum(), out);
      case AVG -> addIf(rows > 0, state.sum() / rows, out);
      case VAR -> addIf(rows > 1, state.variance(), out);
      case STDDEV -> addIf(rows > 1, Math.sqrt(state.variance()), out);
      case EMA -> addIf(state.hasAverage(), state.average(), out);
      case MIN, MAX, LAG, LEAD, DIFF, RATE -> throw new IllegalStateException("op " + operation);
    }
  }

  static void addIf(boolean present, double value, Vector out) {
    if (present) {
      out.addDouble(value);
    } else {
      out.addNull();
    }
  }
}
