package dev.perspective4j.engine.order;

import dev.perspective4j.engine.column.ColumnSource;
import dev.perspective4j.engine.column.Vector;

/**
 * Orders floats: NaN below null below everything; {@code -0.0} equals {@code 0.0}. By magnitude
 * null counts as 0. As natural order of an index column NaN stands last.
 *
 * <p>The key is the bit pattern with the order of negative numbers turned round; the two smallest
 * patterns belong to no number, so keys are exact.
 */
final class DoubleKey extends SortKey {
  private static final long NAN_KEY = Long.MIN_VALUE;
  private static final long NULL_KEY = Long.MIN_VALUE + 1;

  private final ColumnSource column;
  private final boolean absolute;
  private final long nanKey;
  private final Vector cells;

  DoubleKey(ColumnSource column, boolean descending, boolean absolute, boolean nanLast) {
    super(descending);
    this.column = column;
    this.absolute = absolute;
    this.nanKey = nanLast ? Long.MAX_VALUE : NAN_KEY;
    this.cells = Vector.chunkFor(column);
  }

  private long key(double value) {
    if (Double.isNaN(value)) {
      return nanKey;
    }
    long bits = Double.doubleToRawLongBits((absolute ? Math.abs(value) : value) + 0.0);
    return bits ^ ((bits >> 63) & Long.MAX_VALUE);
  }

  private long keyAt(int slot) {
    return column.isNull(slot) ? nullKey() : key(column.doubleAt(slot));
  }

  private long nullKey() {
    return absolute ? 0 : NULL_KEY;
  }

  @Override
  int compare(int slotA, int slotB) {
    return directed(Long.compare(keyAt(slotA), keyAt(slotB)));
  }

  @Override
  void ascendingKeys(int[] slots, int offset, int count, long[] out) {
    read(column, slots, offset, count, cells);
    double[] doubles = cells.doubles();
    for (int i = 0; i < count; i++) {
      out[i] = key(doubles[i]);
    }
    if (!cells.allValid()) {
      for (int i = 0; i < count; i++) {
        if (cells.isNull(i)) {
          out[i] = nullKey();
        }
      }
    }
  }

  @Override
  boolean isExactAscending(long key) {
    return true;
  }
}
