package dev.perspective4j.engine.table;

import java.util.Arrays;

/**
 * An open-addressing hash table from 64-bit keys to slots, with linear probing.
 *
 * <p>Two parallel arrays, filled to at most two thirds; a slot of -1 marks a free place. Removal
 * shifts the followers of a run back, so there are no tombstones and lookups never degrade.
 */
public final class HashedKeys implements KeyMap {

  /*
   * Knuth, The Art of Computer Programming vol. 3, 6.4: Algorithm L (linear probing) and Algorithm
   * R (deletion by moving back the followers of the hole). The home of a key is taken from the
   * upper half of its product with 2^64 divided by the golden ratio (multiplicative, or Fibonacci,
   * hashing, same section), which spreads keys that count up evenly.
   *
   * Invariants: the length is a power of two; between the home of a key and its place no place is
   * free; at most two thirds of the places are taken, so that a look-up ends, after two probes on
   * average for a hit and five for a miss.
   *
   * Layout: keys and slots apart, 12 bytes a place, because probing reads slots first: the slot
   * alone shows that a place is free. getAll goes over the keys twice, first for the slots and then
   * for the keys: the loads of different keys do not depend on each other, and the processor has
   * many of them under way at once.
   */

  private long[] keys = new long[16];
  private int[] slots = new int[16];
  private int size;

  /** An empty table. */
  public HashedKeys() {
    Arrays.fill(slots, -1);
  }

  @Override
  public int get(long key) {
    int mask = slots.length - 1;
    int at = home(key, mask);
    while (slots[at] >= 0) {
      if (keys[at] == key) {
        return slots[at];
      }
      at = (at + 1) & mask;
    }
    return -1;
  }

  @Override
  public void getAll(long[] sought, int[] out) {
    int mask = slots.length - 1;
    // Both places of every key are asked for before any is compared: a mispredicted comparison
    // would make the processor throw away what it has begun for the keys that follow.
    for (int i = 0; i < sought.length; i++) {
      out[i] = slots[home(sought[i], mask)];
    }
    for (int i = 0; i < sought.length; i++) {
      if (out[i] >= 0 && keys[home(sought[i], mask)] != sought[i]) {
        out[i] = get(sought[i]);
      }
    }
  }

  @Override
  public void put(long key, int slot) {
    int mask = slots.length - 1;
    int at = home(key, mask);
    while (slots[at] >= 0) {
      if (keys[at] == key) {
        slots[at] = slot;
        return;
      }
      at = (at + 1) & mask;
    }
    keys[at] = key;
    slots[at] = slot;
    if (++size > slots.length / 3 * 2) {
      resize(slots.length * 2);
    }
  }

  @Override
  public void remove(long key) {
    int mask = slots.length - 1;
    int at = home(key, mask);
    while (slots[at] >= 0 && keys[at] != key) {
      at = (at + 1) & mask;
    }
    if (slots[at] < 0) {
      return;
    }
    size--;
    int hole = at;
    for (int next = (hole + 1) & mask; slots[next] >= 0; next = (next + 1) & mask) {
      int home = home(keys[next], mask);
      if (((next - home) & mask) >= ((next - hole) & mask)) {
        keys[hole] = keys[next];
        slots[hole] = slots[next];
        hole = next;
      }
    }
    slots[hole] = -1;
  }

  @Override
  public void reserve(int more) {
    long wanted = (size + (long) more) * 3 / 2 + 1;
    if (wanted > slots.length) {
      resize((int) Math.min(1 << 30, Long.highestOneBit(wanted - 1) << 1));
    }
  }

  @Override
  public void clear() {
    keys = new long[16];
    slots = new int[16];
    Arrays.fill(slots, -1);
    size = 0;
  }

  private void resize(int capacity) {
    long[] oldKeys = keys;
    int[] oldSlots = slots;
    keys = new long[capacity];
    slots = new int[capacity];
    Arrays.fill(slots, -1);
    int mask = capacity - 1;
    for (int i = 0; i < oldSlots.length; i++) {
      if (oldSlots[i] >= 0) {
        int at = home(oldKeys[i], mask);
        while (slots[at] >= 0) {
          at = (at + 1) & mask;
        }
        keys[at] = oldKeys[i];
        slots[at] = oldSlots[i];
      }
    }
  }

  private static int home(long key, int mask) {
    long h = key * 0x9E3779B97F4A7C15L;
    return (int) (h >>> 32) & mask;
  }
}
