package dev.perspective4j.engine.aggregate;

import dev.perspective4j.engine.column.Lane;
import dev.perspective4j.engine.column.Vector;

/** Turns the cells of a chunk into doubles that can be summed: finite values and their cells. */
final class DoubleTerms {
  final double[] values = new double[Vector.CHUNK];
  final int[] cells = new int[Vector.CHUNK];
  int size;

  /** The value of a cell as a double; text counts as 0. */
  static double value(Vector vector, int i) {
    return switch (vector.physicalType().lane()) {
      case LONG -> vector.longs()[i];
      case DOUBLE -> vector.doubles()[i];
      case CODE -> 0;
    };
  }

  /**
   * Collects the finite values of a {@link Lane#DOUBLE} vector; passes the others to {@code odd}.
   */
  void collect(int[] cellOf, Vector vector, int n, boolean magnitude, NonFinite odd, int sign) {
    double[] from = vector.doubles();
    if (!magnitude && vector.allValid() && allFinite(from, n)) {
      System.arraycopy(from, 0, values, 0, n);
      System.arraycopy(cellOf, 0, cells, 0, n);
      size = n;
      return;
    }
    int kept = 0;
    for (int i = 0; i < n; i++) {
      if (vector.isNull(i)) {
        continue;
      }
      double value = magnitude ? Math.abs(from[i]) : from[i];
      if (Double.isFinite(value)) {
        values[kept] = value;
        cells[kept++] = cellOf[i];
      } else {
        odd.count(cellOf[i], value, sign);
      }
    }
    size = kept;
  }

  private static boolean allFinite(double[] values, int n) {
    double zero = 0;
    for (int i = 0; i < n; i++) {
      zero += values[i] * 0.0;
    }
    return zero == 0;
  }
}
