package dev.perspective4j.engine.aggregate;

import java.util.Arrays;

/** Counts equal bits: an open-addressing hash table that is emptied in the time it was filled. */
final class ValueCounts {
  private long[] keys = new long[64];
  private int[] counts = new int[64];
  private int size;

  /** Number of distinct keys. */
  int size() {
    return size;
  }

  void clear() {
    Arrays.fill(counts, 0);
    size = 0;
  }

  /**
   * Counts a key.
   *
   * @return how often it was counted so far, this time included
   */
  int count(long key) {
    int mask = keys.length - 1;
    int at = hash(key) & mask;
    while (counts[at] != 0 && keys[at] != key) {
      at = (at + 1) & mask;
    }
    if (counts[at] == 0) {
      keys[at] = key;
      counts[at] = 1;
      if (++size * 2 > keys.length) {
        grow();
      }
      return 1;
    }
    return ++counts[at];
  }

  /** The distinct keys, in any order. */
  long[] keys() {
    long[] result = new long[size];
    int n = 0;
    for (int at = 0; at < keys.length; at++) {
      if (counts[at] != 0) {
        result[n++] = keys[at];
      }
    }
    return result;
  }

  private void grow() {
    long[] oldKeys = keys;
    int[] oldCounts = counts;
    keys = new long[oldKeys.length * 2];
    counts = new int[oldKeys.length * 2];
    int mask = keys.length - 1;
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldCounts[i] != 0) {
        int at = hash(oldKeys[i]) & mask;
        while (counts[at] != 0) {
          at = (at + 1) & mask;
        }
        keys[at] = oldKeys[i];
        counts[at] = oldCounts[i];
      }
    }
  }

  private static int hash(long key) {
    long h = key * 0x9E3779B97F4A7C15L;
    return (int) (h >>> 32);
  }
}
