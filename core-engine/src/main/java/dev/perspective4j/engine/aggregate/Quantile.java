package dev.perspective4j.engine.aggregate;

import dev.perspective4j.engine.column.Vector;

/**
 * An order statistic of the values that are neither null nor NaN: the one at {@code floor(n * q)},
 * or for floats, where {@code n * q} is whole, the mean of that one and the one before.
 *
 * <p>Found by quickselect (Hoare), linear in the rows of the cell.
 */
final class Quantile extends CachedAggregation {

  /*
   * Hoare's FIND ("Algorithm 65", CACM 4, 1961) with the median of first, middle and last as pivot.
   * The partition puts elements equal to the pivot on both sides and stops when the sought place
   * lies between the two scans, so runs of equal values, the usual case of prices and ranks, do not
   * make it quadratic.
   *
   * All lanes are reduced to longs that compare as the values do (OrderedBits; for strings the rank
   * above the code), so there is one loop. Nothing is kept from row to row: the result is computed
   * when it is read and cached until the cell changes. Cost: linear in the rows of the cell on
   * average, quadratic for an order made to defeat the choice of pivot.
   */

  private final CellValues values;
  private final CellRows cells;
  private final int quarters;

  /** Quantile {@code quarters / 4}. */
  Quantile(CellValues values, CellRows cells, int quarters) {
    super(values.source());
    this.values = values;
    this.cells = cells;
    this.quarters = quarters;
  }

  @Override
  void compute(int cell, Vector out) {
    long[] bits = values.bits(cells.rows(cell));
    int n = bits.length;
    if (n == 0) {
      out.addNull();
      return;
    }
    int place = n == 1 ? 0 : (int) ((long) n * quarters / 4);
    switch (physicalType().lane()) {
      case LONG -> OrderedBits.append(select(bits, place), out);
      case CODE -> {
        int[] ranks = values.source().dictionary().ranks();
        for (int i = 0; i < n; i++) {
          bits[i] |= (long) ranks[(int) bits[i]] << 32;
        }
        out.addCode((int) select(bits, place));
      }
      case DOUBLE -> {
        double upper = OrderedBits.toDouble(select(bits, place));
        boolean whole = n > 1 && (long) n * quarters % 4 == 0;
        out.addDouble(whole ? (upper + OrderedBits.toDouble(largest(bits, place))) / 2 : upper);
      }
    }
  }

  private static long largest(long[] values, int end) {
    long best = values[0];
    for (int i = 1; i < end; i++) {
      best = Math.max(best, values[i]);
    }
    return best;
  }

  /** The value of rank {@code place}; afterwards no value before it is larger. */
  static long select(long[] values, int place) {
    int low = 0;
    int high = values.length - 1;
    while (low < high) {
      long pivot = median(values[low], values[(low + high) >>> 1], values[high]);
      int i = low;
      int j = high;
      while (i <= j) {
        while (values[i] < pivot) {
          i++;
        }
        while (values[j] > pivot) {
          j--;
        }
        if (i <= j) {
          long swap = values[i];
          values[i++] = values[j];
          values[j--] = swap;
        }
      }
      if (place <= j) {
        high = j;
      } else if (place >= i) {
        low = i;
      } else {
        break;
      }
    }
    return values[place];
  }

  private static long median(long a, long b, long c) {
    return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
  }
}
