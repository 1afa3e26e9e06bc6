package dev.perspective4j.engine.table;

import dev.perspective4j.engine.column.ColumnSource;
import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.column.Vector;

/**
 * Keys as 64 bits, and their natural order.
 *
 * <p>Integers, dates and datetimes stand for themselves, strings for their dictionary code, floats
 * for their bits with one zero and one NaN. Natural order: null, then ascending numbers (NaN last),
 * instants, or UTF-8 bytes.
 */
public final class KeyBits {
  private KeyBits() {}

  /** The bits of every cell; null cells yield an arbitrary value. */
  static long[] of(Vector cells) {
    int size = cells.size();
    long[] bits = new long[size];
    switch (cells.physicalType().lane()) {
      case LONG -> System.arraycopy(cells.longs(), 0, bits, 0, size);
      case DOUBLE -> {
        double[] doubles = cells.doubles();
        for (int i = 0; i < size; i++) {
          bits[i] = bits(doubles[i]);
        }
      }
      case CODE -> {
        int[] codes = cells.codes();
        for (int i = 0; i < size; i++) {
          bits[i] = codes[i];
        }
      }
    }
    return bits;
  }

  /** The bits of the cell of a row. */
  public static long at(ColumnSource column, int slot) {
    return switch (column.physicalType().lane()) {
      case LONG -> column.longAt(slot);
      case DOUBLE -> bits(column.doubleAt(slot));
      case CODE -> column.codeAt(slot);
    };
  }

  /** Compares two keys of one column. */
  static int compare(ColumnSource column, long a, long b) {
    return switch (column.physicalType().lane()) {
      case LONG ->
          column.physicalType() == PhysicalType.UINT64
              ? Long.compareUnsigned(a, b)
              : Long.compare(a, b);
      case DOUBLE -> Double.compare(Double.longBitsToDouble(a), Double.longBitsToDouble(b));
      case CODE -> a == b ? 0 : column.dictionary().compare((int) a, (int) b);
    };
  }

  private static long bits(double value) {
    return Double.doubleToLongBits(value == 0.0 ? 0.0 : value);
  }
}
