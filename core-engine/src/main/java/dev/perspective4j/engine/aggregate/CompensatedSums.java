package dev.perspective4j.engine.aggregate;

import java.util.Arrays;

/**
 * Sums of doubles from which terms can be taken out again.
 *
 * <p>A sum is kept as an unevaluated pair {@code high + low} (two-sum, Knuth, The Art of Computer
 * Programming vol. 2, 4.2.2), good to about 2<sup>-100</sup> of the largest intermediate sum. That
 * largest magnitude is kept beside it: once something was taken out and the result is
 * 2<sup>32</sup> times smaller than it, cancellation may show within nine digits, so the cell is
 * called unreliable.
 *
 * <p>Layout: high, low, peak and number of terms of a cell side by side, half a cache line.
 */
final class CompensatedSums {

  /*
   * Error-free transformation: for any two doubles, their sum and its rounding error are both
   * doubles, and the error is found in six operations without a branch (two-sum). Adding the errors
   * up apart from the sum, and to it only when it is read, is the algorithm of Neumaier,
   * "Rundungsfehleranalyse einiger Verfahren zur Summation endlicher Summen", ZAMM 54 (1974); his
   * comparison of magnitudes is replaced by two-sum, which has no branch to mispredict. The
   * pair is not normalised again after each term.
   *
   * Subtraction is addition of the negative, so taking out what was put in gives back the same pair
   * up to the error of "low". A count of zero clears the cell: an empty sum is exactly zero,
   * whatever has passed through. Terms are finite; NaN and infinities are counted elsewhere
   * (NonFinite), since they cannot be taken out.
   *
   * Cost: about ten operations a term, constant per merge and read.
   */

  private static final double SAFE = 0x1p-32;

  private double[] state = {};
  private boolean[] reduced = {};

  void grow(int cells) {
    if (cells << 2 > state.length) {
      state = Arrays.copyOf(state, Accumulator.capacity(state.length, cells << 2));
      reduced = Arrays.copyOf(reduced, (state.length >>> 2) + 1);
    }
  }

  void clear(int cell) {
    int at = cell << 2;
    Arrays.fill(state, at, at + 4, 0);
    reduced[cell] = false;
  }

  void add(int[] cells, double[] terms, int n) {
    if (areOne(cells, n)) {
      change(cells[0], terms, n, 1);
      return;
    }
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
    if (areOne(cells, n) && count(cells[0]) > n) {
      change(cells[0], terms, n, -1);
      reduced[cells[0]] = true;
      return;
    }
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
      reduced[cells[i]] = true;
    }
  }

  /** Whether all terms go to one cell, as they do at the level of the total. */
  private static boolean areOne(int[] cells, int n) {
    int differing = n == 0 ? 1 : 0;
    for (int i = 1; i < n; i++) {
      differing |= cells[i] ^ cells[0];
    }
    return differing == 0;
  }

  /**
   * Adds or subtracts terms of one cell in registers: through memory each would wait for the one
   * before it.
   */
  private void change(int cell, double[] terms, int n, int sign) {
    int at = cell << 2;
    double high = state[at];
    double low = state[at + 1];
    double peak = state[at + 2];
    for (int i = 0; i < n; i++) {
      double term = sign * terms[i];
      double sum = high + term;
      double back = sum - high;
      low += (high - (sum - back)) + (term - back);
      peak = Math.max(peak, sign > 0 ? Math.abs(sum) : Math.max(Math.abs(sum), Math.abs(term)));
      high = sum;
    }
    state[at] = high;
    state[at + 1] = low;
    state[at + 2] = peak;
    state[at + 3] += sign * n;
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
    reduced[into] |= other.reduced[cell];
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
    return reduced[cell] && !(Math.abs(sum(cell)) > SAFE * state[(cell << 2) + 2]);
  }
}
