package dev.perspective4j.engine.table;

import java.util.Arrays;

/**
 * An open-addressing hash table from 64-bit keys to slots, with linear probing.
 *
 * <p>Two parallel arrays, filled to at most two thirds; a slot of -1 marks a free place. Removal
 * shifts the followers of a run back, so there are no tombstones and lookups never degrade.
 */
public final class HashedKeys implements KeyMap {
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
    // Both places of every key are asked for before any is compared: a wrong guess of the
    // comparison
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
