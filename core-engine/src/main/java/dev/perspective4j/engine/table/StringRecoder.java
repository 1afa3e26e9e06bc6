package dev.perspective4j.engine.table;

import dev.perspective4j.engine.column.StringDictionary;
import dev.perspective4j.engine.column.Vector;
import java.util.Arrays;

/** Maps codes of a batch's dictionary to codes of the table's, each distinct string once. */
final class StringRecoder {
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
      Arrays.fill(map, known, map.length, -1);
    }
    int size = cells.size();
    Vector result = new Vector(cells.storage(), to, size);
    result.size(size);
    int[] in = cells.codes();
    int[] out = result.codes();
    long[] valid = cells.valid();
    System.arraycopy(valid, 0, result.valid(), 0, (size + 63) >>> 6);
    for (int i = 0; i < size; i++) {
      if ((valid[i >>> 6] & (1L << i)) != 0) {
        int code = map[in[i]];
        if (code < 0) {
          code = to.intern(from, in[i]);
          map[in[i]] = code;
        }
        out[i] = code;
      }
    }
    return result;
  }
}
