package dev.perspective4j.engine.join;

import dev.perspective4j.engine.column.ColumnSource;
import dev.perspective4j.engine.column.Lane;
import dev.perspective4j.engine.column.StringDictionary;
import dev.perspective4j.engine.table.HashedKeys;
import dev.perspective4j.engine.table.KeyBits;

/**
 * Dense numbers for the values of the key columns, the same on both sides; null is a value like any
 * other, so null joins null.
 *
 * <p>Strings are interned into one dictionary, since each side has codes of its own.
 */
final class JoinKeys {
  private static final int NULL = 0;

  private final StringDictionary texts = new StringDictionary();
  private final HashedKeys numbers = new HashedKeys();
  private int size = 1;
  private byte[] buffer = new byte[64];

  /** The number of the key of a row. */
  int of(ColumnSource column, int slot) {
    if (column.isNull(slot)) {
      return NULL;
    }
    long bits =
        column.storage().lane() == Lane.CODE
            ? intern(column.dictionary(), column.codeAt(slot))
            : KeyBits.at(column, slot);
    int known = numbers.get(bits);
    if (known >= 0) {
      return known;
    }
    numbers.put(bits, size);
    return size++;
  }

  /** The code of a string of another dictionary in {@link #texts()}. */
  int intern(StringDictionary dictionary, int code) {
    int length = dictionary.length(code);
    if (length > buffer.length) {
      buffer = new byte[length * 2];
    }
    dictionary.copyTo(code, buffer, 0);
    return texts.intern(buffer, 0, length);
  }

  /** The strings of both key columns. */
  StringDictionary texts() {
    return texts;
  }
}
