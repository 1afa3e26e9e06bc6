package dev.perspective4j.engine.join;

import dev.perspective4j.engine.column.ColumnSource;
import dev.perspective4j.engine.column.IntList;
import dev.perspective4j.engine.column.Lane;
import dev.perspective4j.engine.column.StringDictionary;
import dev.perspective4j.engine.table.DictionaryUpkeep;
import dev.perspective4j.engine.table.HashedKeys;
import dev.perspective4j.engine.table.KeyBits;
import java.util.Arrays;
import java.util.BitSet;
import java.util.function.Consumer;

/**
 * Dense numbers for the values of the key columns, the same on both sides; null is a value like any
 * other, so null joins null.
 *
 * <p>A number is free for another value once no linked row has it. Strings are interned into one
 * dictionary, since each side has codes of its own.
 */
final class JoinKeys {
  private static final int NULL = 0;

  private StringDictionary texts = new StringDictionary();
  private final DictionaryUpkeep upkeep = new DictionaryUpkeep();
  private final HashedKeys numbers = new HashedKeys();
  private long[] values = new long[16];
  private int[] users = new int[16];
  private final IntList free = new IntList(16);
  private int size = 1;

  /** The number of the key of a row. */
  int of(ColumnSource column, int slot) {
    if (column.isNull(slot)) {
      return NULL;
    }
    long bits =
        column.physicalType().lane() == Lane.CODE
            ? intern(column.dictionary(), column.codeAt(slot))
            : KeyBits.at(column, slot);
    int known = numbers.get(bits);
    return known >= 0 ? known : add(bits);
  }

  private int add(long bits) {
    int number = free.size() > 0 ? free.removeLast() : size++;
    if (number == values.length) {
      values = Arrays.copyOf(values, number * 2);
      users = Arrays.copyOf(users, number * 2);
    }
    values[number] = bits;
    numbers.put(bits, number);
    return number;
  }

  /** Counts one more row with a key. */
  void use(int number) {
    users[number]++;
  }

  /** Counts one row less. */
  void release(int number) {
    if (--users[number] == 0 && number != NULL) {
      numbers.remove(values[number]);
      free.add(number);
      upkeep.drop(1);
    }
  }

  /** Forgets all keys. */
  void clear() {
    upkeep.drop(size);
    numbers.clear();
    Arrays.fill(users, 0);
    free.clear();
    size = 1;
  }

  /**
   * Forgets strings that are no key any more, if they are many; called between steps.
   *
   * @param column whether keys are strings
   * @param kept adds codes that are kept for other reasons
   */
  void tidy(ColumnSource column, Consumer<BitSet> kept) {
    if (column.physicalType().lane() == Lane.CODE && upkeep.isDue(texts, size)) {
      BitSet codes = new BitSet();
      for (int number = 1; number < size; number++) {
        if (users[number] > 0) {
          codes.set((int) values[number]);
        }
      }
      kept.accept(codes);
      texts = upkeep.clean(texts, codes);
    }
  }

  /** The code of a string of another dictionary in {@link #texts()}. */
  int intern(StringDictionary dictionary, int code) {
    return texts.intern(dictionary, code);
  }

  /** The strings of both key columns. */
  StringDictionary texts() {
    return texts;
  }
}
