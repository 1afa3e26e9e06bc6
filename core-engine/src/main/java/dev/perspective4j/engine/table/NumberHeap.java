package dev.perspective4j.engine.table;

import java.util.Arrays;

/** A binary heap of longs, smallest first. */
final class NumberHeap {
  private long[] items = new long[16];
  private int size;

  void add(long item) {
    if (size == items.length) {
      items = Arrays.copyOf(items, size * 2);
    }
    int at = size++;
    while (at > 0 && items[(at - 1) >>> 1] > item) {
      items[at] = items[(at - 1) >>> 1];
      at = (at - 1) >>> 1;
    }
    items[at] = item;
  }

  long poll() {
    long result = items[0];
    long item = items[--size];
    int at = 0;
    while (2 * at + 1 < size) {
      int child = 2 * at + 1;
      if (child + 1 < size && items[child + 1] < items[child]) {
        child++;
      }
      if (items[child] >= item) {
        break;
      }
      items[at] = items[child];
      at = child;
    }
    items[at] = item;
    return result;
  }

  void clear() {
    size = 0;
  }
}
