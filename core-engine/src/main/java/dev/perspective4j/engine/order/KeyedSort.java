package dev.perspective4j.engine.order;

import java.util.Arrays;

/**
 * Sorts slots by signed 64-bit keys: least-significant-digit radix sort on parallel arrays.
 *
 * <p>Stable, O(n) per digit that differs at all; digits in which all keys agree cost one look.
 * Keeps its scratch arrays between small sorts. Belongs to one thread.
 */
public final class KeyedSort {

  /*
   * Radix sort by counting, least significant digit first (Knuth, The Art of Computer Programming
   * vol. 3, 5.2.5). Each pass counts the values of a digit, turns counts into starts, and moves
   * keys and slots to the other pair of arrays; a pass keeps the order of equal digits, so after
   * the last the whole is sorted and stable. The sign bit is flipped while looking, so negative
   * keys come first.
   *
   * Digits have 8 bits below 32,768 keys, when the table of counts should stay small beside the
   * keys, else 11. A digit in which all keys agree is skipped; real keys differ in few. Up to 24
   * keys go by insertion, and keys that are in order already are noticed by one pass.
   */

  private static final int KEPT = 1 << 14;
  private static final int INSERTION = 24;

  private long[] otherKeys = {};
  private int[] otherSlots = {};

  /** A sorter without scratch arrays yet. */
  public KeyedSort() {}

  /**
   * Sorts {@code keys[0, count)} ascending and {@code slots[offset, offset + count)} along with it.
   */
  public void sort(long[] keys, int[] slots, int offset, int count) {
    if (count <= INSERTION) {
      insertionSort(keys, slots, offset, count);
    } else if (!isSorted(keys, count)) {
      radixSort(keys, slots, offset, count, count < 1 << 15 ? 8 : 11);
    }
  }

  private static boolean isSorted(long[] keys, int count) {
    for (int i = 1; i < count; i++) {
      if (keys[i - 1] > keys[i]) {
        return false;
      }
    }
    return true;
  }

  private static void insertionSort(long[] keys, int[] slots, int offset, int count) {
    for (int i = 1; i < count; i++) {
      long key = keys[i];
      int slot = slots[offset + i];
      int k = i - 1;
      for (; k >= 0 && keys[k] > key; k--) {
        keys[k + 1] = keys[k];
        slots[offset + k + 1] = slots[offset + k];
      }
      keys[k + 1] = key;
      slots[offset + k + 1] = slot;
    }
  }

  private void radixSort(long[] keys, int[] slots, int offset, int count, int digitBits) {
    int digits = (64 + digitBits - 1) / digitBits;
    int mask = (1 << digitBits) - 1;
    long differing = differingBits(keys, count);
    if (otherKeys.length < count) {
      otherKeys = new long[count];
      otherSlots = new int[count];
    }
    long[] fromKeys = keys;
    int[] fromSlots = slots;
    int fromOffset = offset;
    long[] toKeys = otherKeys;
    int[] toSlots = otherSlots;
    int toOffset = 0;
    int[] starts = new int[mask + 2];
    boolean elsewhere = false;
    for (int digit = 0; digit < digits; digit++) {
      int shift = digit * digitBits;
      if (((differing >>> shift) & mask) == 0) {
        continue;
      }
      Arrays.fill(starts, 0);
      for (int i = 0; i < count; i++) {
        starts[(int) ((fromKeys[i] ^ Long.MIN_VALUE) >>> shift & mask) + 1]++;
      }
      for (int d = 0; d <= mask; d++) {
        starts[d + 1] += starts[d];
      }
      for (int i = 0; i < count; i++) {
        long key = fromKeys[i];
        int at = starts[(int) ((key ^ Long.MIN_VALUE) >>> shift & mask)]++;
        toKeys[at] = key;
        toSlots[toOffset + at] = fromSlots[fromOffset + i];
      }
      long[] keysSwap = fromKeys;
      fromKeys = toKeys;
      toKeys = keysSwap;
      int[] slotsSwap = fromSlots;
      fromSlots = toSlots;
      toSlots = slotsSwap;
      int offsetSwap = fromOffset;
      fromOffset = toOffset;
      toOffset = offsetSwap;
      elsewhere = !elsewhere;
    }
    if (elsewhere) {
      System.arraycopy(fromKeys, 0, keys, 0, count);
      System.arraycopy(fromSlots, fromOffset, slots, offset, count);
    }
    if (otherKeys.length > KEPT) {
      otherKeys = new long[0];
      otherSlots = new int[0];
    }
  }

  private static long differingBits(long[] keys, int count) {
    long first = keys[0];
    long differing = 0;
    for (int i = 1; i < count; i++) {
      differing |= keys[i] ^ first;
    }
    return differing;
  }
}
