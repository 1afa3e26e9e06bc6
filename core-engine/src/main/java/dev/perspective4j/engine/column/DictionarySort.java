package dev.perspective4j.engine.column;

import java.util.Arrays;

/**
 * Sorts the codes of a dictionary by UTF-8 bytes.
 *
 * <p>Eight bytes at a time: codes are radix-sorted by the next eight bytes of their strings, then
 * runs of equal eight bytes are sorted by the following ones. Codes that are new since the last
 * sort are sorted alone and put in their places by binary search.
 */
final class DictionarySort {

  /*
   * Radix sort of strings from both ends (McIlroy, Bostic and McIlroy, "Engineering Radix Sort",
   * Computing Systems 6, 1993; Knuth, The Art of Computer Programming vol. 3, 5.2.5). From the
   * front, the strings are split by their next eight bytes, most significant first, as in their
   * radix exchange; within such a step the eight bytes, read as one big-endian number with zeros
   * for missing bytes, are sorted by counting from the last byte to the first, which is stable and
   * has no recursion.
   *
   * Invariant of sort(from, to, depth): the strings agree in their first depth bytes. Strings that
   * end within the eight bytes differ from longer ones by zeros at most, and go first, by length.
   * Runs below 40 strings are sorted by insertion with full comparisons.
   *
   * Cost: a pass over the codes for each byte in which a run differs; most dictionaries differ
   * within the first eight bytes and are done after one step. Adding m strings to n sorted ones
   * takes the sort of the m, m binary searches and one copy.
   */

  private static final int SMALL = 40;

  private final StringDictionary dictionary;
  private int[] codes;
  private long[] keys;
  private int[] otherCodes;
  private long[] otherKeys;

  private DictionarySort(StringDictionary dictionary, int[] codes) {
    this.dictionary = dictionary;
    this.codes = codes;
    this.keys = new long[codes.length];
    this.otherCodes = new int[codes.length];
    this.otherKeys = new long[codes.length];
  }

  /** All codes that were given out in order, given the order of the first ones. */
  static int[] extend(StringDictionary dictionary, int[] sorted) {
    int[] added = new int[dictionary.count() - sorted.length];
    for (int i = 0; i < added.length; i++) {
      added[i] = dictionary.codeAt(sorted.length + i);
    }
    DictionarySort sort = new DictionarySort(dictionary, added);
    sort.sort(0, added.length, 0);
    return sorted.length == 0 ? sort.codes : merge(dictionary, sorted, sort.codes);
  }

  private static int[] merge(StringDictionary dictionary, int[] sorted, int[] added) {
    int[] all = new int[sorted.length + added.length];
    int from = 0;
    for (int i = 0; i < added.length; i++) {
      int low = from;
      int high = sorted.length;
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (dictionary.compare(sorted[middle], added[i]) < 0) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      System.arraycopy(sorted, from, all, from + i, low - from);
      all[low + i] = added[i];
      from = low;
    }
    System.arraycopy(sorted, from, all, from + added.length, sorted.length - from);
    return all;
  }

  /** Sorts codes {@code [from, to)}, whose strings agree in the first {@code depth} bytes. */
  private void sort(int from, int to, int depth) {
    if (to - from < SMALL) {
      insertionSort(from, to);
      return;
    }
    long differing = 0;
    for (int i = from; i < to; i++) {
      keys[i] = dictionary.prefix(codes[i], depth);
      differing |= keys[i] ^ keys[from];
    }
    radixSort(from, to, differing);
    int start = from;
    for (int i = from + 1; i <= to; i++) {
      if (i == to || keys[i] != keys[start]) {
        if (i - start > 1) {
          sortEqual(start, i, depth + Long.BYTES);
        }
        start = i;
      }
    }
  }

  /**
   * Sorts codes whose strings agree in {@code depth} bytes, zeros taken for missing ones. Strings
   * that end before are prefixes of the others but for zeros: they come first, shortest first.
   */
  private void sortEqual(int from, int to, int depth) {
    int ended = from;
    for (int i = from; i < to; i++) {
      if (dictionary.length(codes[i]) <= depth) {
        int code = codes[i];
        codes[i] = codes[ended];
        codes[ended++] = code;
      }
    }
    insertionSort(from, ended);
    if (to - ended > 1) {
      sort(ended, to, depth);
    }
  }

  private void insertionSort(int from, int to) {
    for (int i = from + 1; i < to; i++) {
      int code = codes[i];
      int at = i;
      while (at > from && dictionary.compare(codes[at - 1], code) > 0) {
        codes[at] = codes[at - 1];
        at--;
      }
      codes[at] = code;
    }
  }

  /** Sorts by key, byte by byte from the last, leaving out bytes that are all equal. */
  private void radixSort(int from, int to, long differing) {
    int[] counts = new int[257];
    boolean moved = false;
    for (int shift = 0; shift < 64; shift += 8) {
      if (((differing >>> shift) & 0xFF) == 0) {
        continue;
      }
      Arrays.fill(counts, 0);
      for (int i = from; i < to; i++) {
        counts[(int) (keys[i] >>> shift & 0xFF) + 1]++;
      }
      for (int i = 0; i < 256; i++) {
        counts[i + 1] += counts[i];
      }
      for (int i = from; i < to; i++) {
        int at = from + counts[(int) (keys[i] >>> shift & 0xFF)]++;
        otherKeys[at] = keys[i];
        otherCodes[at] = codes[i];
      }
      swap();
      moved = !moved;
    }
    if (moved) {
      System.arraycopy(keys, from, otherKeys, from, to - from);
      System.arraycopy(codes, from, otherCodes, from, to - from);
      swap();
    }
  }

  private void swap() {
    long[] k = keys;
    keys = otherKeys;
    otherKeys = k;
    int[] c = codes;
    codes = otherCodes;
    otherCodes = c;
  }
}
