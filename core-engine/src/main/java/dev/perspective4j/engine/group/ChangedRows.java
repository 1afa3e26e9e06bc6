package dev.perspective4j.engine.group;

import dev.perspective4j.engine.aggregate.SlotList;
import dev.perspective4j.engine.column.ColumnSource;
import dev.perspective4j.engine.column.Vector;
import dev.perspective4j.engine.filter.RowSet;
import dev.perspective4j.engine.table.Delta;
import dev.perspective4j.engine.table.DeltaListener;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Table rows that a step changed: new ones, and those that differ in some columns from before the step,
 * however many rounds it had.
 */
final class ChangedRows implements DeltaListener {
  private final RowSet filter;
  private final List<ColumnSource> columns;
  private final List<Vector> before = new ArrayList<>();
  private final Map<Integer, Integer> placeOf = new HashMap<>();
  private final BitSet touched = new BitSet();
  private int places;
  private boolean on;

  /** Compares rows of a filter in some columns. */
  ChangedRows(RowSet filter, List<ColumnSource> columns) {
    this.filter = filter;
    this.columns = columns;
  }

  void record(boolean recording) {
    on = recording;
    forget();
  }

  private void forget() {
    placeOf.clear();
    places = 0;
    touched.clear();
    before.clear();
    for (ColumnSource column : columns) {
      before.add(new Vector(column.storage(), column.dictionaryOrNull(), 16));
    }
  }

  /** The slots, each once, in no particular order. */
  int[] slots() {
    SlotList changed = new SlotList();
    for (int slot = touched.nextSetBit(0); slot >= 0; slot = touched.nextSetBit(slot + 1)) {
      if (filter.contains(slot) && isChanged(slot)) {
        changed.add(slot);
      }
    }
    return Arrays.copyOf(changed.items(), changed.size());
  }

  private boolean isChanged(int slot) {
    Integer place = placeOf.get(slot);
    if (place == null) {
      return true;
    }
    int[] one = {slot};
    for (int i = 0; i < columns.size(); i++) {
      if (!ChangeRecorder.isEqual(before.get(i), place, RowKeys.cells(columns.get(i), one))) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void retract(Delta delta) {
    if (!delta.continued()) {
      forget();
    }
    if (on) {
      remember(delta.updated());
      remember(delta.removed());
    }
  }

  private void remember(int[] slots) {
    for (int slot : slots) {
      if (!touched.get(slot) && !placeOf.containsKey(slot)) {
        placeOf.put(slot, places++);
        for (int i = 0; i < columns.size(); i++) {
          Vector cell = new Vector(columns.get(i).storage(), columns.get(i).dictionaryOrNull(), 1);
          columns.get(i).gather(new int[] {slot}, 0, 1, cell);
          before.get(i).add(cell, 0);
        }
      }
    }
  }

  @Override
  public void apply(Delta delta) {
    if (on) {
      for (int slot : delta.updated()) {
        touched.set(slot);
      }
      for (int slot : delta.inserted()) {
        touched.set(slot);
        placeOf.remove(slot); // a new row is new, whatever row had the slot before
      }
    }
  }
}
