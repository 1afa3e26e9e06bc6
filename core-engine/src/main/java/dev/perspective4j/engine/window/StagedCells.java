package dev.perspective4j.engine.window;

import dev.perspective4j.engine.column.Vector;
import dev.perspective4j.engine.page.PagedColumn;
import java.util.Arrays;

/** New cells of rows outside a step, held back until the table asks for them. */
final class StagedCells {
  private final PagedColumn column;
  private int[] slots = new int[16];
  private Vector cells;

  StagedCells(PagedColumn column) {
    this.column = column;
    this.cells = emptyCells();
  }

  private Vector emptyCells() {
    return new Vector(column.physicalType(), column.dictionaryOrNull(), 16);
  }

  boolean isEmpty() {
    return cells.size() == 0;
  }

  /** Stages a cell; of several for one row the last counts. */
  void add(int slot, Vector from, int i) {
    int count = cells.size();
    if (count == slots.length) {
      slots = Arrays.copyOf(slots, count * 2);
    }
    slots[count] = slot;
    cells.add(from, i);
  }

  /** Keeps one cell per row, and only those that differ from the column; slots ascend. */
  int[] settle() {
    int count = cells.size();
    if (count == 0) {
      return new int[0];
    }
    long[] order = new long[count];
    for (int i = 0; i < count; i++) {
      order[i] = ((long) slots[i] << 32) | i;
    }
    Arrays.sort(order);
    Vector before = cells;
    int[] kept = new int[count];
    int length = 0;
    cells = emptyCells();
    for (int i = 0; i < count; i++) {
      int slot = (int) (order[i] >>> 32);
      boolean last = i + 1 == count || (int) (order[i + 1] >>> 32) != slot;
      if (last && !isSame(column, slot, before, (int) order[i])) {
        kept[length++] = slot;
        cells.add(before, (int) order[i]);
      }
    }
    slots = kept;
    return Arrays.copyOf(kept, length);
  }

  /** Writes the settled cells and forgets them. */
  void commit() {
    column.scatter(slots, 0, cells.size(), cells, 0);
    clear();
  }

  void clear() {
    cells = emptyCells();
    slots = new int[16];
  }

  /** Whether a row's cell equals a cell of a vector, bit by bit. */
  static boolean isSame(PagedColumn column, int slot, Vector cells, int i) {
    boolean isNull = cells.isNull(i);
    if (isNull || column.isNull(slot)) {
      return isNull == column.isNull(slot);
    }
    return switch (column.physicalType().lane()) {
      case LONG -> cells.longs()[i] == column.longAt(slot);
      case DOUBLE ->
          Double.doubleToLongBits(cells.doubles()[i])
              == Double.doubleToLongBits(column.doubleAt(slot));
      case CODE -> cells.codes()[i] == column.codeAt(slot);
    };
  }
}
