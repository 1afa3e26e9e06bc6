package dev.perspective4j.engine.aggregate;

import java.util.Arrays;

/** A growable list of ints: slots, cells or nodes. */
public final class SlotList {
  private int[] items;
  private int size;

  /** An empty list. */
  public SlotList() {
    this(16);
  }

  /** An empty list with room for {@code capacity} items. */
  public SlotList(int capacity) {
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

  /** The item at a place. */
  public int get(int i) {
    return items[i];
  }

  /** Replaces the item at a place. */
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

  /** Appends {@code count} items. */
  public void addAll(int[] from, int count) {
    System.arraycopy(from, 0, room(count), size, count);
    size += count;
  }

  /** Makes room for {@code count} more items, so that a loop can put them into {@link #items} itself. */
  public int[] room(int count) {
    if (size + count > items.length) {
      items = Arrays.copyOf(items, Math.max(size + count, items.length * 2));
    }
    return items;
  }

  /** Says how many items there are after a loop has put some. */
  public void size(int count) {
    size = count;
  }

  /** Removes and returns the last item. */
  public int removeLast() {
    return items[--size];
  }

  /** Removes all items. */
  public void clear() {
    size = 0;
  }
}
