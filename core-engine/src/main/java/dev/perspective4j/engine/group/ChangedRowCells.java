package dev.perspective4j.engine.group;

import dev.perspective4j.engine.column.ColumnSource;
import dev.perspective4j.engine.column.IntList;
import dev.perspective4j.engine.filter.RowSet;
import dev.perspective4j.engine.table.Delta;
import dev.perspective4j.engine.table.DeltaListener;
import java.util.List;

/**
 * Table rows that a step changed: new ones, and those that differ in some columns from before the
 * step, however many rounds it had.
 */
final class ChangedRowCells implements DeltaListener {
  private final RowSet filter;
  private final RowRecorder step;
  private boolean on;

  /** Compares rows of a filter in some columns. */
  ChangedRowCells(RowSet filter, List<ColumnSource> columns) {
    this.filter = filter;
    this.step = new RowRecorder(columns);
  }

  void record(boolean recording) {
    on = recording;
    step.clear();
  }

  /** The slots, each once, in no particular order. */
  int[] slots() {
    IntList changed = new IntList();
    for (int slot = step.nextTouched(0); slot >= 0; slot = step.nextTouched(slot + 1)) {
      if (filter.contains(slot) && step.isChanged(slot)) {
        changed.add(slot);
      }
    }
    return changed.toArray();
  }

  @Override
  public void retract(Delta delta) {
    if (!delta.continued()) {
      step.clear();
    }
    if (on) {
      keep(delta.updated());
      keep(delta.removed());
    }
  }

  private void keep(int[] slots) {
    for (int slot : slots) {
      step.keep(slot);
    }
  }

  @Override
  public void apply(Delta delta) {
    if (on) {
      for (int slot : delta.inserted()) {
        step.forget(slot); // a new row is new, whatever row had the slot before
      }
      step.touch(delta.updated());
      step.touch(delta.inserted());
    }
  }
}
