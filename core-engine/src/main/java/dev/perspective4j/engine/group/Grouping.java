package dev.perspective4j.engine.group;

import dev.perspective4j.engine.aggregate.AggregateRequest;
import dev.perspective4j.engine.aggregate.AggregateSet;
import dev.perspective4j.engine.aggregate.CellRows;
import dev.perspective4j.engine.aggregate.Emptiness;
import dev.perspective4j.engine.aggregate.RowChunk;
import dev.perspective4j.engine.aggregate.SlotList;
import dev.perspective4j.engine.column.ColumnSource;
import dev.perspective4j.engine.column.Vector;
import dev.perspective4j.engine.filter.RowSet;
import dev.perspective4j.engine.table.Rows;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Row groups, split groups, the cells where they cross, and the aggregates of every cell.
 *
 * <p>{@code leafOf} holds the leaf cell of each row in the view, so a row is taken out without looking
 * at its old keys. A step takes rows out of and puts them into their leaf and every cell above it, one
 * level of a whole chunk at a time: cost is rows changed times levels. The first pass goes into leaf
 * cells only and is then rolled up, which costs the cells, not the rows. What a step touched is collected
 * for whoever keeps something by cell; groups without rows go when the step is {@linkplain #settle
 * settled}. Belongs to the strand of the table.
 */
final class Grouping implements CellRows {
  private final Rows table;
  private final GroupTree rows;
  private final GroupTree splits;
  private final CellGrid grid;
  private final AggregateSet aggregates;
  private final RowChunk chunk;
  private final Vector[] keyCells;
  private final int[] ids = new int[Vector.CHUNK];
  private final int[] cellOf = new int[Vector.CHUNK];
  private final int[] splitNodes = new int[Vector.CHUNK];
  private final int[] atLevel = new int[Vector.CHUNK];
  private final int[] atCell = new int[Vector.CHUNK];
  private int[] leafOf = {};
  private int[] counts = new int[16];
  private int[] births = new int[16];
  private int epoch = 1;
  private @Nullable LeafRows leafRows;
  private Emptiness emptiness = Emptiness.UNTOUCHED;
  private boolean tableLost;

  private int[] touchedIn = new int[16];
  private int step = 1;
  private final SlotList touched = new SlotList();
  private final SlotList created = new SlotList();
  private final SlotList removedRows = new SlotList();
  private boolean splitsChanged;

  private final SlotList leafBuffer = new SlotList();
  private final SlotList groupBuffer = new SlotList();
  private final SlotList rowBuffer = new SlotList();
  private final SlotList childBuffer = new SlotList();

  /**
   * No rows yet.
   *
   * @param groupBy columns of the row groups, outermost first
   * @param splitBy columns of the split groups, outermost first
   * @param requests result columns
   * @param zeroSums whether sums of no value are 0 rather than null
   */
  Grouping(
      Rows table,
      List<ColumnSource> groupBy,
      List<ColumnSource> splitBy,
      List<AggregateRequest> requests,
      boolean zeroSums) {
    this.table = table;
    rows = new GroupTree(groupBy.stream().map(KeyIds::of).toArray(KeyIds[]::new));
    splits = new GroupTree(splitBy.stream().map(KeyIds::of).toArray(KeyIds[]::new));
    grid = new CellGrid(rows, splits);
    aggregates = new AggregateSet(requests, table, this, zeroSums);
    chunk = aggregates.chunk();
    keyCells = new Vector[rows.levels() + splits.levels()];
    for (int i = 0; i < keyCells.length; i++) {
      keyCells[i] = keys(i).vector(Vector.CHUNK);
    }
    growCells();
  }

  GroupTree rows() {
    return rows;
  }

  GroupTree splits() {
    return splits;
  }

  CellGrid grid() {
    return grid;
  }

  AggregateSet aggregates() {
    return aggregates;
  }

  private KeyIds keys(int i) {
    return i < rows.levels() ? rows.keys(i) : splits.keys(i - rows.levels());
  }

  // ---- first pass ----

  /** Puts the rows of a set into their leaf cells only; {@link #rollUp} has to follow. */
  void load(RowSet passing, int fromSlot, int toSlot, int[] leaves) {
    int[] slots = new int[Vector.CHUNK];
    int from = fromSlot;
    while (from < toSlot) {
      int n = passing.copy(from, slots);
      while (n > 0 && slots[n - 1] >= toSlot) {
        n--;
      }
      if (n == 0) {
        break;
      }
      boolean run = slots[n - 1] - slots[0] == n - 1;
      locate(slots, n, run);
      if (run) {
        chunk.scan(slots[0], n);
      } else {
        chunk.gather(slots, 0, n);
      }
      for (int i = 0; i < n; i++) {
        leaves[slots[i]] = cellOf[i];
        counts[cellOf[i]]++;
      }
      aggregates.add(cellOf, chunk);
      from = slots[n - 1] + 1;
    }
  }

