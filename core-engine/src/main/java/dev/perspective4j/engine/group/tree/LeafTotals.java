package dev.perspective4j.engine.group.tree;

import dev.perspective4j.engine.aggregate.AggregateSet;
import dev.perspective4j.engine.aggregate.RowChunk;
import java.util.Arrays;

/**
 * The rows of one step on their way into cells, if they are many more than there are cells: each is
 * put into its leaf cell here, and at the end each leaf cell into the real one and those above it.
 *
 * <p>So a row costs one level, not all of them. Belongs to the table's thread.
 */
final class LeafTotals {
  /** Rows per cell from which on it pays. */
  private static final int ROWS_PER_CELL = 4;

  private final AggregateSet aggregates;
  private int[] counts = {};

  /**
   * Nothing yet.
   *
   * @param aggregates without rows, of the same requests as those of the real cells
   */
  LeafTotals(AggregateSet aggregates) {
    this.aggregates = aggregates;
  }

  /** Whether rows should go through here. */
  static boolean pays(int rows, int cells) {
    return rows / ROWS_PER_CELL >= cells;
  }

  /** Makes room for cells below {@code limit}. */
  void grow(int limit) {
    if (limit > counts.length) {
      counts = Arrays.copyOf(counts, Math.max(limit, counts.length * 2));
    }
    aggregates.grow(limit);
  }

  /** Takes the rows of a chunk. */
  void add(int[] leafOf, RowChunk rows) {
    for (int i = 0; i < rows.size(); i++) {
      counts[leafOf[i]]++;
    }
    aggregates.add(leafOf, rows);
  }

  /** One more than the largest leaf cell there is room for. */
  int limit() {
    return counts.length;
  }

  /** Number of rows of a leaf cell. */
  int count(int leaf) {
    return counts[leaf];
  }

  /** Puts the rows of a leaf cell into a real cell. */
  void mergeInto(AggregateSet target, int cell, int leaf) {
    target.merge(cell, aggregates, leaf);
  }

  /** Forgets the rows of a leaf cell. */
  void clear(int leaf) {
    counts[leaf] = 0;
    aggregates.clear(leaf);
  }
}
