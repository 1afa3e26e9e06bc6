package dev.perspective4j.engine.aggregate;

import dev.perspective4j.engine.column.ColumnSource;
import dev.perspective4j.engine.column.IntList;
import dev.perspective4j.engine.column.Lane;
import dev.perspective4j.engine.column.Vector;
import java.util.Arrays;

/** The cells of one column in the rows of a cell, a chunk at a time. */
final class CellValues {
  private final ColumnSource source;
  private final Vector chunk;

  CellValues(ColumnSource source) {
    this.source = source;
    this.chunk = Vector.chunkFor(source);
  }

  ColumnSource source() {
    return source;
  }

  /** The values of {@code count} rows from {@code from} on; valid until the next call. */
  Vector load(IntList rows, int from, int count) {
    source.gather(rows.items(), from, count, chunk);
    return chunk;
  }

  /** The value of one row; valid until the next call. */
  Vector load(int slot) {
    source.scan(slot, 1, chunk);
    return chunk;
  }

  /** Number of rows of the chunk that starts at {@code from}. */
  static int chunkSize(IntList rows, int from) {
    return Math.min(Vector.CHUNK, rows.size() - from);
  }

  /** The bits of all values that are neither null nor NaN. */
  long[] bits(IntList rows) {
    long[] all = new long[rows.size()];
    long[] some = new long[Vector.CHUNK];
    boolean floats = source.physicalType().lane() == Lane.DOUBLE;
    int size = 0;
    for (int from = 0; from < rows.size(); from += Vector.CHUNK) {
      int n = chunkSize(rows, from);
      Vector values = load(rows, from, n);
      OrderedBits.of(values, n, some);
      for (int i = 0; i < n; i++) {
        if (!values.isNull(i) && !(floats && some[i] == OrderedBits.NAN)) {
          all[size++] = some[i];
        }
      }
    }
    return size == all.length ? all : Arrays.copyOf(all, size);
  }
}
