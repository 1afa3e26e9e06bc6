package dev.perspective4j.engine.group;

import dev.perspective4j.engine.column.IntList;
import dev.perspective4j.engine.group.tree.GroupTree;
import dev.perspective4j.engine.slice.Slice;
import dev.perspective4j.engine.table.SlotSort;
import dev.perspective4j.engine.view.IdentifiedRows;
import dev.perspective4j.model.GroupRollupMode;
import java.util.Arrays;
import java.util.BitSet;

/** The rows of a grouped view by the numbers of their groups; all groups, open or not. */
final class GroupIdentities implements IdentifiedRows {
  private static final int[] NONE = {};

  private final GroupedView view;
  private final GroupedComputation computation;
  private final GroupTree tree;
  private final GroupRollupMode mode;

  GroupIdentities(GroupedView view, GroupedComputation computation, GroupRollupMode mode) {
    this.view = view;
    this.computation = computation;
    this.tree = computation.grouping().rows();
    this.mode = mode;
  }

  @Override
  public int[] all() {
    IntList nodes = new IntList();
    for (int node = 0; node < tree.limit(); node++) {
      if (tree.exists(node) && isRow(node)) {
        nodes.add(node);
      }
    }
    return inOrder(Arrays.copyOf(nodes.items(), nodes.size()));
  }

  private boolean isRow(int node) {
    return switch (mode) {
      case ROLLUP -> true;
      case FLAT -> tree.level(node) == tree.levels();
      case TOTAL -> node == 0;
    };
  }

  private int[] inOrder(int[] nodes) {
    return SlotSort.sort(nodes, tree::compareNodes);
  }

  @Override
  public Changes changes() {
    ChangeRecorder recorder = computation.recorder();
    if (recorder.isAllNew()) {
      return new Changes(true, NONE, all(), NONE);
    }
    IntList gone = recorder.removedRows();
    BitSet changed = view.changedRows(recorder);
    int[] touched = changed.stream().filter(this::isRow).toArray();
    return new Changes(
        false, Arrays.copyOf(gone.items(), gone.size()), inOrder(touched), suspects(changed));
  }

  /** Where shares are shown, the parts of whatever was touched. */
  private int[] suspects(BitSet changed) {
    ChangeRecorder recorder = computation.recorder();
    if (!computation.hasShares()) {
      return NONE;
    }
    BitSet found = new BitSet();
    recorder.seen(cell -> addParts(computation.grouping().grid().row(cell), found));
    found.andNot(changed);
    return found.stream().filter(this::isRow).toArray();
  }

  private void addParts(int row, BitSet out) {
    if (row == 0) {
      // shares of the grand total are everywhere
      for (int node = 0; node < tree.limit(); node++) {
        out.set(node, tree.exists(node));
      }
    } else {
      out.set(row);
      for (int child = tree.firstChild(row); child >= 0; child = tree.next(child)) {
        out.set(child);
      }
    }
  }

  @Override
  public Slice cells(int[] ids) {
    return view.slice(ids);
  }

  @Override
  public int depth(int id) {
    return tree.level(id);
  }
}
