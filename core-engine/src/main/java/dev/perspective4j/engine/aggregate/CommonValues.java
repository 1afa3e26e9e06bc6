package dev.perspective4j.engine.aggregate;

import dev.perspective4j.engine.column.Vector;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Whether all rows of a cell have one value, null being a value: a candidate, how many rows have
 * it, and how many rows there are. When the last row with the candidate goes while others stay, the
 * cell is stale.
 *
 * <p>Merging two cells that differ gives a cell known to be mixed, but no exact count of the
 * candidate; it is as good as stale once a row goes.
 */
final class CommonValues extends Accumulator {
  private final int input;
  private final long[] keys = new long[Vector.CHUNK];
  private long[] candidate = {};
  private boolean[] candidateNull = {};
  private int[] equal = {};
  private int[] total = {};
  private final BitSet mixed = new BitSet();

  CommonValues(int input) {
    super(input);
    this.input = input;
  }

  /** Whether all rows have the {@linkplain #value value} of the candidate, and it is not null. */
  boolean isPresent(int cell) {
    return isUniform(cell) && !candidateNull[cell];
  }

  /** Whether all rows are null. */
  boolean isAllNull(int cell) {
    return isUniform(cell) && candidateNull[cell];
  }

  private boolean isUniform(int cell) {
    return total[cell] > 0 && equal[cell] == total[cell] && !mixed.get(cell);
  }

  /** The {@linkplain OrderedBits bits} of the common value. */
  long value(int cell) {
    return candidate[cell];
  }

  @Override
  boolean isStale(int cell) {
    return equal[cell] == 0 && total[cell] > 0;
  }

  @Override
  void grow(int cells) {
    if (cells > equal.length) {
      int capacity = capacity(equal.length, cells);
      candidate = Arrays.copyOf(candidate, capacity);
      candidateNull = Arrays.copyOf(candidateNull, capacity);
      equal = Arrays.copyOf(equal, capacity);
      total = Arrays.copyOf(total, capacity);
    }
  }

  @Override
  void clear(int cell) {
    equal[cell] = 0;
    total[cell] = 0;
    mixed.clear(cell);
  }

  @Override
  void add(int[] cells, RowChunk rows) {
    Vector vector = rows.input(input);
    int n = rows.size();
    OrderedBits.of(vector, n, keys);
    for (int i = 0; i < n; i++) {
      int cell = cells[i];
      boolean isNull = vector.isNull(i);
      if (total[cell]++ == 0) {
        candidate[cell] = keys[i];
        candidateNull[cell] = isNull;
        equal[cell] = 1;
      } else if (matches(cell, isNull, keys[i])) {
        equal[cell]++;
      }
    }
  }

  /** A stale cell has no candidate: what comes or goes is not counted until it is computed anew. */
  private boolean matches(int cell, boolean isNull, long key) {
    return equal[cell] > 0
        && (isNull ? candidateNull[cell] : !candidateNull[cell] && candidate[cell] == key);
  }

  @Override
  void subtract(int[] cells, RowChunk rows) {
    Vector vector = rows.input(input);
    int n = rows.size();
    OrderedBits.of(vector, n, keys);
    for (int i = 0; i < n; i++) {
      int cell = cells[i];
      if (matches(cell, vector.isNull(i), keys[i])) {
        equal[cell]--;
      }
      if (--total[cell] == 0) {
        clear(cell);
      } else if (mixed.get(cell)) {
        equal[cell] = 0;
      }
    }
  }

  @Override
  void merge(int into, Accumulator other, int cell) {
    CommonValues from = (CommonValues) other;
    if (from.total[cell] == 0) {
      return;
    }
    if (total[into] == 0) {
      candidate[into] = from.candidate[cell];
      candidateNull[into] = from.candidateNull[cell];
      equal[into] = from.equal[cell];
      mixed.set(into, from.mixed.get(cell));
    } else if (matches(into, from.candidateNull[cell], from.candidate[cell])
        && from.equal[cell] == from.total[cell]) {
      equal[into] += from.equal[cell];
    } else {
      mixed.set(into);
    }
    total[into] += from.total[cell];
  }
}
