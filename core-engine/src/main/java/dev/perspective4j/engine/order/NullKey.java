package dev.perspective4j.engine.order;

import dev.perspective4j.engine.column.ColumnSource;
import dev.perspective4j.engine.column.Vector;

/** Puts rows without a value in a column first and makes no other difference. */
final class NullKey extends SortKey {
  private final ColumnSource column;
  private final Vector cells;

  NullKey(ColumnSource column) {
    super(false);
    this.column = column;
    this.cells = Vector.chunkFor(column);
  }

  @Override
  int compare(int slotA, int slotB) {
    return Boolean.compare(column.isNull(slotB), column.isNull(slotA));
  }

  @Override
  void ascendingKeys(int[] slots, int offset, int count, long[] out) {
    read(column, slots, offset, count, cells);
    for (int i = 0; i < count; i++) {
      out[i] = cells.isNull(i) ? 0 : 1;
    }
  }

  @Override
  boolean isExactAscending(long key) {
    return true;
  }
}
