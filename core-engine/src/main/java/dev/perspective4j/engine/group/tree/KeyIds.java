package dev.perspective4j.engine.group.tree;

import dev.perspective4j.engine.aggregate.OrderedBits;
import dev.perspective4j.engine.column.ColumnSource;
import dev.perspective4j.engine.column.IntList;
import dev.perspective4j.engine.column.Lane;
import dev.perspective4j.engine.column.Vector;
import java.util.Arrays;

/**
 * Numbers for the distinct values of a group column: small ints from 0 up, equal for equal values;
 * 0 is null, and NaN with it. A number keeps its meaning as long as it is in use.
 */
public abstract sealed class KeyIds {
  private final ColumnSource source;

  private KeyIds(ColumnSource source) {
    this.source = source;
  }

  /** Numbers for the values of a column. */
  static KeyIds of(ColumnSource source) {
    return source.physicalType().lane() == Lane.CODE ? new OfText(source) : new OfNumbers(source);
  }

  final ColumnSource source() {
    return source;
  }

  /** An empty vector for values of the column. */
  public final Vector vector(int capacity) {
    return new Vector(source.physicalType(), source.dictionaryOrNull(), capacity);
  }

  /** The numbers of cells, numbering new values. */
  abstract void ids(Vector cells, int n, int[] out);

  /** Counts one more user of a number. */
  void use(int id) {}

  /** Counts one user less; a number without users may come to mean another value. */
  void release(int id) {}

  /** Forgets all users. */
  void reset() {}

  /** The number here of a value that {@code other}, over the same column, calls {@code id}. */
  abstract int translate(KeyIds other, int id);

  /** Compares two values; null first. */
  abstract int compare(int a, int b);

  /** Appends the value behind a number. */
  abstract void append(int id, Vector out);

  /** Longs in the order of the values, for sorting many at once. */
  public abstract long[] orderKeys(int[] ids, int n);

  /** Text: the code plus one. */
  static final class OfText extends KeyIds {
    private OfText(ColumnSource source) {
      super(source);
    }

    @Override
    void ids(Vector cells, int n, int[] out) {
      int[] codes = cells.codes();
      if (cells.allValid()) {
        for (int i = 0; i < n; i++) {
          out[i] = codes[i] + 1;
        }
      } else {
        for (int i = 0; i < n; i++) {
          out[i] = cells.isNull(i) ? 0 : codes[i] + 1;
        }
      }
    }

    @Override
    int translate(KeyIds other, int id) {
      return id;
    }

    @Override
    int compare(int a, int b) {
      if (a == 0 || b == 0 || a == b) {
        return Integer.compare(a, b);
      }
      return source().dictionary().compare(a - 1, b - 1);
    }

    @Override
    void append(int id, Vector out) {
      if (id == 0) {
        out.addNull();
      } else {
        out.addCode(id - 1);
      }
    }

    @Override
    public long[] orderKeys(int[] ids, int n) {
      int[] codes = new int[n];
      for (int i = 0; i < n; i++) {
        codes[i] = ids[i] - 1;
      }
      return TextRanks.of(source().dictionary(), codes, n);
    }
  }

  /** Everything else: a hash table, and for small whole numbers a plain table in front of it. */
  static final class OfNumbers extends KeyIds {
    private static final int MOST_DIRECT = 1 << 21;

    private final LongIntMap map = new LongIntMap();
    private int[] direct = new int[1 << 10];
    private final boolean floats;
    private final long[] bits = new long[Vector.CHUNK];
    private long[] values = new long[16];
    private int[] users = new int[16];
    private int size = 1;
    private final IntList free = new IntList();

    private OfNumbers(ColumnSource source) {
      super(source);
      floats = source.physicalType().lane() == Lane.DOUBLE;
    }

    @Override
    void ids(Vector cells, int n, int[] out) {
      OrderedBits.of(cells, n, bits);
      boolean dense = cells.allValid();
      for (int i = 0; i < n; i++) {
        if (!dense && cells.isNull(i)) {
          out[i] = 0;
          continue;
        }
        long value = bits[i];
        int id = value >= 0 && value < direct.length ? direct[(int) value] : 0;
        out[i] = id != 0 ? id : id(value);
      }
    }

    private int id(long value) {
      if (floats && value == OrderedBits.NAN) {
        return 0;
      }
      int id = map.get(value);
      if (id >= 0) {
        return id;
      }
      if (value >= direct.length && value < Math.min(MOST_DIRECT, 64L * (size + 512))) {
        int length = Integer.highestOneBit((int) value) * 2;
        direct = Arrays.copyOf(direct, length);
        for (int known = 1; known < size; known++) {
          if (values[known] >= 0 && values[known] < length) {
            direct[(int) values[known]] = known;
          }
        }
      }
      int fresh = free.size() > 0 ? free.removeLast() : size++;
      if (fresh == values.length) {
        values = Arrays.copyOf(values, fresh * 2);
        users = Arrays.copyOf(users, fresh * 2);
      }
      values[fresh] = value;
      map.put(value, fresh);
      if (value >= 0 && value < direct.length) {
        direct[(int) value] = fresh;
      }
      return fresh;
    }

    @Override
    void use(int id) {
      users[id]++;
    }

    @Override
    void release(int id) {
      if (--users[id] > 0 || id == 0) {
        return;
      }
      long value = values[id];
      map.remove(value);
      if (value >= 0 && value < direct.length) {
        direct[(int) value] = 0;
      }
      values[id] = -1;
      free.add(id);
    }

    @Override
    void reset() {
      map.clear();
      Arrays.fill(direct, 0);
      Arrays.fill(users, 0);
      free.clear();
      size = 1;
    }

    @Override
    int translate(KeyIds other, int id) {
      return id == 0 ? 0 : id(((OfNumbers) other).values[id]);
    }

    @Override
    int compare(int a, int b) {
      if (a == 0 || b == 0) {
        return Integer.compare(a, b);
      }
      return Long.compare(values[a], values[b]);
    }

    @Override
    void append(int id, Vector out) {
      if (id == 0) {
        out.addNull();
      } else {
        OrderedBits.append(values[id], out);
      }
    }

    @Override
    public long[] orderKeys(int[] ids, int n) {
      long[] keys = new long[n];
      for (int i = 0; i < n; i++) {
        keys[i] = ids[i] == 0 ? Long.MIN_VALUE : values[ids[i]];
      }
      return keys;
    }
  }
}
