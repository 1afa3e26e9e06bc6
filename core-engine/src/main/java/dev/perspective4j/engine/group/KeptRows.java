package dev.perspective4j.engine.group;

import dev.perspective4j.engine.column.ColumnSource;
import dev.perspective4j.engine.column.Vector;
import dev.perspective4j.engine.group.tree.LongIntMap;
import java.util.ArrayList;
import java.util.List;

/** Cells of some rows as they were before a step, to be compared with what the columns hold now. */
final class KeptRows {
  private final List<ColumnSource> columns;
  private final List<Vector> cells = new ArrayList<>();
  private final LongIntMap placeOf = new LongIntMap();
  private int places;

  /** Keeps cells of these columns. */
  KeptRows(List<ColumnSource> columns) {
    this.columns = columns;
    clear();
  }

  /** Forgets all rows; a column may have another dictionary from now on. */
  void clear() {
    placeOf.clear();
    places = 0;
    cells.clear();
    for (ColumnSource column : columns) {
      cells.add(new Vector(column.physicalType(), column.dictionaryOrNull(), 16));
    }
  }

  /** Forgets a row, since another one has its slot. */
  void forget(int slot) {
    placeOf.remove(slot);
  }

  /** Keeps the cells of a row, unless it has some kept already. */
  void keep(int slot) {
    if (placeOf.get(slot) >= 0) {
      return;
    }
    placeOf.put(slot, places++);
    int[] one = {slot};
    for (int i = 0; i < columns.size(); i++) {
      cells.get(i).add(columns.get(i).cells(one), 0);
    }
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
