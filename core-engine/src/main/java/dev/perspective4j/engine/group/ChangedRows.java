package dev.perspective4j.engine.group;

import dev.perspective4j.engine.aggregate.SlotList;
import dev.perspective4j.engine.column.ColumnSource;
import dev.perspective4j.engine.column.Vector;
import dev.perspective4j.engine.table.Delta;
import dev.perspective4j.engine.table.DeltaListener;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Table rows that a step changed: new ones, and those that differ in some columns.
 */
final class ChangedRows implements DeltaListener {
  private final List<ColumnSource> columns;
  private final List<Vector> before = new ArrayList<>();
  private final Map<Integer, Integer> places = new HashMap<>();
  private final SlotList changed = new SlotList();
  private boolean on;

  /** Compares rows in some columns. */
  ChangedRows(List<ColumnSource> columns) {
    this.columns = columns;
  }

  void record(boolean recording) {
    on = recording;
    changed.clear();
  }

  /** The slots, each once, in no particular order. */
  int[] slots() {
    return Arrays.copyOf(changed.items(), changed.size());
  }

  @Override
  public void retract(Delta delta) {
    changed.clear();
    places.clear();
    before.clear();
    if (!on) {
      return;
    }
    int[] slots = Arrays.copyOf(delta.updated(), delta.updated().length + delta.removed().length);
    System.arraycopy(delta.removed(), 0, slots, delta.updated().length, delta.removed().length);
    for (int i = 0; i < slots.length; i++) {
      places.put(slots[i], i);
    }
    for (ColumnSource column : columns) {
      before.add(RowKeys.cells(column, slots));
    }
  }

  @Override
  public void apply(Delta delta) {
    if (!on) {
      return;
    }
    for (int slot : delta.updated()) {
      note(slot);
    }
    for (int slot : delta.inserted()) {
      note(slot);
    }
  }

  private void note(int slot) {
    Integer place = places.get(slot);
    if (place == null || differs(slot, place)) {
      changed.add(slot);
    }
  }

  private boolean differs(int slot, int place) {
    int[] one = {slot};
    for (int i = 0; i < columns.size(); i++) {
      Vector now = RowKeys.cells(columns.get(i), one);
      if (!ChangeRecorder.isEqual(before.get(i), place, now)) {
        return true;
      }
    }
    return false;
  }
}
