package dev.perspective4j.engine.filter;

import java.util.Arrays;

/**
 * A set of slots as a bitmap with counts.
 *
 * <p>Adding, removing and asking are O(1). The member of a given rank is found by running over the
 * counts of blocks (4,096 slots) and superblocks (262,144 slots), then over the words of one block:
 * about a hundred steps for a million slots.
 */
public final class SlotSet implements RowSet {
  private static final int BLOCK_BITS = 12;
  private static final int SUPER_BITS = 18;

  private long[] words = new long[1 << (BLOCK_BITS - 6)];
  private int[] blocks = new int[1];
  private int[] supers = new int[1];
  private int size;

  @Override
  public int size() {
    return size;
  }

  @Override
  public boolean contains(int slot) {
    int word = slot >>> 6;
    return word < words.length && (words[word] >>> slot & 1L) != 0;
  }

  /** Adds a slot; harmless if it is a member. */
  public void add(int slot) {
    ensure(slot);
    long bit = 1L << slot;
    if ((words[slot >>> 6] & bit) == 0) {
      words[slot >>> 6] |= bit;
      count(slot, 1);
    }
  }

  /**
   * Removes a slot.
   *
   * @return whether it was a member
   */
  public boolean remove(int slot) {
    if (!contains(slot)) {
      return false;
    }
    words[slot >>> 6] &= ~(1L << slot);
    count(slot, -1);
    return true;
  }

  /** Removes everything. */
  public void clear() {
    Arrays.fill(words, 0L);
    Arrays.fill(blocks, 0);
    Arrays.fill(supers, 0);
    size = 0;
  }

  /** Makes room for slots below {@code limit}, so that {@link #fill} can run on several threads. */
  void reserve(int limit) {
    if (limit > 0) {
      ensure(limit - 1);
    }
  }

  /**
   * Copies bits into empty space without counting them; {@link #recount} has to follow.
   *
   * @param slot a multiple of 64, room for {@code count} bits from it on is {@linkplain #reserve
   *     reserved}
   */
  void fill(int slot, long[] bits, int count) {
    System.arraycopy(bits, 0, words, slot >>> 6, Bits.words(count));
  }

  /** Counts all members anew. */
  void recount() {
    Arrays.fill(blocks, 0);
    Arrays.fill(supers, 0);
    size = 0;
    for (int w = 0; w < words.length; w++) {
      if (words[w] != 0) {
        count(w << 6, Long.bitCount(words[w]));
      }
    }
  }

  @Override
  public int select(int rank) {
    if (rank < 0 || rank >= size) {
      throw new IndexOutOfBoundsException("rank " + rank + " of " + size);
    }
    int left = rank;
    int superblock = 0;
    while (left >= supers[superblock]) {
      left -= supers[superblock++];
    }
    int block = superblock << (SUPER_BITS - BLOCK_BITS);
    while (left >= blocks[block]) {
      left -= blocks[block++];
    }
    int w = block << (BLOCK_BITS - 6);
    while (left >= Long.bitCount(words[w])) {
      left -= Long.bitCount(words[w++]);
    }
    long word = words[w];
    for (; left > 0; left--) {
      word &= word - 1;
    }
    return (w << 6) + Long.numberOfTrailingZeros(word);
  }

  @Override
  public int copy(int from, int[] out) {
    int copied = 0;
    int w = from >>> 6;
    long word = w < words.length ? words[w] & (-1L << from) : 0L;
    while (copied < out.length) {
      while (word == 0) {
        if (++w >= words.length) {
          return copied;
        }
        if ((w & ((1 << (BLOCK_BITS - 6)) - 1)) == 0 && blocks[w >>> (BLOCK_BITS - 6)] == 0) {
          w += (1 << (BLOCK_BITS - 6)) - 1;
          continue;
        }
        word = words[w];
      }
      out[copied++] = (w << 6) + Long.numberOfTrailingZeros(word);
      word &= word - 1;
    }
    return copied;
  }

  private void count(int slot, int difference) {
    blocks[slot >>> BLOCK_BITS] += difference;
    supers[slot >>> SUPER_BITS] += difference;
    size += difference;
  }

  private void ensure(int slot) {
    int block = slot >>> BLOCK_BITS;
    if (block >= blocks.length) {
      int capacity =
          Math.max(block + 1, (int) Math.min(Integer.MAX_VALUE >>> 13, blocks.length * 3L / 2 + 1));
      blocks = Arrays.copyOf(blocks, capacity);
      words = Arrays.copyOf(words, capacity << (BLOCK_BITS - 6));
      supers = Arrays.copyOf(supers, (capacity >>> (SUPER_BITS - BLOCK_BITS)) + 1);
    }
  }
}
