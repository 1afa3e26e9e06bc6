package dev.perspective4j.engine.table;

import java.util.Arrays;

/** Which slots the plan in the making has met already; cleared by what was set, not by size. */
final class Touched {
  private long[] bits = new long[1];

  /** Marks a slot; returns whether it was not marked before. */
  boolean mark(int slot) {
    int word = slot >>> 6;
    ensure(word);
    long bit = 1L << slot;
    boolean fresh = (bits[word] & bit) == 0;
    bits[word] |= bit;
    return fresh;
  }

  /**
   * Marks all slots; copies those that were not marked before, in order, and returns how many they
   * are. Without branches, so that the processor runs ahead to the next slots while it waits for
   * memory.
   */
  int markAll(int[] slots, int[] fresh) {
    int largest = 0;
    for (int slot : slots) {
      largest = Math.max(largest, slot);
    }
    ensure(largest >>> 6);
    long[] to = bits;
    int count = 0;
    for (int slot : slots) {
      long before = to[slot >>> 6];
      to[slot >>> 6] = before | 1L << slot;
      fresh[count] = slot;
      count += (int) (~before >>> slot) & 1;
    }
    return count;
  }

  void unmark(int[] slots) {
    unmark(slots, slots.length);
  }

  /** Takes the marks of the first {@code count} slots away. */
  void unmark(int[] slots, int count) {
    long[] to = bits;
    for (int i = 0; i < count; i++) {
      to[slots[i] >>> 6] &= ~(1L << slots[i]);
    }
  }

  private void ensure(int word) {
    if (word >= bits.length) {
      bits = Arrays.copyOf(bits, Math.max(word + 1, bits.length * 2));
    }
  }
}
