package dev.perspective4j.engine.group;

import dev.perspective4j.engine.column.ColumnSource;
import dev.perspective4j.engine.column.IntList;
import dev.perspective4j.engine.filter.FilterStage;
import dev.perspective4j.engine.slice.Slice;
import dev.perspective4j.engine.table.Delta;
import dev.perspective4j.engine.table.DeltaListener;
import dev.perspective4j.engine.table.Rows;
import dev.perspective4j.engine.view.IdentifiedRows;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * The rows of a split view without groups, by their slots.
 *
 * <p>Listens to the table rather than to the filter, which does not tell a row that leaves and
 * comes back within a step from one that takes its slot.
 */
final class RowIdentities implements IdentifiedRows, DeltaListener {
  private static final int[] NONE = {};

  private final SplitView view;
  private final Rows table;
  private final FilterStage filter;

  /** The rows as the last answer left them. */
  private final BitSet members = new BitSet();

  private final RowRecorder step;
  private final IntList gone = new IntList();
  private boolean cleared;

  /** Follows rows that differ in some columns. */
  RowIdentities(SplitView view, Rows table, FilterStage filter, List<ColumnSource> columns) {
    this.view = view;
    this.table = table;
    this.filter = filter;
    this.step = new RowRecorder(columns);
    table.addListener(this);
    for (int slot : passing()) {
      members.set(slot);
    }
  }

  void close() {
    table.removeListener(this);
  }

  private int[] passing() {
    int[] slots = new int[filter.size()];
    filter.copy(0, slots);
    return slots;
  }

  private void forget() {
    step.clear();
    gone.clear();
    cleared = false;
  }

  @Override
  public void retract(Delta delta) {
    if (!delta.continued()) {
      forget();
    }
    if (delta.cleared()) {
      forget();
      cleared = true;
      members.clear();
      return;
    }
    for (int slot : delta.removed()) {
      step.forget(slot);
      if (members.get(slot)) {
        members.clear(slot);
        gone.add(slot);
      }
    }
    for (int slot : delta.updated()) {
      if (members.get(slot)) {
        step.keep(slot);
      }
    }
  }

  @Override
  public void apply(Delta delta) {
    step.touch(delta.updated());
    step.touch(delta.inserted());
  }

  @Override
  public int[] all() {
    return view.inOrder(passing());
  }

  @Override
  public Changes changes() {
    if (cleared) {
      int[] all = all();
      for (int slot : all) {
        members.set(slot);
      }
      return new Changes(true, NONE, all, NONE);
    }
    IntList shown = new IntList();
    for (int slot = step.nextTouched(0); slot >= 0; slot = step.nextTouched(slot + 1)) {
      boolean was = members.get(slot);
      if (!filter.contains(slot)) {
        if (was) {
          members.clear(slot);
          gone.add(slot);
        }
      } else if (!was || step.isChanged(slot)) {
        members.set(slot);
        shown.add(slot);
      }
    }
    int[] slots = view.inOrder(shown.toArray());
    return new Changes(false, Arrays.copyOf(gone.items(), gone.size()), slots, NONE);
  }

  @Override
  public Slice cells(int[] ids) {
    return view.slice(ids);
  }

  @Override
  public int depth(int id) {
    return 1;
  }
}
