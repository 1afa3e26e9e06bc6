package dev.perspective4j.engine.column;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The distinct strings of one column, as UTF-8, numbered in order of first use.
 *
 * <p>Append-only: a code stays valid and equal codes mean equal strings for the life of the
 * dictionary. Bytes live end to end in chunks; an open-addressing hash table of codes finds a
 * string again. {@link #ranks()} gives the collation rank of each code (order of UTF-8 bytes),
 * built when first asked for and kept until the dictionary grows. Belongs to the strand of its
 * table.
 */
public final class StringDictionary {
  private static final int CHUNK_BITS = 16;
  private static final int CHUNK = 1 << CHUNK_BITS;

  private byte[][] chunks = new byte[4][];
  private int chunkCount;
  private int chunkUsed = CHUNK;
  private int size;
  private int[] chunkOf = new int[16];
  private int[] startOf = new int[16];
  private int[] lengthOf = new int[16];
  private int[] hashOf = new int[16];
  private int[] table = new int[32];
  private int[] ranks = {};

  /** An empty dictionary. */
  public StringDictionary() {
    Arrays.fill(table, -1);
  }

  /** Number of distinct strings; codes are {@code [0, size)}. */
  public int size() {
    return size;
  }

  /** The code of a string, adding it if it is new. */
  public int intern(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    return intern(utf8, 0, utf8.length);
  }

  /** The code of UTF-8 bytes, adding them if they are new. */
  public int intern(byte[] utf8, int offset, int length) {
    int hash = hash(utf8, offset, length);
    int at = probe(utf8, offset, length, hash);
    if (table[at] >= 0) {
      return table[at];
    }
    int code = append(utf8, offset, length, hash);
    table[at] = code;
    if (size * 2 > table.length) {
      rehash();
    }
    return code;
  }

  /** The code of a string of another dictionary, adding it if it is new. */
  public int intern(StringDictionary other, int code) {
    return intern(other.chunks[other.chunkOf[code]], other.startOf[code], other.lengthOf[code]);
  }

  /** The code of a string, or -1 if the dictionary does not have it. */
  public int find(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    return table[probe(utf8, 0, utf8.length, hash(utf8, 0, utf8.length))];
  }

  /** The string behind a code. */
  public String string(int code) {
    return new String(chunks[chunkOf[code]], startOf[code], lengthOf[code], StandardCharsets.UTF_8);
  }

  /** Number of UTF-8 bytes of the string behind a code. */
  public int length(int code) {
    return lengthOf[code];
  }

  /**
   * Copies the UTF-8 bytes behind a code.
   *
   * @return number of bytes copied
   */
  public int copyTo(int code, byte[] target, int offset) {
    System.arraycopy(chunks[chunkOf[code]], startOf[code], target, offset, lengthOf[code]);
    return lengthOf[code];
  }

  /** Compares two strings by their UTF-8 bytes, unsigned. */
  public int compare(int codeA, int codeB) {
    return Arrays.compareUnsigned(
        chunks[chunkOf[codeA]],
        startOf[codeA],
        startOf[codeA] + lengthOf[codeA],
        chunks[chunkOf[codeB]],
        startOf[codeB],
        startOf[codeB] + lengthOf[codeB]);
  }

  /** Collation rank of each code; valid until the dictionary grows. Do not modify. */
  public int[] ranks() {
    if (ranks.length != size) {
      Integer[] order = new Integer[size];
      Arrays.setAll(order, i -> i);
      Arrays.sort(order, this::compare);
      int[] result = new int[size];
      for (int rank = 0; rank < size; rank++) {
        result[order[rank]] = rank;
      }
      ranks = result;
    }
    return ranks;
  }

  private int append(byte[] utf8, int offset, int length, int hash) {
    if (chunkUsed + length > CHUNK || chunkCount == 0) {
      if (chunkCount == chunks.length) {
        chunks = Arrays.copyOf(chunks, chunks.length * 2);
      }
      chunks[chunkCount++] = new byte[Math.max(CHUNK, length)];
      chunkUsed = 0;
    }
    int code = size++;
    if (code == chunkOf.length) {
      chunkOf = Arrays.copyOf(chunkOf, code * 2);
      startOf = Arrays.copyOf(startOf, code * 2);
      lengthOf = Arrays.copyOf(lengthOf, code * 2);
      hashOf = Arrays.copyOf(hashOf, code * 2);
    }
    byte[] chunk = chunks[chunkCount - 1];
    System.arraycopy(utf8, offset, chunk, chunkUsed, length);
    chunkOf[code] = chunkCount - 1;
    startOf[code] = chunkUsed;
    lengthOf[code] = length;
    hashOf[code] = hash;
    chunkUsed += length;
    return code;
  }

  private int probe(byte[] utf8, int offset, int length, int hash) {
    int mask = table.length - 1;
    int at = hash & mask;
    while (true) {
      int code = table[at];
      if (code < 0) {
        return at;
      }
      if (hashOf[code] == hash
          && Arrays.equals(
              chunks[chunkOf[code]],
              startOf[code],
              startOf[code] + lengthOf[code],
              utf8,
              offset,
              offset + length)) {
        return at;
      }
      at = (at + 1) & mask;
    }
  }

  private void rehash() {
    int[] bigger = new int[table.length * 2];
    Arrays.fill(bigger, -1);
    int mask = bigger.length - 1;
    for (int code = 0; code < size; code++) {
      int at = hashOf[code] & mask;
      while (bigger[at] >= 0) {
        at = (at + 1) & mask;
      }
      bigger[at] = code;
    }
    table = bigger;
  }

  private static int hash(byte[] utf8, int offset, int length) {
    int h = length;
    for (int i = offset; i < offset + length; i++) {
      h = h * 31 + utf8[i];
    }
    h *= 0x9E3779B1;
    return h ^ (h >>> 15);
  }
}
