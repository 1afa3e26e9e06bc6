package dev.perspective4j.engine.table;

import dev.perspective4j.engine.column.StringDictionary;
import dev.perspective4j.engine.column.Vector;
import java.util.Arrays;

/** Maps codes of a batch's dictionary to codes of the table's, each distinct string once. */
final class StringRecoder {
  private static final int UNSEEN = -1;
  private static final int SEEN = -2;

  private final StringDictionary from;
  private final StringDictionary to;
  private int[] map = {};

  StringRecoder(StringDictionary from, StringDictionary to) {
    this.from = from;
    this.to = to;
  }

  boolean isFor(StringDictionary source, StringDictionary target) {
    return source == from && target == to;
  }

  /** The same cells with codes of the table; the input itself if nothing needs to be mapped. */
  Vector recode(Vector cells) {
    if (from == to) {
      return cells;
    }
    if (map.length < from.size()) {
      int known = map.length;
      map = Arrays.copyOf(map, from.size());
      Arrays.fill(map, known, map.length, UNSEEN);
    }
    int size = cells.size();
    Vector result = new Vector(cells.storage(), to, size);
    result.size(size);
    int[] in = cells.codes();
    int[] out = result.codes();
    long[] valid = cells.valid();
    System.arraycopy(valid, 0, result.valid(), 0, (size + 63) >>> 6);
    look(in, valid, size);
    for (int i = 0; i < size; i++) {
      if ((valid[i >>> 6] & (1L << i)) != 0) {
        out[i] = map[in[i]];
      }
    }
    return result;
  }

  /** Looks up the strings not seen before, in order of first use. */
  private void look(int[] in, long[] valid, int size) {
    int[] fresh = new int[Math.min(size, map.length)];
    int count = 0;
    for (int i = 0; i < size; i++) {
      if ((valid[i >>> 6] & (1L << i)) != 0 && map[in[i]] == UNSEEN) {
        map[in[i]] = SEEN;
        fresh[count++] = in[i];
      }
    }
    int[] codes = new int[count];
    to.intern(from, fresh, count, codes);
    for (int i = 0; i < count; i++) {
      map[fresh[i]] = codes[i];
    }
  }
}
