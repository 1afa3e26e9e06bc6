package dev.perspective4j.engine.aggregate;

import dev.perspective4j.engine.column.Vector;
import java.util.Arrays;

/**
 * Count, sum and sum of squares, from which the variance follows, and from which rows can be taken
 * out again.
 *
 * <p>The textbook formula {@code (S2 - S1 * S1 / n) / n} is notorious for cancellation in doubles;
 * here both sums are pairs of doubles and squares are exact (fused multiply-add), so that some
 * hundred bits are there to cancel. What is left of them is checked; see {@link #isDoubtful}.
 *
 * <p>Layout per cell: n, S1 high, S1 low, S2 high, S2 low, largest S2 so far, number of NaN and
 * infinities, unused: one cache line.
 */
final class Moments extends Accumulator {

  /*
   * Why not Welford's update (Technometrics 4, 1962) or its merge (Chan, Golub and LeVeque,
   * "Algorithms for Computing the Sample Variance", 1983), which windows use: both are stable going
   * forwards but lose digits when rows are taken out again, and the loss cannot be seen afterwards.
   * Plain power sums can be subtracted, and with double-double precision the loss can be measured:
   * the difference S2 - S1^2 / n is compared with the largest S2 there has been. Below 2^-70 of
   * that it is doubtful, and the reader computes the variance of the cell from its rows, by
   * Welford.
   *
   * A square x * x is taken as its rounded value and its error, by fused multiply-add (Dekker's
   * two-product, 1971, in two instructions). Cost: constant per row, merge and read; a doubtful
   * read costs the rows of its cell.
   */

  private static final double SAFE = 0x1p-70;

  private final int input;
  private double[] state = {};

  Moments(int input) {
    super(input);
    this.input = input;
  }

  /** Number of finite values. */
  long count(int cell) {
    return (long) state[cell << 3];
  }

  /** Whether there are NaN or infinities. */
  boolean isPoisoned(int cell) {
    return state[(cell << 3) + 6] > 0;
  }

  /** Sum of squared differences from the mean. */
  double squares(int cell) {
    int at = cell << 3;
    double n = state[at];
    double high = state[at + 1];
    double low = state[at + 2];
    double product = high * high;
    double productLow = Math.fma(high, high, -product) + 2 * high * low;
    double quotient = product / n;
    double quotientLow = (Math.fma(-quotient, n, product) + productLow) / n;
    double squares = state[at + 3];
    double difference = squares - quotient;
    double back = difference - squares;
    double lost = (squares - (difference - back)) + (-quotient - back);
    return difference + (lost + (state[at + 4] - quotientLow));
  }

  /** Whether so much cancelled that the result has to be computed from the rows. */
  boolean isDoubtful(int cell) {
    return !(squares(cell) > SAFE * state[(cell << 3) + 5]);
  }

  @Override
  void grow(int cells) {
    if (cells << 3 > state.length) {
      state = Arrays.copyOf(state, capacity(state.length, cells << 3));
    }
  }

  @Override
  void clear(int cell) {
    Arrays.fill(state, cell << 3, (cell << 3) + 8, 0);
  }

  @Override
  void add(int[] cells, RowChunk rows) {
    Vector vector = rows.input(input);
    for (int i = 0; i < rows.size(); i++) {
      if (!vector.isNull(i)) {
        put(cells[i] << 3, DoubleTerms.value(vector, i), 1);
      }
    }
  }

  @Override
  void subtract(int[] cells, RowChunk rows) {
    Vector vector = rows.input(input);
    for (int i = 0; i < rows.size(); i++) {
      if (!vector.isNull(i)) {
        put(cells[i] << 3, DoubleTerms.value(vector, i), -1);
      }
    }
  }

  private void put(int at, double value, int sign) {
    if (!Double.isFinite(value)) {
      state[at + 6] += sign;
      return;
    }
    state[at] += sign;
    if (state[at] == 0) {
      Arrays.fill(state, at + 1, at + 6, 0);
      return;
    }
    plus(at + 1, sign * value, 0);
    double square = value * value;
    plus(at + 3, sign * square, sign * Math.fma(value, value, -square));
    state[at + 5] = Math.max(state[at + 5], Math.max(square, Math.abs(state[at + 3])));
  }

  /** Adds the pair {@code term + low} to the pair at {@code at}. */
  private void plus(int at, double term, double low) {
    double high = state[at];
    double sum = high + term;
    double back = sum - high;
    state[at] = sum;
    state[at + 1] += (high - (sum - back)) + (term - back) + low;
  }

  @Override
  void merge(int into, Accumulator other, int cell) {
    double[] from = ((Moments) other).state;
    int at = into << 3;
    int of = cell << 3;
    state[at] += from[of];
    plus(at + 1, from[of + 1], from[of + 2]);
    plus(at + 3, from[of + 3], from[of + 4]);
    state[at + 5] = Math.max(Math.max(state[at + 5], from[of + 5]), Math.abs(state[at + 3]));
    state[at + 6] += from[of + 6];
  }
}
