package dev.perspective4j.engine.aggregate;

import java.util.Arrays;

/** Counts of NaN and infinities per cell; holds nothing until the first one comes. */
final class NonFinite {
  private int[] counts = {};

  /** Counts one more or one less. */
  void count(int cell, double value, int sign) {
    int at = cell * 3;
    if (at >= counts.length) {
      counts = Arrays.copyOf(counts, Math.max(at + 3, counts.length * 2));
    }
    counts[at + (Double.isNaN(value) ? 0 : value > 0 ? 1 : 2)] += sign;
  }

  void clear(int cell) {
    int at = cell * 3;
    if (at < counts.length) {
      Arrays.fill(counts, at, at + 3, 0);
    }
  }

  void merge(int into, NonFinite other, int cell) {
    int at = cell * 3;
    if (at >= other.counts.length) {
      return;
    }
    for (int kind = 0; kind < 3; kind++) {
      int count = other.counts[at + kind];
      if (count != 0) {
        double sample =
            kind == 0
                ? Double.NaN
                : kind == 1 ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
        count(into, sample, count);
      }
    }
  }

  /** Number of NaN and infinities. */
  long total(int cell) {
    int at = cell * 3;
    return at >= counts.length ? 0 : (long) counts[at] + counts[at + 1] + counts[at + 2];
  }

  /** The sum of the NaN and infinities; 0 if there are none. */
  double sum(int cell) {
    int at = cell * 3;
    if (at >= counts.length) {
      return 0;
    }
    double result = counts[at] > 0 ? Double.NaN : 0;
    result += counts[at + 1] > 0 ? Double.POSITIVE_INFINITY : 0;
    return result + (counts[at + 2] > 0 ? Double.NEGATIVE_INFINITY : 0);
  }
}
