package dev.perspective4j.engine.aggregate;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Sums of doubles from which terms can be taken out again.
 *
 * <p>A sum is kept as an unevaluated pair {@code high + low} (two-sum, Knuth, The Art of Computer
 * Programming vol. 2, 4.2.2), good to about 2<sup>-100</sup> of the largest intermediate sum. That
 * largest magnitude is kept beside it: once something was taken out and the result is 2<sup>32</sup>
 * times smaller than it, cancellation may show within nine digits, so the cell is called unreliable.
 *
 * <p>Layout: high, low, peak and number of terms of a cell side by side, half a cache line.
 */
final class CompensatedSums {
  private static final double SAFE = 0x1p-32;

  private double[] state = {};
  private final BitSet reduced = new BitSet();

  void grow(int cells) {
    if (cells << 2 > state.length) {
      state = Arrays.copyOf(state, Accumulator.capacity(state.length, cells << 2));
    }
  }

  void clear(int cell) {
    int at = cell << 2;
    Arrays.fill(state, at, at + 4, 0);
    reduced.clear(cell);
  }

  void add(int[] cells, double[] terms, int n) {
    double[] to = state;
    for (int i = 0; i < n; i++) {
      int at = cells[i] << 2;
      double high = to[at];
      double term = terms[i];
      double sum = high + term;
      double back = sum - high;
      to[at] = sum;
      to[at + 1] += (high - (sum - back)) + (term - back);
      to[at + 2] = Math.max(to[at + 2], Math.abs(sum));
      to[at + 3]++;
    }
  }

  void subtract(int[] cells, double[] terms, int n) {
    double[] to = state;
    for (int i = 0; i < n; i++) {
      int at = cells[i] << 2;
      if (to[at + 3] <= 1) {
        clear(cells[i]);
        continue;
      }
      double high = to[at];
      double term = -terms[i];
      double sum = high + term;
      double back = sum - high;
      to[at] = sum;
      to[at + 1] += (high - (sum - back)) + (term - back);
      to[at + 2] = Math.max(to[at + 2], Math.max(Math.abs(sum), Math.abs(term)));
      to[at + 3]--;
      reduced.set(cells[i]);
    }
  }

  void merge(int into, CompensatedSums other, int cell) {
    int from = cell << 2;
    int at = into << 2;
    double high = state[at];
    double term = other.state[from];
    double sum = high + term;
    double back = sum - high;
    state[at] = sum;
    state[at + 1] += (high - (sum - back)) + (term - back) + other.state[from + 1];
    state[at + 2] = Math.max(Math.max(state[at + 2], other.state[from + 2]), Math.abs(sum));
    state[at + 3] += other.state[from + 3];
    if (other.reduced.get(cell)) {
      reduced.set(into);
    }
  }

  double sum(int cell) {
    double high = state[cell << 2];
    double sum = high + state[(cell << 2) + 1];
    return Double.isNaN(sum) ? high : sum;
  }

  /** Number of terms. */
  long count(int cell) {
    return (long) state[(cell << 2) + 3];
  }

  boolean isUnreliable(int cell) {
    return reduced.get(cell) && !(Math.abs(sum(cell)) > SAFE * state[(cell << 2) + 2]);
  }
}
