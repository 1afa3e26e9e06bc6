package dev.perspective4j.engine.column;

import dev.perspective4j.engine.EngineException;
import java.util.Arrays;

/**
 * Makes dictionaries of strings that come end to end, as they are: code {@code i} is string {@code
 * i}, and equal strings may have several codes.
 *
 * <p>That is what rows on their way into a table need: the table looks each string up in its own
 * dictionary, and doing the same here before would be most of the work of reading them. Nothing can
 * be looked up in such a dictionary, added to it or ranked.
 */
public final class StringList {
  private byte[][] chunks = new byte[4][];
  private int chunkCount;
  private final long[] spans;

  private StringList(int count) {
    spans = new long[count];
  }

  /**
   * A dictionary of strings.
   *
   * @param utf8 the strings; copied
   * @param ends where each ends; the first begins at 0, the others where the one before ends
   * @throws EngineException if they take more than 65,536 chunks of 64 KiB
   */
  public static StringDictionary of(byte[] utf8, int[] ends) {
    StringList list = new StringList(ends.length);
    int first = 0;
    int start = 0;
    while (first < ends.length) {
      int next = first + 1;
      // Offsets have 16 bits, so not even an empty string fits behind the last byte.
      while (next < ends.length
          && ends[next] - start <= StringDictionary.CHUNK
          && ends[next - 1] - start < StringDictionary.CHUNK) {
        next++;
      }
      list.add(utf8, start, ends, first, next);
      first = next;
      start = ends[next - 1];
    }
    return new StringDictionary(new StringDictionary.State(list.chunks, list.spans), ends.length);
  }

  private void add(byte[] utf8, int start, int[] ends, int first, int next) {
    if (chunkCount == StringDictionary.CHUNK) {
      throw new EngineException("a string column holds too much distinct text");
    }
    if (chunkCount == chunks.length) {
      chunks = Arrays.copyOf(chunks, chunkCount * 2);
    }
    chunks[chunkCount] = Arrays.copyOfRange(utf8, start, ends[next - 1]);
    int from = start;
    for (int i = first; i < next; i++) {
      spans[i] = StringDictionary.span(chunkCount, from - start, ends[i] - from);
      from = ends[i];
    }
    chunkCount++;
  }
}
