package dev.perspective4j.engine.group.tree;

import dev.perspective4j.engine.aggregate.CellRows;
import dev.perspective4j.engine.aggregate.Emptiness;
import dev.perspective4j.engine.column.IntList;
import dev.perspective4j.engine.table.Rows;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Which rows every cell holds: their number, the leaf cell of each row, and on demand the rows
 * themselves; what aggregates ask about.
 *
 * <p>Rows are listed for leaf cells only, and only once they have been asked for: the rows of any
 * other cell are those of the leaves below it. Belongs to the table's thread.
 */
public final class CellContents implements CellRows {
  private final Rows table;
  private final GroupTree rows;
  private final GroupTree splits;
  private final CellGrid grid;

  /** Number of rows of each cell; replaced when it grows. */
  int[] counts = new int[16];

  /** The round in which each cell came to exist; replaced when it grows. */
  int[] births = new int[16];

  private int[] leafOf = {};
  private @Nullable LeafRows leafRows;
  private Emptiness emptiness = Emptiness.UNTOUCHED;

  private final IntList leafBuffer = new IntList();
  private final IntList groupBuffer = new IntList();
  private final IntList rowBuffer = new IntList();
  private final IntList childBuffer = new IntList();

  CellContents(Rows table, GroupTree rows, GroupTree splits, CellGrid grid) {
    this.table = table;
    this.rows = rows;
    this.splits = splits;
    this.grid = grid;
  }

  /** Makes room for cells below {@code limit}. */
  void grow(int limit) {
    if (limit > counts.length) {
      int capacity = Math.max(limit, counts.length * 2);
      counts = Arrays.copyOf(counts, capacity);
      births = Arrays.copyOf(births, capacity);
    }
  }

  /** Forgets all rows. */
  void reset() {
    Arrays.fill(counts, 0);
    Arrays.fill(leafOf, -1);
    leafRows = null;
    emptiness = Emptiness.UNTOUCHED;
  }

  /** Takes the leaf cells of all rows, as a first pass found them; counts are in place. */
  void loaded(int[] leaves) {
    leafOf = leaves;
    leafRows = null;
    if (counts[0] > 0) {
      emptiness = Emptiness.DRAINED;
    } else {
      seenByNewView();
    }
  }

  /** A view that opens on a total without rows does not know that there ever were any. */
  public void seenByNewView() {
    if (counts[0] == 0) {
      emptiness = table.size() > 0 ? Emptiness.FILTERED : Emptiness.UNTOUCHED;
    }
  }

  /** Ends a step that may have {@code drained} the total of its last row. */
  void settle(boolean drained) {
    if (drained) {
      emptiness = Emptiness.DRAINED;
    } else if (emptiness == Emptiness.UNTOUCHED && table.size() > 0) {
      emptiness = Emptiness.FILTERED;
    }
  }

  /** Makes room for every slot of the table. */
  void growSlots() {
    int needed = table.slotLimit();
    if (needed > leafOf.length) {
      int from = leafOf.length;
      leafOf = Arrays.copyOf(leafOf, Math.max(needed, from + (from >> 1)));
      Arrays.fill(leafOf, from, leafOf.length, -1);
    }
  }

  /** Whether the row is in the view, as far as this grouping was told. */
  public boolean contains(int slot) {
    return slot < leafOf.length && leafOf[slot] >= 0;
  }

  /**
   * Appends those of the slots that are {@linkplain #contains in the view}, in a loop short enough
   * for many memory accesses at once.
   */
  public void collect(int[] slots, IntList out) {
    collect(slots, out, new IntList(slots.length));
  }

  /**
   * The same with the leaf cells of the rows.
   *
   * @param leaves empty
   */
  public void collect(int[] slots, IntList out, IntList leaves) {
    int[] to = out.room(slots.length);
    int[] leavesTo = leaves.room(slots.length);
    int[] from = leafOf;
    int start = out.size();
    int count = 0;
    for (int slot : slots) {
      int leaf = slot < from.length ? from[slot] : -1;
      to[start + count] = slot;
      leavesTo[count] = leaf;
      count += leaf >= 0 ? 1 : 0;
    }
    out.size(start + count);
    leaves.size(count);
  }

  /** The leaf cell of a row in the view. */
  int leafOf(int slot) {
    return leafOf[slot];
  }

  /**
   * The leaf cells of rows in the view, in a loop short enough for many memory accesses at once.
   */
  void leavesOf(int[] slots, int offset, int n, int[] out) {
    int[] from = leafOf;
    for (int i = 0; i < n; i++) {
      out[i] = from[slots[offset + i]];
    }
  }

  /** Takes a row out of its leaf cell; counts are not changed. */
  int take(int slot) {
    int leaf = leafOf[slot];
    leafOf[slot] = -1;
    if (leafRows != null) {
      leafRows.remove(leaf, slot);
    }
    return leaf;
  }

  /** Puts a row into a leaf cell; counts are not changed. */
  void put(int slot, int leaf) {
    leafOf[slot] = leaf;
    if (leafRows != null) {
      leafRows.add(leaf, slot);
    }
  }

  @Override
  public long count(int cell) {
    return counts[cell];
  }

  @Override
  public IntList rows(int cell) {
    LeafRows lists = leafRows();
    IntList leaves = leaves(cell);
    rowBuffer.clear();
    for (int i = 0; i < leaves.size(); i++) {
      lists.appendTo(rowBuffer, leaves.get(i));
    }
    return rowBuffer;
  }

