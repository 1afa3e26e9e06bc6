package dev.perspective4j.engine.order;

import java.util.Arrays;

/**
 * Slots in order, in blocks: insert and remove by comparison, read by position.
 *
 * <p>A block holds at most 512 slots and is split in two when full; an empty one goes. Finding a
 * slot takes O(log n) comparisons. Inserting moves part of one block (under 2 KB) and, once in
 * hundreds of times, the list of blocks; finding a position adds up block sizes, n / 512 of them at
 * most.
 */
public final class BlockedSlots {

  /*
   * A sorted sequence as a list of sorted blocks: the leaves of a B+ tree (Bayer and McCreight,
   * "Organization and Maintenance of Large Ordered Indexes", 1972; Knuth, The Art of Computer
   * Programming vol. 3, 6.2.4) under a single flat node.
   *
   * Layout: blocks[b] has counts[b] slots from its start; no block is empty, all slots of a block
   * stand before those of the next. A new list fills blocks to 384 of 512, so that the first
   * insertions split none. A list of one block has just the room it needs, since partitions of
   * windows are many and mostly small.
   *
   * Why not a tree: comparisons reach into columns and cost more than moving a few hundred ints,
   * and a flat list of blocks keeps the search free of pointers. With n slots, insert and remove
   * take O(log n) comparisons and O(512 + n / 512) moves, a position takes O(n / 512) additions; at
   * ten million slots that is 20,000 additions, once per read.
   */

  private static final int CAPACITY = 512;
  private static final int FILL = 384;
  private static final int SMALLEST = 8;

  private int[][] blocks = new int[4][];
  private int[] counts = new int[4];
  private int blockCount;
  private int size;

  /** A list of {@code slots[0, count)}, which are in order. */
  public static BlockedSlots of(int[] slots, int count) {
    BlockedSlots list = new BlockedSlots();
    int blocks = (count + FILL - 1) / FILL;
    list.blocks = new int[Math.max(4, blocks)][];
    list.counts = new int[Math.max(4, blocks)];
    for (int at = 0; at < count; at += FILL) {
      int length = Math.min(FILL, count - at);
      int[] block = new int[blocks == 1 ? Math.max(SMALLEST, length) : CAPACITY];
      System.arraycopy(slots, at, block, 0, length);
      list.blocks[list.blockCount] = block;
      list.counts[list.blockCount++] = length;
    }
    list.size = count;
    return list;
  }

  /** Number of slots. */
  public int size() {
    return size;
  }

  /** The last slot. */
  public int last() {
    return blocks[blockCount - 1][counts[blockCount - 1] - 1];
  }

  /** Inserts a slot at its place. */
  public void insert(int slot, SlotComparator order) {
    if (blockCount == 0) {
      int[] block = new int[SMALLEST];
      block[0] = slot;
      addBlock(0, block, 1);
      size = 1;
      return;
    }
    int b = Math.min(blockOf(slot, order), blockCount - 1);
    if (counts[b] == CAPACITY) {
      split(b);
      if (order.compare(blocks[b][counts[b] - 1], slot) < 0) {
        b++;
      }
    }
    if (counts[b] == blocks[b].length) {
      blocks[b] = Arrays.copyOf(blocks[b], Math.min(CAPACITY, counts[b] * 2));
    }
    int at = placeIn(b, slot, order);
    System.arraycopy(blocks[b], at, blocks[b], at + 1, counts[b] - at);
    blocks[b][at] = slot;
    counts[b]++;
    size++;
  }

  /** Removes a slot if it is there. */
  public void remove(int slot, SlotComparator order) {
    int b = blockOf(slot, order);
    if (b == blockCount) {
      return;
    }
    int at = placeIn(b, slot, order);
    if (at == counts[b] || blocks[b][at] != slot) {
      return;
    }
    System.arraycopy(blocks[b], at + 1, blocks[b], at, counts[b] - at - 1);
    counts[b]--;
    size--;
    if (counts[b] == 0) {
      dropBlock(b);
    }
  }

  /** Copies the slots at positions {@code [from, from + count)}. */
  public void copy(int from, int count, int[] out) {
    int b = 0;
    int at = from;
    while (b < blockCount && at >= counts[b]) {
      at -= counts[b++];
    }
    for (int done = 0; done < count; b++) {
      int length = Math.min(counts[b] - at, count - done);
      System.arraycopy(blocks[b], at, out, done, length);
      done += length;
      at = 0;
    }
  }

  /** The position of a slot: the number of slots that stand before it. */
  public int position(int slot, SlotComparator order) {
    int b = blockOf(slot, order);
    int position = b == blockCount ? 0 : placeIn(b, slot, order);
    for (int before = 0; before < b; before++) {
      position += counts[before];
    }
    return position;
  }

  /** The slot at a position. */
  public int get(int position) {
    int b = 0;
    int at = position;
    while (at >= counts[b]) {
      at -= counts[b++];
    }
    return blocks[b][at];
  }

  /** The first block whose last slot does not stand before the given one. */
  private int blockOf(int slot, SlotComparator order) {
    int low = 0;
    int high = blockCount;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (order.compare(blocks[middle][counts[middle] - 1], slot) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private int placeIn(int b, int slot, SlotComparator order) {
    int low = 0;
    int high = counts[b];
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (order.compare(blocks[b][middle], slot) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private void split(int b) {
    int half = CAPACITY / 2;
    int[] upper = new int[CAPACITY];
    System.arraycopy(blocks[b], half, upper, 0, CAPACITY - half);
    counts[b] = half;
    addBlock(b + 1, upper, CAPACITY - half);
  }

  private void addBlock(int b, int[] block, int count) {
    if (blockCount == blocks.length) {
      blocks = Arrays.copyOf(blocks, blockCount * 2);
      counts = Arrays.copyOf(counts, blockCount * 2);
    }
    System.arraycopy(blocks, b, blocks, b + 1, blockCount - b);
    System.arraycopy(counts, b, counts, b + 1, blockCount - b);
    blocks[b] = block;
    counts[b] = count;
    blockCount++;
  }

  private void dropBlock(int b) {
    System.arraycopy(blocks, b + 1, blocks, b, blockCount - b - 1);
    System.arraycopy(counts, b + 1, counts, b, blockCount - b - 1);
    blockCount--;
  }
}
