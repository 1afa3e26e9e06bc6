package dev.perspective4j.engine.window;

import dev.perspective4j.engine.column.ColumnSource;
import dev.perspective4j.engine.column.Lane;
import dev.perspective4j.engine.column.Vector;
import java.util.Arrays;
import java.util.List;

/**
 * Numbers the distinct tuples of the partition columns: an open-addressing hash table over tuples
 * of bits that lie end to end. Null is a value of its own; both zeros are one, and so are all NaNs.
 */
final class PartitionIds {
  private final List<ColumnSource> columns;
  private final int width;
  private final Vector[] cells;
  private final long[] tuple;
  private long[] tuples;
  private int[] table = new int[16];
  private int size;

  PartitionIds(List<ColumnSource> columns) {
    this.columns = columns;
    this.width = columns.size() + 1;
    this.cells = new Vector[columns.size()];
    for (int c = 0; c < cells.length; c++) {
      cells[c] = Vector.chunkFor(columns.get(c));
    }
    this.tuple = new long[width];
    this.tuples = new long[width * 8];
    Arrays.fill(table, -1);
  }

  /** Number of tuples seen. */
  int size() {
    return size;
  }

  /**
   * The numbers of rows.
   *
   * @param count at most {@link Vector#CHUNK}
   */
  void of(int[] slots, int offset, int count, int[] out) {
    for (int c = 0; c < cells.length; c++) {
      columns.get(c).gather(slots, offset, count, cells[c]);
    }
    for (int i = 0; i < count; i++) {
      long nulls = 0;
      for (int c = 0; c < cells.length; c++) {
        boolean isNull = cells[c].isNull(i);
        nulls = (nulls << 1) | (isNull ? 1 : 0);
        tuple[c] = isNull ? 0 : bits(cells[c], i);
      }
      tuple[width - 1] = nulls;
      out[i] = number();
    }
  }

  private static long bits(Vector cells, int i) {
    Lane lane = cells.physicalType().lane();
    return switch (lane) {
      case LONG -> cells.longs()[i];
      case DOUBLE -> Double.doubleToLongBits(cells.doubles()[i] + 0.0);
      case CODE -> cells.codes()[i];
    };
  }

  private int number() {
    int mask = table.length - 1;
    int at = hash(tuple, 0) & mask;
    while (table[at] >= 0) {
      int start = table[at] * width;
      if (Arrays.equals(tuples, start, start + width, tuple, 0, width)) {
        return table[at];
      }
      at = (at + 1) & mask;
    }
    table[at] = size;
    if ((size + 1) * width > tuples.length) {
      tuples = Arrays.copyOf(tuples, tuples.length * 2);
    }
    System.arraycopy(tuple, 0, tuples, size * width, width);
    size++;
    if (size * 2 > table.length) {
      rehash();
    }
    return size - 1;
  }

  private void rehash() {
    table = new int[table.length * 2];
    Arrays.fill(table, -1);
    int mask = table.length - 1;
    for (int id = 0; id < size; id++) {
      int at = hash(tuples, id * width) & mask;
      while (table[at] >= 0) {
        at = (at + 1) & mask;
      }
      table[at] = id;
    }
  }

  private int hash(long[] values, int start) {
    long hash = 0;
    for (int i = start; i < start + width; i++) {
      hash = (hash ^ values[i]) * 0x9E3779B97F4A7C15L;
      hash ^= hash >>> 32;
    }
    return (int) hash;
  }
}
