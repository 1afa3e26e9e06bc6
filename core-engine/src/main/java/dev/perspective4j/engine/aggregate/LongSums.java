package dev.perspective4j.engine.aggregate;

import dev.perspective4j.engine.column.Vector;
import java.util.Arrays;

/**
 * Sums and value counts of a column of whole numbers. Exact; sums wrap at 64 bits.
 *
 * <p>Layout: sum and count of a cell side by side, so that a row touches one cache line.
 */
final class LongSums extends Accumulator {
  private final int input;
  private final boolean magnitude;
  private long[] state = {};

  LongSums(int input, boolean magnitude) {
    super(input);
    this.input = input;
    this.magnitude = magnitude;
  }

  long sum(int cell) {
    return state[cell << 1];
  }

  /** Number of rows with a value. */
  long count(int cell) {
    return state[(cell << 1) + 1];
  }

  @Override
  void grow(int cells) {
    if (cells << 1 > state.length) {
      state = Arrays.copyOf(state, capacity(state.length, cells << 1));
    }
  }

  @Override
  void clear(int cell) {
    state[cell << 1] = 0;
    state[(cell << 1) + 1] = 0;
  }

  @Override
  void add(int[] cells, RowChunk rows) {
    Vector cellsIn = rows.input(input);
    long[] values = cellsIn.longs();
    int n = rows.size();
    long[] to = state;
    if (cellsIn.allValid() && !magnitude) {
      for (int i = 0; i < n; i++) {
        int at = cells[i] << 1;
        to[at] += values[i];
        to[at + 1]++;
      }
      return;
    }
    for (int i = 0; i < n; i++) {
      if (!cellsIn.isNull(i)) {
        int at = cells[i] << 1;
        to[at] += magnitude ? Math.abs(values[i]) : values[i];
        to[at + 1]++;
      }
    }
  }

  @Override
  void subtract(int[] cells, RowChunk rows) {
    Vector cellsIn = rows.input(input);
    long[] values = cellsIn.longs();
    int n = rows.size();
    long[] to = state;
    if (cellsIn.allValid() && !magnitude) {
      for (int i = 0; i < n; i++) {
        int at = cells[i] << 1;
        to[at] -= values[i];
        to[at + 1]--;
      }
      return;
    }
    for (int i = 0; i < n; i++) {
      if (!cellsIn.isNull(i)) {
        int at = cells[i] << 1;
        to[at] -= magnitude ? Math.abs(values[i]) : values[i];
        to[at + 1]--;
      }
    }
  }

  @Override
  void merge(int into, Accumulator other, int cell) {
    long[] from = ((LongSums) other).state;
    state[into << 1] += from[cell << 1];
    state[(into << 1) + 1] += from[(cell << 1) + 1];
  }
}
