package dev.perspective4j.engine.table;

import dev.perspective4j.engine.column.StringDictionary;
import dev.perspective4j.engine.column.Vector;
import java.util.Arrays;

/**
 * Maps codes of a batch's dictionary to codes of the table's. Each distinct code is looked up once,
 * all of a batch together; the strings that are new are added in order of first use.
 */
final class StringRecoder {
  private static final int UNSEEN = -2;
  private static final int NEW = -1;

  /** A dictionary this many times as large as the cells is looked up cell by cell. */
  private static final int FEW = 16;

  private final StringDictionary from;
  private final StringDictionary to;

  /** Code of the table for each code of the batch, as far as known. */
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
    int size = cells.size();
    if (map.length == 0 && size < from.size() / FEW) {
      return recodeOneByOne(cells);
    }
    look(cells);
    Vector result = new Vector(cells.physicalType(), to, size);
    result.size(size);
    int[] in = cells.codes();
    int[] out = result.codes();
    if (cells.allValid()) {
      result.setAllValid();
      for (int i = 0; i < size; i++) {
        int code = map[in[i]];
        out[i] = code >= 0 ? code : add(in[i]);
      }
      return result;
    }
    System.arraycopy(cells.valid(), 0, result.valid(), 0, (size + 63) >>> 6);
    for (int i = 0; i < size; i++) {
      if (!cells.isNull(i)) {
        int code = map[in[i]];
        out[i] = code >= 0 ? code : add(in[i]);
      }
    }
    return result;
  }

  /** Few cells of a big dictionary are not worth a map of it. */
  private Vector recodeOneByOne(Vector cells) {
    Vector result = new Vector(cells.physicalType(), to, cells.size());
    for (int i = 0; i < cells.size(); i++) {
      if (cells.isNull(i)) {
        result.addNull();
      } else {
        result.addCode(to.intern(from, cells.codes()[i]));
      }
    }
    return result;
  }

  private int add(int code) {
    int added = to.intern(from, code);
    map[code] = added;
    return added;
  }

  /** Looks up the strings of the cells that were not seen before. */
  private void look(Vector cells) {
    int known = map.length;
    int limit = from.size();
    if (known < limit) {
      map = Arrays.copyOf(map, limit);
      Arrays.fill(map, known, limit, UNSEEN);
    }
    int size = cells.size();
    if (known == 0 && limit <= size) {
      // Likely most of them are used; those that are not are looked up in vain.
      int[] all = new int[limit];
      Arrays.setAll(all, i -> i);
      to.find(from, all, limit, map);
      return;
    }
    int[] in = cells.codes();
    int[] fresh = new int[Math.min(size, limit)];
    int count = 0;
    for (int i = 0; i < size; i++) {
      if (!cells.isNull(i) && map[in[i]] == UNSEEN) {
        map[in[i]] = NEW;
        fresh[count++] = in[i];
      }
    }
    to.find(from, fresh, count, map);
  }
}
