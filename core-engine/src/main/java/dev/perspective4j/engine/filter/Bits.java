package dev.perspective4j.engine.filter;

/** Arithmetic of bit arrays, lowest bit first. */
final class Bits {
  private Bits() {}

  /** Words that hold {@code bits} bits. */
  static int words(int bits) {
    return (bits + 63) >>> 6;
  }

  /** Clears what the last word has behind {@code size} bits. */
  static void clearTail(long[] bits, int size) {
    if ((size & 63) != 0) {
      bits[size >>> 6] &= (1L << size) - 1;
    }
  }

  /**
   * Turns the raw answers of a test into its answer: negates them if asked, then decides cells
   * without a value.
   */
  static void finish(long[] bits, long[] valid, int size, boolean negate, boolean passesNull) {
    int words = words(size);
    for (int w = 0; w < words; w++) {
      long value = negate ? ~bits[w] : bits[w];
      bits[w] = (value & valid[w]) | (passesNull ? ~valid[w] : 0L);
    }
    clearTail(bits, size);
  }
}
