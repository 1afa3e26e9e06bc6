package dev.perspective4j.engine.aggregate;

import dev.perspective4j.engine.column.Lane;
import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.column.Vector;
import java.util.Arrays;

/** Number of rows of each cell that are null, false, zero or the epoch. */
final class FalsyCounts extends Accumulator {
  private final int input;
  private int[] untrue = {};

  FalsyCounts(int input) {
    super(input);
    this.input = input;
  }

  /** Whether a cell counts as true; NaN, every text and every day do. */
  static boolean isTrue(Vector vector, int i) {
    if (vector.isNull(i)) {
      return false;
    }
    return switch (vector.physicalType().lane()) {
      case LONG -> vector.longs()[i] != 0 || vector.physicalType() == PhysicalType.DATE;
      case DOUBLE -> vector.doubles()[i] != 0;
      case CODE -> true;
    };
  }

  /** Whether every row is true. */
  boolean allTrue(int cell) {
    return untrue[cell] == 0;
  }

  @Override
  void grow(int cells) {
    if (cells > untrue.length) {
      untrue = Arrays.copyOf(untrue, capacity(untrue.length, cells));
    }
  }

  @Override
  void clear(int cell) {
    untrue[cell] = 0;
  }

  @Override
  void add(int[] cells, RowChunk rows) {
    count(cells, rows, 1);
  }

  @Override
  void subtract(int[] cells, RowChunk rows) {
    count(cells, rows, -1);
  }

  private void count(int[] cells, RowChunk rows, int step) {
    Vector vector = rows.input(input);
    if (vector.physicalType().lane() == Lane.CODE && vector.allValid()) {
      return;
    }
    for (int i = 0; i < rows.size(); i++) {
      if (!isTrue(vector, i)) {
        untrue[cells[i]] += step;
      }
    }
  }

  @Override
  void merge(int into, Accumulator other, int cell) {
    untrue[into] += ((FalsyCounts) other).untrue[cell];
  }
}
