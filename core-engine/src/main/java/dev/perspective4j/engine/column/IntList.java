package dev.perspective4j.engine.column;

import java.util.Arrays;

/**
 * A growable list of ints: slots, codes, cells or nodes. Appending takes amortised constant time.
 */
public final class IntList {
  private int[] items;
  private int size;

  /** An empty list. */
  public IntList() {
    this(16);
  }

  /** An empty list with room for {@code capacity} items. */
  public IntList(int capacity) {
    items = new int[Math.max(1, capacity)];
  }

  /** Number of items. */
  public int size() {
    return size;
  }

  /** The items, valid below {@link #size()} and until the next addition. */
  public int[] items() {
    return items;
  }

  /** The item at a place below the size. */
  public int get(int i) {
    return items[i];
  }

  /** Replaces the item at a place below the size. */
  public void set(int i, int item) {
    items[i] = item;
  }

  /** Appends an item. */
  public void add(int item) {
    if (size == items.length) {
      items = Arrays.copyOf(items, size * 2);
    }
    items[size++] = item;
  }

  /** Appends the first {@code count} items of an array. */
  public void addAll(int[] from, int count) {
    System.arraycopy(from, 0, room(count), size, count);
    size += count;
  }

  /**
   * Makes room for {@code count} more items, for a loop that puts them into {@link #items} itself.
   */
  public int[] room(int count) {
    if (size + count > items.length) {
      items = Arrays.copyOf(items, Math.max(size + count, items.length * 2));
    }
    return items;
  }

  /** Sets the number of items after a loop has put some into {@link #room}. */
  public void size(int count) {
    size = count;
  }

  /** Removes and returns the last item. */
  public int removeLast() {
    return items[--size];
  }

  /** Removes all items; the room stays. */
  public void clear() {
    size = 0;
  }

  /** The items in an array as long as the list; do not modify. */
  public int[] toArray() {
    return size == items.length ? items : Arrays.copyOf(items, size);
  }
}
