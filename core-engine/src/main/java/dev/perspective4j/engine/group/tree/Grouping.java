package dev.perspective4j.engine.group.tree;

import dev.perspective4j.engine.aggregate.AggregateRequest;
import dev.perspective4j.engine.aggregate.AggregateSet;
import dev.perspective4j.engine.aggregate.RowChunk;
import dev.perspective4j.engine.column.ColumnSource;
import dev.perspective4j.engine.column.IntList;
import dev.perspective4j.engine.column.SlotArrays;
import dev.perspective4j.engine.column.Vector;
import dev.perspective4j.engine.filter.RowSet;
import dev.perspective4j.engine.table.Rows;
import dev.perspective4j.model.Dialect;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Row groups, split groups, the cells where they cross, and the aggregates of every cell.
 *
 * <p>The {@linkplain CellContents contents} know the leaf cell of each row in the view, so a row is
 * taken out without looking at its old keys. A step takes rows out of and puts them into their leaf
 * and every cell above it, one level of a whole chunk at a time: cost is rows changed times levels.
 * The first pass goes into leaf cells only and is then rolled up, which costs the cells, not the
 * rows. What a step touched is {@linkplain StepLog logged}; groups without rows go when the step is
 * {@linkplain #settle settled}. Belongs to the table's thread.
 */
public final class Grouping {

  /*
   * A data cube (Gray et al., "Data Cube: A Relational Aggregation Operator Generalizing Group-By,
   * Cross-Tab, and Sub-Totals", 1997) kept incrementally and restricted to prefixes: the row tree
   * has a node per prefix of the group keys, the split tree one per prefix of the split keys, and a
   * cell is a pair of nodes that has rows. Distributive and algebraic aggregates are states that
   * rows are added to and taken out of; the others are computed from the rows of a cell when they
   * are read. A state that a row cannot be taken out of (a maximum) becomes stale and is made anew
   * when it is read.
   *
   * Layout: nodes and cells are ints that index primitive arrays; keys are numbered per level
   * (KeyIds), so a child is found by hashing two ints. Each cell knows the cell one row level up
   * and the one one split level to the left, so all cells above a leaf are found without searching;
   * without splits a cell is its row node.
   *
   * Invariants between steps: contents.leafOf(slot) is the leaf cell of each row in the view;
   * counts[cell] is the number of rows below a cell; a node or cell without rows does not exist,
   * the root excepted; each state is that of the rows below its cell. Within a step empty ones stay
   * until settle(), because rows often come back to them.
   *
   * Cost, for r rows, L row levels and S split levels: (L + 1)(S + 1) updates of each state per
   * row, done a chunk and a level at a time. If a step has more than a few rows per cell,
   * LeafTotals first adds them up by leaf and then walks up once for each leaf. The first pass adds
   * to leaves only, on several threads (FirstPass), and rolls up afterwards.
   */

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
  private final CellContents contents;
  private final StepLog log;
  private final Supplier<AggregateSet> newAggregates;
  private @Nullable LeafTotals intake;
  private boolean gathering;
  private boolean tableLost;

  /**
   * No rows yet.
   *
   * @param groupBy columns of the row groups, outermost first
   * @param splitBy columns of the split groups, outermost first
   * @param requests result columns
   * @param dialect what clients expect
   */
  public Grouping(
      Rows table,
      List<ColumnSource> groupBy,
      List<ColumnSource> splitBy,
      List<AggregateRequest> requests,
      Dialect dialect) {
    this.table = table;
    rows = new GroupTree(groupBy.stream().map(KeyIds::of).toArray(KeyIds[]::new));
    splits = new GroupTree(splitBy.stream().map(KeyIds::of).toArray(KeyIds[]::new));
    grid = new CellGrid(rows, splits);
    contents = new CellContents(table, rows, splits, grid);
    log = new StepLog(rows, grid, contents);
    newAggregates = () -> new AggregateSet(requests, table, contents, dialect);
    aggregates = newAggregates.get();
    chunk = aggregates.chunk();
    keyCells = new Vector[rows.levels() + splits.levels()];
    for (int i = 0; i < keyCells.length; i++) {
      keyCells[i] = keys(i).vector(Vector.CHUNK);
    }
    growCells();
  }

  public GroupTree rows() {
    return rows;
  }

  public GroupTree splits() {
    return splits;
  }

  public CellGrid grid() {
    return grid;
  }

  public AggregateSet aggregates() {
    return aggregates;
  }

  /** The rows of cells. */
  public CellContents contents() {
    return contents;
  }

  /** What the current step has touched. */
  public StepLog log() {
    return log;
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
      locate(slots, n, SlotArrays.isRun(slots, 0, n));
      chunk.load(slots, 0, n);
      int[] counts = contents.counts;
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
    contents.grow(limit);
    log.grow(limit);
    aggregates.grow(limit);
  }

  /** Puts the leaf cells of another grouping over the same columns into this one. */
  int[] absorb(Grouping other) {
    int[] rowMap = translate(rows, other.rows);
    int[] splitMap = translate(splits, other.splits);
    int[] map = new int[other.grid.limit()];
    for (int cell = 0; cell < map.length; cell++) {
      if (other.contents.holdsRows(cell) && other.contents.counts[cell] > 0) {
        int row = rowMap[other.grid.row(cell)];
        map[cell] = splits.levels() == 0 ? row : grid.ensure(row, splitMap[other.grid.split(cell)]);
      }
    }
    growCells();
    for (int cell = 0; cell < map.length; cell++) {
      if (other.contents.holdsRows(cell) && other.contents.counts[cell] > 0) {
        contents.counts[map[cell]] += other.contents.counts[cell];
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
    int limit = grid.limit();
    log.bornTogether(limit);
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
    contents.loaded(leaves);
  }

  private void mergeInto(int into, int cell) {
    contents.counts[into] += contents.counts[cell];
    aggregates.merge(into, aggregates, cell);
  }

  // ---- steps ----

  /** Forgets all rows. */
  public void reset() {
    for (int cell = 0; cell < grid.limit(); cell++) {
      aggregates.clear(cell);
    }
    rows.reset();
    splits.reset();
    grid.reset();
    contents.reset();
    tableLost = false;
    log.start();
    log.splitsChange();
  }

  /** The deepest split group of a row in the view. */
  public int leafSplit(int slot) {
    return grid.split(contents.leafOf(slot));
  }

  /** Says which cells the rows are in, before {@link #takeOut}. */
  public void announceOut(int[] slots, int offset, int n, CellVisitor visitor) {
    contents.leavesOf(slots, offset, n, cellOf);
    visit(n, visitor);
  }

  /**
   * Takes out at most a chunk of rows, all in the view; their columns still hold the old values.
   *
   * @param leaving whether the rows leave the table
   */
  public void takeOut(int[] slots, int offset, int n, boolean leaving) {
    chunk.load(slots, offset, n);
    chunk.leaving(leaving);
    for (int i = 0; i < n; i++) {
      cellOf[i] = contents.take(slots[offset + i]);
    }
    change(n, -1);
  }

  /**
   * Takes the values of at most a chunk of rows out of the cells that the rows stay in; {@link
   * #putValuesIn} has to follow once the columns hold the new values.
   *
   * @param leaves the leaf cells of the rows
   */
  public void takeValuesOut(int[] slots, int[] leaves, int offset, int n) {
    chunk.load(slots, offset, n);
    chunk.leaving(false);
    System.arraycopy(leaves, offset, cellOf, 0, n);
    change(n, -1);
  }

  /**
   * Begins to put in the rows of a step; {@link #endPutIn} has to follow, and nothing may be read
   * before.
   *
   * @param rows number of them
   */
  public void beginPutIn(int rows) {
    gathering = LeafTotals.pays(rows, grid.limit());
    if (gathering && intake == null) {
      intake = new LeafTotals(newAggregates.get());
    }
  }

  /** Finds the leaf cells of at most a chunk of rows that come in, making groups as needed. */
  public void locate(int[] slots, int offset, int n) {
    System.arraycopy(slots, offset, chunk.slots(), 0, n);
    locate(chunk.slots(), n, SlotArrays.isRun(slots, offset, n));
  }

  /** Tells the cells of the rows that were just {@linkplain #locate located}. */
  public void visitLocated(int n, CellVisitor visitor) {
    visit(n, visitor);
  }

  /** Puts in the new values of at most a chunk of rows of which the old ones were taken out. */
  public void putValuesIn(int[] slots, int[] leaves, int offset, int n) {
    System.arraycopy(leaves, offset, cellOf, 0, n);
    chunk.load(slots, offset, n);
    addChunk(n);
  }

  /** Puts in the rows that were just {@linkplain #locate located}. */
  public void putIn(int n) {
    int[] some = chunk.slots();
    if (tableLost) {
      aggregates.clear(0);
      tableLost = false;
    }
    chunk.load(some, 0, n);
    contents.growSlots();
    for (int i = 0; i < n; i++) {
      contents.put(some[i], cellOf[i]);
    }
    addChunk(n);
  }

  private void addChunk(int n) {
    LeafTotals gathered = intake;
    if (gathering && gathered != null) {
      gathered.grow(grid.limit());
      gathered.add(cellOf, chunk);
    } else {
      change(n, 1);
    }
  }

  /** All rows of the step are put in. */
  public void endPutIn() {
    LeafTotals gathered = intake;
    if (!gathering || gathered == null) {
      return;
    }
    gathering = false;
    for (int leaf = 0; leaf < gathered.limit(); leaf++) {
      int rowsHere = gathered.count(leaf);
      if (rowsHere > 0) {
        for (int c = leaf; c >= 0; c = grid.up(c)) {
          for (int cell = c; cell >= 0; cell = grid.left(cell)) {
            touch(cell);
            contents.counts[cell] += rowsHere;
            gathered.mergeInto(aggregates, cell, leaf);
          }
        }
        gathered.clear(leaf);
      }
    }
  }

  private void touch(int cell) {
    if (!log.isTouched(cell)) {
      log.touch(cell);
      aggregates.touched(cell);
    }
  }

  /** Adds or takes out the rows of the chunk at every level above {@code cellOf}. */
  private void change(int n, int sign) {
    int[] counts = contents.counts;
    System.arraycopy(cellOf, 0, atLevel, 0, n);
    for (int level = rows.levels(); level >= 0; level--) {
      System.arraycopy(atLevel, 0, atCell, 0, n);
      for (int splitLevel = splits.levels(); splitLevel >= 0; splitLevel--) {
        for (int i = 0; i < n; i++) {
          int cell = atCell[i];
          touch(cell);
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

  /** Something that looks at cells before they change. */
  @FunctionalInterface
  public interface CellVisitor {
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

  /** Ends a step: groups and cells without rows go. */
  public void settle() {
    IntList gone = log.emptied();
    IntList touched = log.cells();
    int[] counts = contents.counts;
    for (int level = splits.levels(); level > 0; level--) {
      for (int i = 0; i < touched.size(); i++) {
        int cell = touched.get(i);
        if (counts[cell] == 0 && grid.row(cell) == 0 && splits.level(grid.split(cell)) == level) {
          splits.remove(grid.split(cell));
          log.splitsChange();
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
    boolean drained = counts[0] == 0 && log.isTouched(0);
    if (drained) {
      aggregates.drain(0);
    }
    contents.settle(drained);
    tableLost |= table.size() == 0;
  }
}
