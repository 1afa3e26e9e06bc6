package dev.perspective4j.engine.order;

import dev.perspective4j.engine.column.ColumnSource;
import dev.perspective4j.engine.column.StringDictionary;
import dev.perspective4j.engine.column.Vector;

/**
 * Orders strings by their UTF-8 bytes, null first.
 *
 * <p>Keys are made once for each string and then looked up by code: the dictionary's order keys if
 * they are exact, else collation ranks if the dictionary is small against the rows, else order keys
 * that equal rows may share: ranking a million distinct strings costs more than comparing the few
 * that matter. Keys are good only until the dictionary grows or is replaced; {@link #compare}
 * always is.
 */
final class CodeKey extends SortKey {
  private static final int RANKED_AT_LEAST = 4096;
  private static final int ROWS_PER_RANK = 16;

  private final ColumnSource column;
  private final Vector cells;
  private StringDictionary keyed = new StringDictionary();
  private int keyedStrings;
  private long[] keys = {};
  private boolean exact;

  CodeKey(ColumnSource column, boolean descending) {
    super(descending);
    this.column = column;
    this.cells = Vector.chunkFor(column);
  }

  @Override
  int compare(int slotA, int slotB) {
    boolean nullA = column.isNull(slotA);
    boolean nullB = column.isNull(slotB);
    if (nullA || nullB) {
      return directed(Boolean.compare(nullB, nullA));
    }
    int a = column.codeAt(slotA);
    int b = column.codeAt(slotB);
    return a == b ? 0 : directed(column.dictionary().compare(a, b));
  }

  @Override
  boolean isAlwaysReady() {
    return false;
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // dictionaries have no equality but identity
  void prepare(int rows) {
    StringDictionary dictionary = column.dictionary();
    int size = dictionary.size();
    if (dictionary == keyed && dictionary.count() == keyedStrings) {
      return;
    }
    keyed = dictionary;
    keyedStrings = dictionary.count();
    boolean whole = dictionary.hasExactOrderKeys();
    boolean ranked = !whole && size <= Math.max(RANKED_AT_LEAST, rows / ROWS_PER_RANK);
    exact = whole || ranked;
    keys = new long[size];
    int[] ranks = ranked ? dictionary.ranks() : new int[0];
    for (int i = 0; i < keyedStrings; i++) {
      int code = dictionary.codeAt(i);
      keys[code] = ranked ? ranks[code] : dictionary.orderKey(code);
    }
  }

  @Override
  void ascendingKeys(int[] slots, int offset, int count, long[] out) {
    read(column, slots, offset, count, cells);
    int[] codes = cells.codes();
    if (keys.length > 0) {
      for (int i = 0; i < count; i++) {
        out[i] = keys[codes[i]];
      }
    }
    for (int i = 0; i < count; i++) {
      if (cells.isNull(i)) {
        out[i] = Long.MIN_VALUE;
      }
    }
  }

  @Override
  boolean isExactAscending(long key) {
    return exact || key == Long.MIN_VALUE;
  }
}
