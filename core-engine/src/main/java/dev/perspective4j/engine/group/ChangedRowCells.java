package dev.perspective4j.engine.group;

import dev.perspective4j.engine.column.ColumnSource;
import dev.perspective4j.engine.column.IntList;
import dev.perspective4j.engine.filter.RowSet;
import dev.perspective4j.engine.table.Delta;
import dev.perspective4j.engine.table.DeltaListener;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Table rows that a step changed: new ones, and those that differ in some columns from before the
 * step, however many rounds it had.
 */
final class ChangedRowCells implements DeltaListener {
  private final RowSet filter;
  private final KeptRows before;
  private final BitSet touched = new BitSet();
  private boolean on;

  /** Compares rows of a filter in some columns. */
  ChangedRowCells(RowSet filter, List<ColumnSource> columns) {
    this.filter = filter;
    this.before = new KeptRows(columns);
  }

  void record(boolean recording) {
    on = recording;
    forget();
  }

  private void forget() {
    before.clear();
    touched.clear();
  }

  /** The slots, each once, in no particular order. */
  int[] slots() {
    IntList changed = new IntList();
    for (int slot = touched.nextSetBit(0); slot >= 0; slot = touched.nextSetBit(slot + 1)) {
      if (filter.contains(slot) && before.isChanged(slot)) {
        changed.add(slot);
      }
    }
    return Arrays.copyOf(changed.items(), changed.size());
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
      if (!touched.get(slot)) {
        before.keep(slot);
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
        before.forget(slot); // a new row is new, whatever row had the slot before
      }
    }
  }
}
