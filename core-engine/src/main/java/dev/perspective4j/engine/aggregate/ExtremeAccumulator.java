package dev.perspective4j.engine.aggregate;

import dev.perspective4j.engine.column.ColumnSource;
import dev.perspective4j.engine.column.Lane;
import dev.perspective4j.engine.column.Vector;
import java.util.Arrays;
import java.util.BitSet;

/**
 * The smallest or largest value of each cell, nulls and NaN ignored; as a watermark it never takes
 * anything out.
 *
 * <p>Adding widens. Taking out a value other than the extreme changes nothing; taking out the
 * extreme makes the cell stale but keeps the old extreme as a bound: a value added later that
 * reaches the bound is the new extreme, whatever else is there. So a feed that moves prices up and
 * down rarely needs the rows of a group.
 */
final class ExtremeAccumulator extends Accumulator {
  private static final byte NONE = 0;
  private static final byte KNOWN = 1;
  private static final byte STALE = 2;

  private final int input;
  private final boolean largest;
  private final boolean watermark;
  private final boolean floats;
  private final ColumnSource source;
  private final long[] keys = new long[Vector.CHUNK];
  private long[] best = {};
  private byte[] states = {};

  ExtremeAccumulator(int input, ColumnSource source, boolean largest, boolean watermark) {
    super(input);
    this.input = input;
    this.largest = largest;
    this.watermark = watermark;
    this.floats = source.physicalType().lane() == Lane.DOUBLE;
    this.source = source;
  }

  /** Whether the cell has a value. */
  boolean isPresent(int cell) {
    return states[cell] != NONE;
  }

  /** The {@linkplain OrderedBits bits} of the extreme of a cell that has one. */
  long best(int cell) {
    return best[cell];
  }

  @Override
  boolean isWatermark() {
    return watermark;
  }

  @Override
  boolean isStale(int cell) {
    return states[cell] == STALE;
  }

  /** A watermark outlives its row, and so does the bound of a stale cell. */
  @Override
  void keepCodes(BitSet codes) {
    if (source.physicalType().lane() == Lane.CODE) {
      for (int cell = 0; cell < states.length; cell++) {
        if (states[cell] == STALE || (watermark && states[cell] == KNOWN)) {
          codes.set((int) best[cell]);
        }
      }
    }
  }

  @Override
  void grow(int cells) {
    if (cells > best.length) {
      int capacity = capacity(best.length, cells);
      best = Arrays.copyOf(best, capacity);
      states = Arrays.copyOf(states, capacity);
    }
  }

  @Override
  void clear(int cell) {
    states[cell] = NONE;
  }

  /** Whether {@code a} is at least as extreme as {@code b}. */
  private boolean reaches(long a, long b) {
    if (a == b) {
      return true;
    }
    int order =
        source.physicalType().lane() == Lane.CODE
            ? source.dictionary().compare((int) a, (int) b)
            : Long.compare(a, b);
    return largest ? order > 0 : order < 0;
  }

  @Override
  void add(int[] cells, RowChunk rows) {
    Vector vector = rows.input(input);
    int n = rows.size();
    OrderedBits.of(vector, n, keys);
    boolean dense = vector.allValid();
    for (int i = 0; i < n; i++) {
      if ((dense || !vector.isNull(i)) && !(floats && keys[i] == OrderedBits.NAN)) {
        put(cells[i], keys[i]);
      }
    }
  }

  private void put(int cell, long key) {
    if (states[cell] == NONE || reaches(key, best[cell])) {
      best[cell] = key;
      states[cell] = KNOWN;
    }
  }

  @Override
  void subtract(int[] cells, RowChunk rows) {
    if (watermark) {
      return;
    }
    Vector vector = rows.input(input);
    int n = rows.size();
    OrderedBits.of(vector, n, keys);
    for (int i = 0; i < n; i++) {
      int cell = cells[i];
      if (!vector.isNull(i) && states[cell] == KNOWN && best[cell] == keys[i]) {
        states[cell] = STALE;
      }
    }
  }

  @Override
  void merge(int into, Accumulator other, int cell) {
    ExtremeAccumulator from = (ExtremeAccumulator) other;
    if (from.states[cell] != NONE) {
      put(into, from.best[cell]);
    }
  }
}
