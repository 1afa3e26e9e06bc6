package dev.perspective4j.engine.table;

import java.util.Arrays;

/** Which slots the plan in the making has met already; cleared by what was set, not by size. */
final class Touched {
  private long[] bits = new long[1];

  /** Marks a slot; returns whether it was not marked before. */
  boolean mark(int slot) {
    int word = slot >>> 6;
    if (word >= bits.length) {
      bits = Arrays.copyOf(bits, Math.max(word + 1, bits.length * 2));
    }
    long bit = 1L << slot;
    boolean fresh = (bits[word] & bit) == 0;
    bits[word] |= bit;
    return fresh;
  }

  void unmark(int[] slots) {
    for (int slot : slots) {
      bits[slot >>> 6] &= ~(1L << slot);
    }
  }
}
