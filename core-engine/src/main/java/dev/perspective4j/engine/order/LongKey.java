package dev.perspective4j.engine.order;

import dev.perspective4j.engine.column.ColumnSource;
import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.column.Vector;

/**
 * Orders whole numbers, booleans, dates and datetimes.
 *
 * <p>Null has the smallest key; of the two smallest keys neither is exact, for the smallest 64-bit
 * value shares them. By magnitude null counts as 0, except for dates, which have none.
 */
final class LongKey extends SortKey {
  private final ColumnSource column;
  private final boolean magnitude;
  private final long shift;
  private final long nullKey;
  private final Vector cells;

  LongKey(ColumnSource column, boolean descending, boolean absolute) {
    super(descending);
    PhysicalType physicalType = column.physicalType();
    this.column = column;
    this.magnitude =
        absolute && physicalType != PhysicalType.DATE && physicalType != PhysicalType.UINT64;
    this.shift = physicalType == PhysicalType.UINT64 ? Long.MIN_VALUE : 0;
    this.nullKey = magnitude ? 0 : Long.MIN_VALUE;
    this.cells = Vector.chunkFor(column);
  }

  private long key(long value) {
    if (magnitude) {
      return value == Long.MIN_VALUE ? Long.MAX_VALUE : Math.abs(value);
    }
    return Math.max(value ^ shift, Long.MIN_VALUE + 1);
  }

  @Override
  int compare(int slotA, int slotB) {
    boolean nullA = column.isNull(slotA);
    boolean nullB = column.isNull(slotB);
    long a = nullA ? nullKey : key(column.longAt(slotA));
    long b = nullB ? nullKey : key(column.longAt(slotB));
    if (a != b) {
      return directed(Long.compare(a, b));
    }
    if (isExactAscending(a) || nullA || nullB) {
      return 0;
    }
    return directed(
        magnitude
            ? Long.compareUnsigned(magnitude(slotA), magnitude(slotB))
            : Long.compare(column.longAt(slotA) ^ shift, column.longAt(slotB) ^ shift));
  }

  private long magnitude(int slot) {
    return Math.abs(column.longAt(slot));
  }

  @Override
  void ascendingKeys(int[] slots, int offset, int count, long[] out) {
    read(column, slots, offset, count, cells);
    long[] longs = cells.longs();
    for (int i = 0; i < count; i++) {
      out[i] = key(longs[i]);
    }
    if (!cells.allValid()) {
      for (int i = 0; i < count; i++) {
        if (cells.isNull(i)) {
          out[i] = nullKey;
        }
      }
    }
  }

  @Override
  boolean isExactAscending(long key) {
    return magnitude ? key != Long.MAX_VALUE : key != Long.MIN_VALUE + 1;
  }
}
