package dev.perspective4j.engine.column;

import static dev.perspective4j.engine.column.StringDictionary.FREE;
import static dev.perspective4j.engine.column.StringDictionary.hash;
import static dev.perspective4j.engine.column.StringDictionary.isEqual;
import static dev.perspective4j.engine.column.StringDictionary.length;
import static dev.perspective4j.engine.column.StringDictionary.offset;

import java.util.stream.IntStream;

/**
 * Looks many strings of one dictionary up in another.
 *
 * <p>A look-up goes to three places in memory, each of which says where the next one is and none of
 * which is likely to be in a cache. So a run of strings goes through them together, one place after
 * the other, and their waits overlap; and of many runs each processor gets some. Nothing is
 * changed.
 */
final class StringSearch {
  private static final int RUN = 256;

  /** Runs of one task. */
  private static final int TASK = 4 * RUN;

  /** Strings from which on a second processor pays. */
  private static final int MANY = 4 * TASK;

  private final StringDictionary.State from;
  private final long[] table;
  private final StringDictionary.State in;
  private final int[] hashes = new int[RUN];
  private final long[] entries = new long[RUN];
  private final long[] spans = new long[RUN];
  private final byte[] heads = new byte[RUN];

  private StringSearch(StringDictionary.State from, long[] table, StringDictionary.State in) {
    this.from = from;
    this.table = table;
    this.in = in;
  }

  /**
   * Finds strings.
   *
   * @param from where the strings are
   * @param codes which of them to look up; no two equal
   * @param count number of them
   * @param table hash and code of each string that can be found
   * @param in where those strings are
   * @param out gets the code of each, or -1 if it is not to be found, at the place of its code
   *     there
   */
  static void find(
      StringDictionary.State from,
      int[] codes,
      int count,
      long[] table,
      StringDictionary.State in,
      int[] out) {
    if (count < MANY) {
      new StringSearch(from, table, in).find(codes, 0, count, out);
      return;
    }
    IntStream.range(0, (count + TASK - 1) / TASK)
        .parallel()
        .forEach(
            task -> {
              int start = task * TASK;
              int end = Math.min(start + TASK, count);
              new StringSearch(from, table, in).find(codes, start, end, out);
            });
  }

  /** Codes differ, so tasks write to places of their own. */
  private void find(int[] codes, int start, int end, int[] out) {
    for (int at = start; at < end; at += RUN) {
      run(codes, at, Math.min(RUN, end - at), out);
    }
  }

  private void run(int[] codes, int start, int n, int[] out) {
    for (int i = 0; i < n; i++) {
      long span = from.spans()[codes[start + i]];
      hashes[i] = hash(from.chunk(span), offset(span), length(span));
    }
    int mask = table.length - 1;
    for (int i = 0; i < n; i++) {
      int at = hashes[i] & mask;
      long entry = table[at];
      while (entry != FREE && (int) (entry >>> 32) != hashes[i]) {
        at = (at + 1) & mask;
        entry = table[at];
      }
      entries[i] = entry;
    }
    for (int i = 0; i < n; i++) {
      // For a string that is not there the span of any other will do.
      spans[i] = in.spans()[Math.max(0, (int) entries[i])];
    }
    for (int i = 0; i < n; i++) {
      // There need not be a byte where an empty string is.
      long span = spans[i];
      heads[i] = length(span) == 0 ? 0 : in.chunk(span)[offset(span)];
    }
    for (int i = 0; i < n; i++) {
      int code = codes[start + i];
      long span = from.spans()[code];
      boolean done = entries[i] == FREE || isHere(spans[i], heads[i], span);
      out[code] = done ? (int) entries[i] : probe(hashes[i], span);
    }
  }

  /** The code of a string whose hash another string has, too; -1 if it is not to be found. */
  private int probe(int hash, long wanted) {
    int mask = table.length - 1;
    for (int at = hash & mask; table[at] != FREE; at = (at + 1) & mask) {
      int code = (int) table[at];
      long span = in.spans()[code];
      byte head = length(span) == 0 ? 0 : in.chunk(span)[offset(span)];
      if ((int) (table[at] >>> 32) == hash && isHere(span, head, wanted)) {
        return code;
      }
    }
    return -1;
  }

  private boolean isHere(long here, byte head, long wanted) {
    int length = length(wanted);
    if (length(here) != length) {
      return false;
    }
    byte[] text = from.chunk(wanted);
    int at = offset(wanted);
    return length == 0
        || (head == text[at] && isEqual(in.chunk(here), offset(here), text, at, length));
  }
}