  /** Finds the leaf cells of up to a chunk of rows, making groups as needed. */
  private void locate(int[] slots, int n, boolean run) {
    descend(rows, 0, slots, n, run, cellOf);
    if (splits.levels() > 0) {
      descend(splits, rows.levels(), slots, n, run, splitNodes);
      grid.cells(cellOf, splitNodes, n);
    }
    growCells();
  }

  private void descend(GroupTree tree, int firstKey, int[] slots, int n, boolean run, int[] nodes) {
    Arrays.fill(nodes, 0, n, 0);
    for (int level = 0; level < tree.levels(); level++) {
      Vector cells = keyCells[firstKey + level];
      KeyIds keys = tree.keys(level);
      if (run) {
        keys.source().scan(slots[0], n, cells);
      } else {
        keys.source().gather(slots, 0, n, cells);
      }
      keys.ids(cells, n, ids);
      tree.descend(nodes, ids, n);
    }
  }

  private void growCells() {
    int limit = grid.limit();
    if (limit > counts.length) {
      int capacity = Math.max(limit, counts.length * 2);
      counts = Arrays.copyOf(counts, capacity);
      births = Arrays.copyOf(births, capacity);
      touchedIn = Arrays.copyOf(touchedIn, capacity);
    }
    aggregates.grow(limit);
  }

  /** Puts the leaf cells of another grouping over the same columns into this one. */
  int[] absorb(Grouping other) {
    int[] rowMap = translate(rows, other.rows);
    int[] splitMap = translate(splits, other.splits);
    int[] map = new int[other.grid.limit()];
    for (int cell = 0; cell < map.length; cell++) {
      if (other.holdsRows(cell) && other.counts[cell] > 0) {
        int row = rowMap[other.grid.row(cell)];
        map[cell] = splits.levels() == 0 ? row : grid.ensure(row, splitMap[other.grid.split(cell)]);
      }
    }
    growCells();
    for (int cell = 0; cell < map.length; cell++) {
      if (other.holdsRows(cell) && other.counts[cell] > 0) {
        counts[map[cell]] += other.counts[cell];
        aggregates.merge(map[cell], other.aggregates, cell);
      }
    }
    return map;
  }

  private static int[] translate(GroupTree to, GroupTree from) {
    int[] map = new int[from.limit()];
    for (int node = 1; node < map.length; node++) {
      int level = from.level(node) - 1;
      int id = to.keys(level).translate(from.keys(level), from.key(node));
      map[node] = to.child(map[from.parent(node)], id);
    }
    return map;
  }

  /** Completes a first pass: fills the cells above the leaves. */
  void rollUp(int[] leaves) {
    leafOf = leaves;
    leafRows = null;
    int limit = grid.limit();
    Arrays.fill(births, 0, limit, epoch);
    for (int level = rows.levels(); level > 0; level--) {
      for (int cell = 0; cell < limit; cell++) {
        if (rows.level(grid.row(cell)) == level
            && splits.level(grid.split(cell)) == splits.levels()) {
          mergeInto(grid.up(cell), cell);
        }
      }
    }
    for (int level = splits.levels(); level > 0; level--) {
      for (int cell = 0; cell < limit; cell++) {
        if (splits.level(grid.split(cell)) == level) {
          mergeInto(grid.left(cell), cell);
        }
      }
    }
    if (counts[0] > 0) {
      emptiness = Emptiness.DRAINED;
    } else {
      emptiness = table.size() > 0 ? Emptiness.FILTERED : Emptiness.UNTOUCHED;
    }
    splitsChanged = true;
  }

  private void mergeInto(int into, int cell) {
    counts[into] += counts[cell];
    aggregates.merge(into, aggregates, cell);
  }

  // ---- steps ----

  /** Forgets all rows. */
  void reset() {
    for (int cell = 0; cell < grid.limit(); cell++) {
      aggregates.clear(cell);
    }
    rows.reset();
    splits.reset();
    grid.reset();
    Arrays.fill(counts, 0);
    Arrays.fill(leafOf, -1);
    leafRows = null;
    emptiness = Emptiness.UNTOUCHED;
    tableLost = false;
    startStep();
    splitsChanged = true;
  }

