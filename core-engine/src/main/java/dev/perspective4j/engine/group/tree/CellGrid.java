package dev.perspective4j.engine.group.tree;

import dev.perspective4j.engine.column.IntList;
import java.util.Arrays;

/**
 * The cells: combinations of a row group and a split group that have rows, at every level of both
 * trees.
 *
 * <p>Without split a cell is its row group, and nothing is stored. Otherwise a hash table finds the
 * cell of a pair, and each cell knows the one a row level up, the one a split level up, and its
 * neighbours in the list of cells of its row group. Whenever a cell exists, so do those above it.
 */
public final class CellGrid {
  private final GroupTree rows;
  private final GroupTree splits;
  private final boolean split;
  private final LongIntMap index = new LongIntMap();
  private final IntList free = new IntList();
  private int limit;
  private int[] rowOf = {};
  private int[] splitOf = {};
  private int[] up = {};
  private int[] left = {};
  private int[] next = {};
  private int[] previous = {};
  private int[] first = {};

  CellGrid(GroupTree rows, GroupTree splits) {
    this.rows = rows;
    this.splits = splits;
    this.split = splits.levels() > 0;
    reset();
  }

  /** Removes all cells but the total, which is cell 0. */
  void reset() {
    index.clear();
    free.clear();
    limit = 0;
    Arrays.fill(first, -1);
    if (split) {
      ensure(0, 0);
    }
  }

  /** One more than the largest cell number given out. */
  public int limit() {
    return split ? limit : rows.limit();
  }

  /** The cell of a pair, or -1 if it has no rows. */
  public int find(int row, int splitNode) {
    return split ? index.get(pair(row, splitNode)) : row;
  }

  public int row(int cell) {
    return split ? rowOf[cell] : cell;
  }

  public int split(int cell) {
    return split ? splitOf[cell] : 0;
  }

  /** The cell a row level up, or -1. */
  int up(int cell) {
    return split ? up[cell] : rows.parent(cell);
  }

  /** The cell a split level up, or -1. */
  int left(int cell) {
    return split ? left[cell] : -1;
  }

  /** Whether the number belongs to a cell. */
  boolean exists(int cell) {
    return split ? rowOf[cell] >= 0 : rows.exists(cell);
  }

  /** The first cell of a row group; continue with {@link #nextOfRow}. */
  public int firstOfRow(int row) {
    return split ? first[row] : row;
  }

  public int nextOfRow(int cell) {
    return split ? next[cell] : -1;
  }

  /** Replaces the row groups in {@code nodes} by their cells with the given split groups. */
  void cells(int[] nodes, int[] splitNodes, int n) {
    if (split) {
      for (int i = 0; i < n; i++) {
        nodes[i] = ensure(nodes[i], splitNodes[i]);
      }
    }
  }

  /** The cell of a pair, made if need be, and those above it. */
  int ensure(int row, int splitNode) {
    int found = index.get(pair(row, splitNode));
    if (found >= 0) {
      return found;
    }
    int above = rows.parent(row) < 0 ? -1 : ensure(rows.parent(row), splitNode);
    int before = splits.parent(splitNode) < 0 ? -1 : ensure(row, splits.parent(splitNode));
    int cell = free.size() > 0 ? free.removeLast() : limit++;
    if (cell == rowOf.length) {
      grow();
    }
    if (row >= first.length) {
      int from = first.length;
      first = Arrays.copyOf(first, Math.max(row + 1, from * 2));
      Arrays.fill(first, from, first.length, -1);
    }
    rowOf[cell] = row;
    splitOf[cell] = splitNode;
    up[cell] = above;
    left[cell] = before;
    previous[cell] = -1;
    next[cell] = first[row];
    if (first[row] >= 0) {
      previous[first[row]] = cell;
    }
    first[row] = cell;
    index.put(pair(row, splitNode), cell);
    return cell;
  }

  /** Removes a cell; the total stays. */
  void remove(int cell) {
    if (!split || cell == 0) {
      return;
    }
    int row = rowOf[cell];
    if (previous[cell] >= 0) {
      next[previous[cell]] = next[cell];
    } else {
      first[row] = next[cell];
    }
    if (next[cell] >= 0) {
      previous[next[cell]] = previous[cell];
    }
    index.remove(pair(row, splitOf[cell]));
    rowOf[cell] = -1;
    free.add(cell);
  }

  private static long pair(int row, int splitNode) {
    return (long) row << 32 | splitNode;
  }

  private void grow() {
    int capacity = Math.max(16, rowOf.length * 2);
    rowOf = Arrays.copyOf(rowOf, capacity);
    splitOf = Arrays.copyOf(splitOf, capacity);
    up = Arrays.copyOf(up, capacity);
    left = Arrays.copyOf(left, capacity);
    next = Arrays.copyOf(next, capacity);
    previous = Arrays.copyOf(previous, capacity);
  }
}
