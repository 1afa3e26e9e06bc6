package dev.perspective4j.engine.group;

import dev.perspective4j.engine.column.ColumnSource;
import dev.perspective4j.engine.column.Vector;
import dev.perspective4j.engine.group.tree.LongIntMap;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Records which table rows a step touches, and their cells from before it, to be compared with what
 * the columns hold after it, however many rounds the step has.
 */
final class RowRecorder {
  private final List<ColumnSource> columns;
  private final List<Vector> cells = new ArrayList<>();
  private final LongIntMap placeOf = new LongIntMap();
  private final BitSet touched = new BitSet();
  private int places;

  /** Compares rows in these columns. */
  RowRecorder(List<ColumnSource> columns) {
    this.columns = columns;
    clear();
  }

  /** Forgets all rows; a column may have another dictionary from now on. */
  void clear() {
    touched.clear();
    placeOf.clear();
    places = 0;
    cells.clear();
    for (ColumnSource column : columns) {
      cells.add(new Vector(column.physicalType(), column.dictionaryOrNull(), 16));
    }
  }

  /** Forgets a row, since it is gone or another one has its slot. */
  void forget(int slot) {
    touched.clear(slot);
    placeOf.remove(slot);
  }

  /** Keeps the cells of a row, unless some are kept already or the step made the row. */
  void keep(int slot) {
    if (touched.get(slot) || placeOf.get(slot) >= 0) {
      return;
    }
    placeOf.put(slot, places++);
    int[] one = {slot};
    for (int i = 0; i < columns.size(); i++) {
      cells.get(i).add(columns.get(i).cells(one), 0);
    }
  }

  /** Records that the step has written rows. */
  void touch(int[] slots) {
    for (int slot : slots) {
      touched.set(slot);
    }
  }

  /** The smallest slot of a written row that is not below {@code slot}, or -1. */
  int nextTouched(int slot) {
    return touched.nextSetBit(slot);
  }

  /** Whether a row has other cells than were kept of it, or is one of which none were kept. */
  boolean isChanged(int slot) {
    int place = placeOf.get(slot);
    if (place < 0) {
      return true;
    }
    int[] one = {slot};
    for (int i = 0; i < columns.size(); i++) {
      if (!ChangeRecorder.isEqual(cells.get(i), place, columns.get(i).cells(one))) {
        return true;
      }
    }
    return false;
  }
}