  /** Starts a new round of collecting what is touched. */
  void startStep() {
    touched.clear();
    created.clear();
    removedRows.clear();
    splitsChanged = false;
    step++;
    epoch++;
  }

  /** Whether the row is in the view, as far as this grouping was told. */
  boolean contains(int slot) {
    return slot < leafOf.length && leafOf[slot] >= 0;
  }

  /** The deepest split group of a row in the view. */
  int leafSplit(int slot) {
    return grid.split(leafOf[slot]);
  }

  /** Says which cells the rows are in, before {@link #takeOut}. */
  void announceOut(int[] slots, int offset, int n, CellVisitor visitor) {
    for (int i = 0; i < n; i++) {
      cellOf[i] = leafOf[slots[offset + i]];
    }
    visit(n, visitor);
  }

  /**
   * Takes out at most a chunk of rows, all in the view; their columns still hold the old values.
   *
   * @param leaving whether the rows leave the table
   */
  void takeOut(int[] slots, int offset, int n, boolean leaving) {
    chunk.gather(slots, offset, n);
    chunk.leaving(leaving);
    for (int i = 0; i < n; i++) {
      int slot = slots[offset + i];
      cellOf[i] = leafOf[slot];
      leafOf[slot] = -1;
      if (leafRows != null) {
        leafRows.remove(cellOf[i], slot);
      }
    }
    change(n, -1);
  }

  /** Finds the leaf cells of at most a chunk of rows that come in, making groups as needed. */
  void locate(int[] slots, int offset, int n) {
    System.arraycopy(slots, offset, chunk.slots(), 0, n);
    locate(chunk.slots(), n, false);
  }

  /** Tells the cells of the rows that were just {@linkplain #locate located}. */
  void visitLocated(int n, CellVisitor visitor) {
    visit(n, visitor);
  }

  /** Puts in the rows that were just {@linkplain #locate located}. */
  void putIn(int n) {
    int[] some = chunk.slots();
    if (tableLost) {
      aggregates.clear(0);
      tableLost = false;
    }
    chunk.gather(some, 0, n);
    int needed = table.slotLimit();
    if (needed > leafOf.length) {
      int from = leafOf.length;
      leafOf = Arrays.copyOf(leafOf, Math.max(needed, from + (from >> 1)));
      Arrays.fill(leafOf, from, leafOf.length, -1);
    }
    for (int i = 0; i < n; i++) {
      leafOf[some[i]] = cellOf[i];
      if (leafRows != null) {
        leafRows.add(cellOf[i], some[i]);
      }
    }
    change(n, 1);
  }

  /** Adds or takes out the rows of the chunk at every level above {@code cellOf}. */
  private void change(int n, int sign) {
    System.arraycopy(cellOf, 0, atLevel, 0, n);
    for (int level = rows.levels(); level >= 0; level--) {
      System.arraycopy(atLevel, 0, atCell, 0, n);
      for (int splitLevel = splits.levels(); splitLevel >= 0; splitLevel--) {
        for (int i = 0; i < n; i++) {
          int cell = atCell[i];
          if (touchedIn[cell] != step) {
            touch(cell);
          }
          counts[cell] += sign;
        }
        if (sign > 0) {
          aggregates.add(atCell, chunk);
        } else {
          aggregates.subtract(atCell, chunk);
        }
        if (splitLevel > 0) {
          for (int i = 0; i < n; i++) {
            atCell[i] = grid.left(atCell[i]);
          }
        }
      }
      if (level > 0) {
        for (int i = 0; i < n; i++) {
          atLevel[i] = grid.up(atLevel[i]);
        }
      }
    }
  }

  private void touch(int cell) {
    touchedIn[cell] = step;
    touched.add(cell);
    aggregates.touched(cell);
    if (counts[cell] == 0 && cell != 0) {
      births[cell] = epoch;
      if (grid.split(cell) == 0) {
        created.add(grid.row(cell));
      }
      if (grid.row(cell) == 0) {
        splitsChanged = true;
      }
    }
  }

  /** Something that looks at cells before they change. */
  @FunctionalInterface
  interface CellVisitor {
    /** Called for each cell of the rows at every level, often more than once. */
    void visit(int cell);
  }

  private void visit(int n, CellVisitor visitor) {
    for (int i = 0; i < n; i++) {
      for (int c = cellOf[i]; c >= 0; c = grid.up(c)) {
        for (int d = c; d >= 0; d = grid.left(d)) {
          visitor.visit(d);
        }
      }
    }
  }

