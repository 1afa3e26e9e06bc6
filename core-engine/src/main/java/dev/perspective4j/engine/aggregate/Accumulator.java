package dev.perspective4j.engine.aggregate;

import java.util.BitSet;

/**
 * The state of one aggregate for all cells, in primitive columns indexed by cell.
 *
 * <p>The two loops that matter, {@link #add} and {@link #subtract}, take a chunk of rows and the
 * cell of each row; they serve the first pass over a table (leaf cells only, then {@link #merge}
 * upwards) and every step (once for each level). What cannot be taken out exactly makes the cell
 * {@linkplain #isStale stale}: the first reader puts all its rows in anew.
 */
abstract class Accumulator {
  private final int[] inputs;

  /**
   * State without cells.
   *
   * @param inputs numbers of the input columns that are read
   */
  Accumulator(int... inputs) {
    this.inputs = inputs;
  }

  /** Numbers of the input columns that are read. */
  final int[] inputs() {
    return inputs;
  }

  /** Makes room for cells below {@code cells}; new ones have no rows. */
  abstract void grow(int cells);

  /** Forgets the rows of a cell. */
  abstract void clear(int cell);

  /** Puts row {@code i} of the chunk into {@code cells[i]}. */
  abstract void add(int[] cells, RowChunk rows);

  /** Takes row {@code i} of the chunk out of {@code cells[i]}. */
  abstract void subtract(int[] cells, RowChunk rows);

  /** Puts the rows of a cell of {@code other}, an accumulator of the same kind, into a cell. */
  abstract void merge(int into, Accumulator other, int cell);

  /** Whether values outlive the rows they came from, even the last row of the total. */
  boolean isWatermark() {
    return false;
  }

  /** Whether the cell has to be computed anew from its rows before it is read. */
  boolean isStale(int cell) {
    return false;
  }

  /** Adds the codes of the input, if it is text, that are kept though their rows may be gone. */
  void keepCodes(BitSet codes) {}

  /** A length above {@code current} that holds {@code wanted} items, growing geometrically. */
  static int capacity(int current, int wanted) {
    return Math.max(wanted, current + (current >> 1) + 16);
  }
}
