package dev.perspective4j.engine.view;

import dev.perspective4j.engine.column.ColumnSource;
import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.column.Scalars;
import dev.perspective4j.engine.column.Vector;
import dev.perspective4j.engine.filter.RowSet;
import dev.perspective4j.engine.table.Delta;
import dev.perspective4j.engine.table.DeltaListener;
import dev.perspective4j.model.MinMax;
import dev.perspective4j.model.Scalar;
import java.util.Arrays;

/**
 * Smallest and largest value of a column among the rows of a filter; null and NaN are skipped.
 *
 * <p>The first question reads all rows. New values widen the answer in passing; only when a row
 * that holds an extreme leaves or changes, the next question reads all rows again.
 */
final class ColumnRange implements DeltaListener {
  private final ColumnSource column;
  private final int position;
  private final RowSet rows;
  private boolean known;
  private int minSlot = -1;
  private int maxSlot = -1;
  private MinMax answer = NOTHING;

  private static final MinMax NOTHING = new MinMax(Scalar.NULL, Scalar.NULL);

  ColumnRange(ColumnSource column, int position, RowSet rows) {
    this.column = column;
    this.position = position;
    this.rows = rows;
  }

  MinMax minMax() {
    if (!known) {
      minSlot = -1;
      maxSlot = -1;
      int[] slots = new int[Vector.CHUNK];
      Vector cells = Vector.chunkFor(column);
      for (int from = 0, n; (n = rows.copy(from, slots)) > 0; from = slots[n - 1] + 1) {
        column.gather(slots, 0, n, cells);
        widen(slots, n, cells);
        if (n < slots.length) {
          break;
        }
      }
      known = true;
      answer = minSlot < 0 ? NOTHING : new MinMax(scalar(minSlot), scalar(maxSlot));
    }
    return answer;
  }

  @Override
  public void retract(Delta delta) {
    boolean written = delta.writtenColumns().get(position);
    if (delta.cleared()
        || holdsExtreme(delta.removed())
        || (written && holdsExtreme(delta.updated()))) {
      known = false;
    }
  }

  @Override
  public void apply(Delta delta) {
    if (known) {
      widen(delta.inserted());
      if (delta.writtenColumns().get(position)) {
        widen(delta.updated());
      }
      answer = minSlot < 0 ? NOTHING : new MinMax(scalar(minSlot), scalar(maxSlot));
    }
  }

  private boolean holdsExtreme(int[] slots) {
    for (int slot : slots) {
      if (slot == minSlot || slot == maxSlot) {
        return true;
      }
    }
    return false;
  }

  private void widen(int[] slots) {
    Vector cells = Vector.chunkFor(column);
    for (int offset = 0; offset < slots.length; offset += Vector.CHUNK) {
      int count = Math.min(Vector.CHUNK, slots.length - offset);
      int[] chunk = Arrays.copyOfRange(slots, offset, offset + count);
      column.gather(chunk, 0, count, cells);
      widen(chunk, count, cells);
    }
  }

  private void widen(int[] slots, int count, Vector cells) {
    switch (column.physicalType().lane()) {
      case LONG -> widenLongs(slots, count, cells);
      case DOUBLE -> widenDoubles(slots, count, cells);
      case CODE -> widenCodes(slots, count, cells);
    }
  }

  private void widenLongs(int[] slots, int count, Vector cells) {
    long shift = column.physicalType() == PhysicalType.UINT64 ? Long.MIN_VALUE : 0;
    long[] values = cells.longs();
    long min = minSlot < 0 ? Long.MAX_VALUE : column.longAt(minSlot) ^ shift;
    long max = maxSlot < 0 ? Long.MIN_VALUE : column.longAt(maxSlot) ^ shift;
    for (int i = 0; i < count; i++) {
      long value = values[i] ^ shift;
      if ((value < min || minSlot < 0) && !cells.isNull(i)) {
        min = value;
        minSlot = slots[i];
      }
      if ((value > max || maxSlot < 0) && !cells.isNull(i)) {
        max = value;
        maxSlot = slots[i];
      }
    }
  }

  private void widenDoubles(int[] slots, int count, Vector cells) {
    double[] values = cells.doubles();
    double min = minSlot < 0 ? Double.NaN : column.doubleAt(minSlot);
    double max = maxSlot < 0 ? Double.NaN : column.doubleAt(maxSlot);
    for (int i = 0; i < count; i++) {
      double value = values[i];
      if ((value < min || minSlot < 0) && !Double.isNaN(value) && !cells.isNull(i)) {
        min = value;
        minSlot = slots[i];
      }
      if ((value > max || maxSlot < 0) && !Double.isNaN(value) && !cells.isNull(i)) {
        max = value;
        maxSlot = slots[i];
      }
    }
  }

  private void widenCodes(int[] slots, int count, Vector cells) {
    int[] codes = cells.codes();
    for (int i = 0; i < count; i++) {
      if (!cells.isNull(i)) {
        if (minSlot < 0 || isBefore(codes[i], column.codeAt(minSlot))) {
          minSlot = slots[i];
        }
        if (maxSlot < 0 || isBefore(column.codeAt(maxSlot), codes[i])) {
          maxSlot = slots[i];
        }
      }
    }
  }

  private boolean isBefore(int codeA, int codeB) {
    return codeA != codeB && column.dictionary().compare(codeA, codeB) < 0;
  }

  private Scalar scalar(int slot) {
    return Scalars.of(column, slot);
  }
}