  /** Collects the groups that lost their last row in this step, deepest first; they still exist. */
  SlotList emptied() {
    removedRows.clear();
    for (int level = rows.levels(); level > 0; level--) {
      for (int i = 0; i < touched.size(); i++) {
        int cell = touched.get(i);
        if (counts[cell] == 0 && grid.split(cell) == 0 && rows.level(grid.row(cell)) == level) {
          removedRows.add(grid.row(cell));
        }
      }
    }
    return removedRows;
  }

  /** Ends a step: groups and cells without rows go. */
  void settle() {
    SlotList gone = emptied();
    boolean splitGone = false;
    for (int level = splits.levels(); level > 0; level--) {
      for (int i = 0; i < touched.size(); i++) {
        int cell = touched.get(i);
        if (counts[cell] == 0 && grid.row(cell) == 0 && splits.level(grid.split(cell)) == level) {
          splits.remove(grid.split(cell));
          splitGone = true;
        }
      }
    }
    for (int i = 0; i < touched.size(); i++) {
      int cell = touched.get(i);
      if (counts[cell] == 0 && cell != 0) {
        aggregates.clear(cell);
        grid.remove(cell);
      }
    }
    for (int i = 0; i < gone.size(); i++) {
      rows.remove(gone.get(i));
    }
    splitsChanged |= splitGone;
    if (counts[0] == 0 && touchedIn[0] == step) {
      aggregates.drain(0);
      emptiness = Emptiness.DRAINED;
    } else if (emptiness == Emptiness.UNTOUCHED && table.size() > 0) {
      emptiness = Emptiness.FILTERED;
    }
    tableLost |= table.size() == 0;
  }

  /** The cells the current step touched; those that {@link #settle} removed are still listed. */
  SlotList touchedCells() {
    return touched;
  }

  /** The row groups the current step made, parents not necessarily before children. */
  SlotList createdRows() {
    return created;
  }

  /** Whether split groups came or went in the current step. */
  boolean splitsChanged() {
    return splitsChanged;
  }

  /** Whether the cell was touched in the current step. */
  boolean isTouched(int cell) {
    return touchedIn[cell] == step;
  }

  // ---- what aggregates ask ----

  @Override
  public long count(int cell) {
    return counts[cell];
  }

  @Override
  public SlotList rows(int cell) {
    LeafRows lists = leafRows();
    SlotList leaves = leaves(cell);
    rowBuffer.clear();
    for (int i = 0; i < leaves.size(); i++) {
      lists.appendTo(rowBuffer, leaves.get(i));
    }
    return rowBuffer;
  }

  @Override
  public SlotList rowsInOrder(int cell) {
    LeafRows lists = leafRows();
    SlotList groups = leafGroups(cell);
    IntOrder.sort(groups.items(), 0, groups.size(), this::compareBirth);
    rowBuffer.clear();
    for (int i = 0; i < groups.size(); i++) {
      int from = rowBuffer.size();
      SlotList leaves = leaves(groups.get(i));
      for (int j = 0; j < leaves.size(); j++) {
        lists.appendTo(rowBuffer, leaves.get(j));
      }
      sortNaturally(rowBuffer.items(), from, rowBuffer.size());
    }
    return rowBuffer;
  }

  /**
   * The groups whose age orders the rows of a cell: the leaf row groups below it, or in a split view
   * the split groups of full depth below it, each with all rows of the row group; valid until the
   * next call.
   */
  private SlotList leafGroups(int cell) {
    groupBuffer.clear();
    if (isLeaf(cell)) {
      groupBuffer.add(cell);
    } else if (splits.levels() == 0) {
      SlotList leaves = leaves(cell);
      groupBuffer.addAll(leaves.items(), leaves.size());
    } else {
      addSplitLeaves(grid.row(cell), grid.split(cell), groupBuffer);
    }
    return groupBuffer;
  }

  private void addSplitLeaves(int row, int splitNode, SlotList out) {
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

  /** The leaf cells with rows at and below a cell, in no particular order; valid until the next call. */
  SlotList leaves(int cell) {
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
    SlotList groups = leafGroups(cell);
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
  private boolean holdsRows(int cell) {
    return isLeafRow(cell) && splits.level(grid.split(cell)) == splits.levels();
  }

  @Override
  public SlotList rowChildren(int cell) {
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
  void appendLeafRows(int row, SlotList out) {
    int from = out.size();
    for (int cell = grid.firstOfRow(row); cell >= 0; cell = grid.nextOfRow(cell)) {
      if (splits.level(grid.split(cell)) == splits.levels()) {
        leafRows().appendTo(out, cell);
      }
    }
    sortNaturally(out.items(), from, out.size());
  }
}
