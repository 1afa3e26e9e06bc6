package dev.perspective4j.engine.page;

import static dev.perspective4j.engine.page.CellCopy.LONG;
import static dev.perspective4j.engine.page.PagedColumn.PAGE_BITS;

import java.lang.foreign.MemorySegment;

/** The loops between validity bitmaps of pages and of vectors; lowest bit first in both. */
final class ValidityBits {
  private static final int WORD_BITS = PAGE_BITS - 6;
  private static final int WORD_MASK = (1 << WORD_BITS) - 1;

  private ValidityBits() {}

  /** Copies the bits of consecutive slots; bits past the end become 0. */
  static void scan(MemorySegment[] valid, int slot, int count, long[] out) {
    int words = (count + 63) >>> 6;
    int shift = slot & 63;
    int word = slot >>> 6;
    int last = (slot + count - 1) >>> 6;
    for (int i = 0; i < words; i++) {
      long bits = word(valid, word + i) >>> shift;
      if (shift != 0 && word + i < last) {
        bits |= word(valid, word + i + 1) << (64 - shift);
      }
      out[i] = bits;
    }
    if ((count & 63) != 0) {
      out[words - 1] &= (1L << count) - 1;
    }
  }

  /** Copies the bits of arbitrary slots. */
  static void gather(MemorySegment[] valid, int[] slots, int offset, int count, long[] out) {
    int i = 0;
    while (i < count) {
      int end = Math.min(count, i + 64);
      long bits = 0;
      for (int j = i; j < end; j++) {
        int slot = slots[offset + j];
        bits |= ((word(valid, slot >>> 6) >>> slot) & 1L) << j;
      }
      out[i >>> 6] = bits;
      i = end;
    }
  }

  /**
   * Writes bits to consecutive slots.
   *
   * @return whether one of them is 0
   */
  static boolean write(MemorySegment[] valid, int slot, int count, long[] in, int from) {
    boolean nulls = false;
    int i = 0;
    while (i < count) {
      int at = slot + i;
      int run = Math.min(count - i, 64 - (at & 63));
      int source = from + i;
      long bits = in[source >>> 6] >>> source;
      if ((source & 63) + run > 64) {
        bits |= in[(source >>> 6) + 1] << -source;
      }
      long mask = run == 64 ? -1L : (1L << run) - 1;
      bits &= mask;
      nulls |= bits != mask;
      int word = at >>> 6;
      setWord(valid, word, (word(valid, word) & ~(mask << at)) | (bits << at));
      i += run;
    }
    return nulls;
  }

  /**
   * Writes bits to arbitrary slots, in order.
   *
   * @return whether one of them is 0
   */
  static boolean scatter(
      MemorySegment[] valid, int[] slots, int offset, int count, long[] in, int from) {
    boolean nulls = false;
    for (int i = 0; i < count; i++) {
      int slot = slots[offset + i];
      int source = from + i;
      int word = slot >>> 6;
      long bit = 1L << slot;
      long before = word(valid, word);
      boolean set = (in[source >>> 6] & (1L << source)) != 0;
      nulls |= !set;
      long after = set ? before | bit : before & ~bit;
      if (after != before) {
        setWord(valid, word, after);
      }
    }
    return nulls;
  }

  private static long word(MemorySegment[] valid, int word) {
    return valid[word >>> WORD_BITS].getAtIndex(LONG, word & WORD_MASK);
  }

  private static void setWord(MemorySegment[] valid, int word, long bits) {
    valid[word >>> WORD_BITS].setAtIndex(LONG, word & WORD_MASK, bits);
  }
}
