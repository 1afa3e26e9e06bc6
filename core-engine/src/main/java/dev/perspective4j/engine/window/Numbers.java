package dev.perspective4j.engine.window;

import dev.perspective4j.engine.column.ColumnSource;
import dev.perspective4j.engine.column.Lane;
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
      result[i] = cells.physicalType().toDouble(longs[i]);
    }
    return result;
  }

  /** One cell; arbitrary if it has no value. */
  static double at(ColumnSource column, int slot) {
    return column.physicalType().lane() == Lane.DOUBLE
        ? column.doubleAt(slot)
        : column.physicalType().toDouble(column.longAt(slot));
  }
}