  @Override
  public IntList rowsInOrder(int cell) {
    LeafRows lists = leafRows();
    IntList groups = leafGroups(cell);
    IntOrder.sort(groups.items(), 0, groups.size(), this::compareBirth);
    rowBuffer.clear();
    for (int i = 0; i < groups.size(); i++) {
      int from = rowBuffer.size();
      IntList leaves = leaves(groups.get(i));
      for (int j = 0; j < leaves.size(); j++) {
        lists.appendTo(rowBuffer, leaves.get(j));
      }
      sortNaturally(rowBuffer.items(), from, rowBuffer.size());
    }
    return rowBuffer;
  }

  /**
   * The groups whose age orders the rows of a cell: below a split group, and in the total, the
   * split groups of full depth, each with all rows of the row group; else the leaf cells; valid
   * until the next call.
   */
  private IntList leafGroups(int cell) {
    groupBuffer.clear();
    if (isLeaf(cell)) {
      groupBuffer.add(cell);
    } else if (splits.levels() == 0 || (grid.split(cell) == 0 && grid.row(cell) != 0)) {
      IntList leaves = leaves(cell);
      groupBuffer.addAll(leaves.items(), leaves.size());
    } else {
      addSplitLeaves(grid.row(cell), grid.split(cell), groupBuffer);
    }
    return groupBuffer;
  }

  private void addSplitLeaves(int row, int splitNode, IntList out) {
    int splitLevel = splits.level(splitNode);
    for (int cell = grid.firstOfRow(row); cell >= 0; cell = grid.nextOfRow(cell)) {
      int node = grid.split(cell);
      if (counts[cell] > 0
          && splits.level(node) == splits.levels()
          && splits.ancestor(node, splitLevel) == splitNode) {
        out.add(cell);
      }
    }
  }

  private void sortNaturally(int[] slots, int from, int to) {
    if (table.slotsInNaturalOrder()) {
      Arrays.sort(slots, from, to);
    } else {
      IntOrder.sort(slots, from, to, table::compareNatural);
    }
  }

  private LeafRows leafRows() {
    LeafRows lists = leafRows;
    if (lists == null) {
      lists = new LeafRows();
      lists.fill(leafOf, Math.min(leafOf.length, table.slotLimit()), grid.limit(), counts);
      leafRows = lists;
    }
    return lists;
  }

  /**
   * The leaf cells with rows at and below a cell, in no particular order; valid until the next
   * call.
   */
  IntList leaves(int cell) {
    leafBuffer.clear();
    collectLeaves(grid.row(cell), grid.split(cell));
    return leafBuffer;
  }

  private void collectLeaves(int row, int splitNode) {
    if (rows.level(row) < rows.levels()) {
      for (int child = rows.firstChild(row); child >= 0; child = rows.next(child)) {
        collectLeaves(child, splitNode);
      }
      return;
    }
    int splitLevel = splits.level(splitNode);
    if (splitLevel == splits.levels()) {
      int cell = grid.find(row, splitNode);
      if (cell >= 0 && counts[cell] > 0) {
        leafBuffer.add(cell);
      }
      return;
    }
    addSplitLeaves(row, splitNode, leafBuffer);
  }

  @Override
  public int newestLeaf(int cell) {
    IntList groups = leafGroups(cell);
    int newest = groups.size() == 0 ? -1 : groups.get(0);
    for (int i = 1; i < groups.size(); i++) {
      if (compareBirth(groups.get(i), newest) > 0) {
        newest = groups.get(i);
      }
    }
    return newest;
  }

  /** Orders leaves by the step that made them, then by path. */
  private int compareBirth(int a, int b) {
    if (births[a] != births[b]) {
      return Integer.compare(births[a], births[b]);
    }
    int byRow = rows.comparePaths(grid.row(a), grid.row(b));
    return byRow != 0 ? byRow : splits.comparePaths(grid.split(a), grid.split(b));
  }

  @Override
  public boolean isLeafRow(int cell) {
    return rows.level(grid.row(cell)) == rows.levels();
  }

  @Override
  public boolean isLeaf(int cell) {
    return splits.levels() == 0
        ? isLeafRow(cell)
        : splits.level(grid.split(cell)) == splits.levels();
  }

  /** Whether rows are put into the cell itself: it is at the deepest level of both trees. */
  boolean holdsRows(int cell) {
    return isLeafRow(cell) && splits.level(grid.split(cell)) == splits.levels();
  }

  @Override
  public IntList rowChildren(int cell) {
    childBuffer.clear();
    int splitNode = grid.split(cell);
    for (int child = rows.firstChild(grid.row(cell)); child >= 0; child = rows.next(child)) {
      int found = grid.find(child, splitNode);
      if (found >= 0 && counts[found] > 0) {
        childBuffer.add(found);
      }
    }
    return childBuffer;
  }

  @Override
  public int shareParent(int cell) {
    return splits.level(grid.split(cell)) > 0 ? grid.left(cell) : grid.up(cell);
  }

  @Override
  public int total() {
    return 0;
  }

  @Override
  public Emptiness emptiness() {
    return emptiness;
  }

  /** Appends the rows of all cells of a leaf row group, in natural order. */
  public void appendLeafRows(int row, IntList out) {
    int from = out.size();
    for (int cell = grid.firstOfRow(row); cell >= 0; cell = grid.nextOfRow(cell)) {
      if (splits.level(grid.split(cell)) == splits.levels()) {
        leafRows().appendTo(out, cell);
      }
    }
    sortNaturally(out.items(), from, out.size());
  }
}
