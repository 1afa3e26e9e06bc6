package dev.perspective4j.engine.arrow;

import dev.perspective4j.engine.EngineException;
import dev.perspective4j.engine.column.StringDictionary;
import dev.perspective4j.engine.column.Vector;
import java.util.Arrays;

/**
 * The strings a vector really uses, numbered in order of first use, and its cells as indices into
 * them.
 *
 * <p>The dictionary of a column may hold millions of strings while a viewport shows fifty, so
 * memory here is proportional to the smaller of the two: a table by code if there are at least as
 * many cells as strings, a hash table otherwise.
 */
final class UsedStrings {

  private final int[] indices;
  private final int[] offsets;
  private final byte[] data;
  private final int count;

  UsedStrings(Vector cells) {
    StringDictionary dictionary = cells.dictionary();
    int size = cells.size();
    int[] used = new int[Math.min(size, dictionary.size())];
    indices = new int[size];
    count =
        dictionary.size() <= size
            ? numberByTable(cells, dictionary.size(), indices, used)
            : numberByHash(cells, indices, used);
    offsets = new int[count + 1];
    long length = 0;
    for (int i = 0; i < count; i++) {
      length += dictionary.length(used[i]);
      if (length > Integer.MAX_VALUE - 64) {
        throw new EngineException("Result exceeds 2 GiB; read it in smaller windows");
      }
      offsets[i + 1] = (int) length;
    }
    data = new byte[(int) length];
    for (int i = 0; i < count; i++) {
      dictionary.copyTo(used[i], data, offsets[i]);
    }
  }

  /** Number of distinct strings. */
  int count() {
    return count;
  }

  /** Index of the string of each cell; 0 for nulls. */
  BodyBuffer indices() {
    return BodyBuffer.ints(indices, indices.length);
  }

  /** Start of each string in {@link #data}, and the end of the last. */
  BodyBuffer offsets() {
    return BodyBuffer.ints(offsets, offsets.length);
  }

  /** The strings end to end. */
  BodyBuffer data() {
    return BodyBuffer.bytes(data, data.length);
  }

  private static int numberByTable(Vector cells, int codes, int[] indices, int[] used) {
    int[] numberOf = new int[codes];
    Arrays.fill(numberOf, -1);
    int[] cellCodes = cells.codes();
    int count = 0;
    for (int i = 0; i < indices.length; i++) {
      if (cells.isNull(i)) {
        continue;
      }
      int code = cellCodes[i];
      int number = numberOf[code];
      if (number < 0) {
        number = count++;
        numberOf[code] = number;
        used[number] = code;
      }
      indices[i] = number;
    }
    return count;
  }

  private static int numberByHash(Vector cells, int[] indices, int[] used) {
    int slots = Integer.highestOneBit(Math.max(8, indices.length)) * 4;
    int mask = slots - 1;
    int[] numberAt = new int[slots];
    Arrays.fill(numberAt, -1);
    int[] cellCodes = cells.codes();
    int count = 0;
    for (int i = 0; i < indices.length; i++) {
      if (cells.isNull(i)) {
        continue;
      }
      int code = cellCodes[i];
      int hash = code * 0x9E3779B1;
      int at = (hash ^ (hash >>> 15)) & mask;
      while (numberAt[at] >= 0 && used[numberAt[at]] != code) {
        at = (at + 1) & mask;
      }
      if (numberAt[at] < 0) {
        used[count] = code;
        numberAt[at] = count++;
      }
      indices[i] = numberAt[at];
    }
    return count;
  }
}
