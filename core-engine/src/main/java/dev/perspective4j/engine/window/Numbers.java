package dev.perspective4j.engine.window;

import dev.perspective4j.engine.column.ColumnSource;
import dev.perspective4j.engine.column.Lane;
import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.column.Vector;

/** Cells of number, date and datetime columns as doubles. */
final class Numbers {
  private Numbers() {}

  /** All cells of a vector; arbitrary where a cell has no value. */
  static double[] of(Vector cells) {
    if (cells.physicalType().lane() == Lane.DOUBLE) {
      return cells.doubles();
    }
    long[] longs = cells.longs();
    double[] result = new double[cells.size()];
    for (int i = 0; i < result.length; i++) {
      result[i] = widen(longs[i], cells.physicalType());
    }
    return result;
  }

  /** One cell; arbitrary if it has no value. */
  static double at(ColumnSource column, int slot) {
    return column.physicalType().lane() == Lane.DOUBLE
        ? column.doubleAt(slot)
        : widen(column.longAt(slot), column.physicalType());
  }

  private static double widen(long value, PhysicalType physicalType) {
    boolean beyondSigned = physicalType == PhysicalType.UINT64 && value < 0;
    return beyondSigned ? ((value >>> 1) | (value & 1)) * 2.0 : (double) value;
  }
}
