package dev.perspective4j.engine.aggregate;

import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.column.Vector;

/**
 * Cells of one column as longs in value order, so that comparing, hashing and selecting need one
 * loop for all types.
 *
 * <p>Equal values have equal bits (negative zero is zero, every NaN is the same and above
 * infinity). Text has the order of its codes, which is good for equality only.
 */
public final class OrderedBits {

  /** The bits of NaN, larger than those of every number. */
  public static final long NAN = of(Double.NaN);

  private OrderedBits() {}

  /** The bits of a double. */
  public static long of(double value) {
    long bits = Double.doubleToLongBits(value + 0.0);
    return bits ^ ((bits >> 63) & Long.MAX_VALUE);
  }

  /** The double behind bits. */
  public static double toDouble(long bits) {
    return Double.longBitsToDouble(bits ^ ((bits >> 63) & Long.MAX_VALUE));
  }

  /** The bits of a cell that has a value. */
  public static long of(Vector vector, int i) {
    return switch (vector.physicalType().lane()) {
      case LONG ->
          vector.physicalType() == PhysicalType.UINT64
              ? vector.longs()[i] ^ Long.MIN_VALUE
              : vector.longs()[i];
      case DOUBLE -> of(vector.doubles()[i]);
      case CODE -> vector.codes()[i];
    };
  }

  /** The bits of all cells; those of cells without a value are arbitrary. */
  public static void of(Vector vector, int n, long[] out) {
    switch (vector.physicalType().lane()) {
      case LONG -> {
        long flip = vector.physicalType() == PhysicalType.UINT64 ? Long.MIN_VALUE : 0;
        long[] longs = vector.longs();
        for (int i = 0; i < n; i++) {
          out[i] = longs[i] ^ flip;
        }
      }
      case DOUBLE -> {
        double[] doubles = vector.doubles();
        for (int i = 0; i < n; i++) {
          out[i] = of(doubles[i]);
        }
      }
      case CODE -> {
        int[] codes = vector.codes();
        for (int i = 0; i < n; i++) {
          out[i] = codes[i];
        }
      }
    }
  }

  /** Appends the value behind bits to a vector of the storage the bits were taken from. */
  public static void append(long bits, Vector out) {
    switch (out.physicalType().lane()) {
      case LONG ->
          out.addLong(out.physicalType() == PhysicalType.UINT64 ? bits ^ Long.MIN_VALUE : bits);
      case DOUBLE -> out.addDouble(toDouble(bits));
      case CODE -> out.addCode((int) bits);
    }
  }
}
