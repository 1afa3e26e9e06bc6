package dev.perspective4j.engine.column;

import java.util.Arrays;

/** A growing list of ints. */
public final class IntList {
  private int[] items;
  private int size;

  /** An empty list with room for so many. */
  public IntList(int capacity) {
    items = new int[Math.max(4, capacity)];
  }

  /** Appends an item. */
  public void add(int item) {
    if (size == items.length) {
      items = Arrays.copyOf(items, size + (size >> 1));
    }
    items[size++] = item;
  }

  /** Takes the last item off. */
  public int removeLast() {
    return items[--size];
  }

  /** Removes all items. */
  public void clear() {
    size = 0;
  }

  /** Number of items. */
  public int size() {
    return size;
  }

  /** The item at a place below the size. */
  public int get(int i) {
    return items[i];
  }

  /** The items; do not modify. */
  public int[] toArray() {
    return size == items.length ? items : Arrays.copyOf(items, size);
  }
}
