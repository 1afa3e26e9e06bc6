package dev.perspective4j.engine.expression.vector;

import dev.perspective4j.engine.column.Lane;
import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.column.Vector;
import dev.perspective4j.engine.expression.value.Cell;

/** Views of vectors as numbers or truths, and combinations of validity bits. */
final class Operands {
  private Operands() {}

  /** The cells as doubles: the vector's own array or {@code scratch}. */
  static double[] numbers(Vector vector, double[] scratch) {
    if (vector.physicalType().lane() == Lane.DOUBLE) {
      return vector.doubles();
    }
    long[] longs = vector.longs();
    int count = vector.size();
    if (vector.physicalType() == PhysicalType.UINT64) {
      for (int i = 0; i < count; i++) {
        scratch[i] = longs[i] < 0 ? Cell.unsigned(longs[i]) : longs[i];
      }
    } else {
      for (int i = 0; i < count; i++) {
        scratch[i] = longs[i];
      }
    }
    return scratch;
  }

  /** 1 where a cell counts as true in a condition, else 0. */
  static void truths(Vector vector, long[] out) {
    int count = vector.size();
    switch (vector.physicalType().lane()) {
      case DOUBLE -> {
        double[] doubles = vector.doubles();
        for (int i = 0; i < count; i++) {
          out[i] = doubles[i] != 0 ? 1 : 0;
        }
      }
      case LONG -> {
        long[] longs = vector.longs();
        boolean always = vector.physicalType() == PhysicalType.DATE;
        for (int i = 0; i < count; i++) {
          out[i] = always || longs[i] != 0 ? 1 : 0;
        }
      }
      case CODE -> {
        for (int i = 0; i < count; i++) {
          out[i] = 1;
        }
      }
    }
    long[] valid = vector.valid();
    for (int w = 0; w < words(count); w++) {
      if (valid[w] != -1L) {
        int end = Math.min(count, (w + 1) << 6);
        for (int i = w << 6; i < end; i++) {
          out[i] &= valid[w] >>> i;
        }
      }
    }
  }

  /** Valid where both are. */
  static void bothValid(Vector a, Vector b, Vector out) {
    long[] x = a.valid();
    long[] y = b.valid();
    long[] z = out.valid();
    for (int w = 0; w < words(out.size()); w++) {
      z[w] = x[w] & y[w];
    }
  }

  /** Valid where the other is. */
  static void sameValid(Vector a, Vector out) {
    System.arraycopy(a.valid(), 0, out.valid(), 0, words(out.size()));
  }

  static int words(int count) {
    return (count + 63) >>> 6;
  }
}
