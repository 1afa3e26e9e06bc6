package dev.perspective4j.engine.table;

import java.util.Arrays;

/** Slots of string keys: dictionary codes are small numbers, so an array does. */
final class CodedKeys implements KeyMap {
  private int[] slots = {};

  @Override
  public int get(long key) {
    return key < slots.length ? slots[(int) key] : -1;
  }

  @Override
  public void getAll(long[] keys, int[] out) {
    int[] from = slots;
    for (int i = 0; i < keys.length; i++) {
      out[i] = keys[i] < from.length ? from[(int) keys[i]] : -1;
    }
  }

  @Override
  public void put(long key, int slot) {
    int code = (int) key;
    if (code >= slots.length) {
      int length = slots.length;
      slots = Arrays.copyOf(slots, Math.max(code + 1, Math.max(16, length + (length >> 1))));
      Arrays.fill(slots, length, slots.length, -1);
    }
    slots[code] = slot;
  }

  @Override
  public void remove(long key) {
    if (key < slots.length) {
      slots[(int) key] = -1;
    }
  }

  @Override
  public void reserve(int more) {}

  @Override
  public void clear() {
    slots = new int[0];
  }
}
