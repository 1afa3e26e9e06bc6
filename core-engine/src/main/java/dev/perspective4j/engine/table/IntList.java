package dev.perspective4j.engine.table;

import java.util.Arrays;

/** A growing list of ints. */
final class IntList {
  private int[] items;
  private int size;

  IntList(int capacity) {
    items = new int[Math.max(4, capacity)];
  }

  void add(int item) {
    if (size == items.length) {
      items = Arrays.copyOf(items, size + (size >> 1));
    }
    items[size++] = item;
  }

  int size() {
    return size;
  }

  int get(int i) {
    return items[i];
  }

  int[] toArray() {
    return size == items.length ? items : Arrays.copyOf(items, size);
  }
}
