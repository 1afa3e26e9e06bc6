package dev.perspective4j.engine.group.tree;

import dev.perspective4j.engine.column.StringDictionary;
import java.util.Arrays;

/**
 * Ranks of some strings of a dictionary, in time that depends on how many they are, not on the size
 * of the dictionary.
 *
 * <p>Exact order keys of the dictionary are ranks already; others decide most comparisons, and the
 * strings themselves the rest.
 */
public final class TextRanks {
  private TextRanks() {}

  /**
   * A long per code in the order of the strings; equal for equal codes, lowest for a code below 0.
   */
  public static long[] of(StringDictionary dictionary, int[] codes, int n) {
    if (dictionary.hasExactOrderKeys()) {
      long[] keys = new long[n];
      for (int i = 0; i < n; i++) {
        keys[i] = codes[i] < 0 ? Long.MIN_VALUE : dictionary.orderKey(codes[i]);
      }
      return keys;
    }
    int[] distinct = Arrays.copyOf(codes, n);
    Arrays.sort(distinct);
    int count = 0;
    for (int i = 0; i < n; i++) {
      if (distinct[i] >= 0 && (count == 0 || distinct[count - 1] != distinct[i])) {
        distinct[count++] = distinct[i];
      }
    }
    long[] prefixes = new long[count];
    int[] order = new int[count];
    for (int i = 0; i < count; i++) {
      prefixes[i] = dictionary.orderKey(distinct[i]);
      order[i] = i;
    }
    IntOrder.sort(
        order,
        0,
        count,
        (a, b) -> {
          int byPrefix = Long.compare(prefixes[a], prefixes[b]);
          return byPrefix != 0 ? byPrefix : dictionary.compare(distinct[a], distinct[b]);
        });
    int[] rankOf = new int[count];
    for (int rank = 0; rank < count; rank++) {
      rankOf[order[rank]] = rank;
    }
    long[] ranks = new long[n];
    for (int i = 0; i < n; i++) {
      ranks[i] =
          codes[i] < 0 ? Long.MIN_VALUE : rankOf[Arrays.binarySearch(distinct, 0, count, codes[i])];
    }
    return ranks;
  }
}
