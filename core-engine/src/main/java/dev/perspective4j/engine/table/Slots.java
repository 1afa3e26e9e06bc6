package dev.perspective4j.engine.table;

import java.util.Arrays;

/**
 * Which slots hold live rows, and which are free to take.
 *
 * <p>A step reserves slots while it is planned and makes them live when it is carried out, so that
 * listeners see the old rows until then. Free slots are taken last in, first out.
 */
public final class Slots {
  private long[] live = new long[1];
  private int size;
  private int limit;
  private int[] free = new int[16];
  private int freeCount;
  private int next;
  private int used;

  /** Number of live slots. */
  public int size() {
    return size;
  }

  /** One more than the largest live slot. */
  public int limit() {
    return limit;
  }

  /** One more than the largest slot that ever held a row in these pages. */
  int used() {
    return used;
  }

  /** Says that slots below {@code reach} may get cells, live or not. */
  void use(int reach) {
    used = Math.max(used, reach);
  }

  /** Whether a slot holds a live row. */
  public boolean isLive(int slot) {
    int word = slot >>> 6;
    return word < live.length && (live[word] & (1L << slot)) != 0;
  }

  /** The smallest live slot not below {@code slot}, or -1. */
  public int nextLive(int slot) {
    if (slot >= limit) {
      return -1;
    }
    if (size == limit) {
      return slot;
    }
    int word = slot >>> 6;
    long bits = live[word] & (-1L << slot);
    while (bits == 0) {
      if (++word == live.length) {
        return -1;
      }
      bits = live[word];
    }
    return (word << 6) + Long.numberOfTrailingZeros(bits);
  }

  /** Takes a free slot; it is not live yet. */
  public int reserve() {
    return freeCount > 0 ? free[--freeCount] : next++;
  }

  /** Whether slots were given back that have not been taken again. */
  boolean hasFree() {
    return freeCount > 0;
  }

  /** Takes {@code count} slots at the end; returns the first. */
  int reserveRun(int count) {
    int first = next;
    next += count;
    return first;
  }

  /** Gives a slot back. */
  public void release(int slot) {
    if (freeCount == free.length) {
      free = Arrays.copyOf(free, freeCount * 2);
    }
    free[freeCount++] = slot;
  }

  /** Starts reserving from slot 0 again; live rows stay live until {@link #clear}. */
  public void restart() {
    freeCount = 0;
    next = 0;
  }

  /** Makes no slot live. */
  public void clear() {
    Arrays.fill(live, 0);
    size = 0;
    limit = 0;
  }

  /** Says that the pages are new: no slot has held a row. */
  void forgetUsed() {
    used = 0;
    live = new long[1];
  }

  /** Makes live slots free of rows; they are not given back yet. */
  public void remove(int[] slots) {
    for (int slot : slots) {
      live[slot >>> 6] &= ~(1L << slot);
    }
    size -= slots.length;
    int word = (limit + 63) >>> 6;
    while (word > 0 && live[word - 1] == 0) {
      word--;
    }
    limit = word == 0 ? 0 : (word << 6) - Long.numberOfLeadingZeros(live[word - 1]);
  }

  /** Makes reserved slots live. */
  public void insert(int[] slots) {
    int top = limit;
    for (int slot : slots) {
      top = Math.max(top, slot + 1);
    }
    if (top > live.length << 6) {
      live = Arrays.copyOf(live, Math.max((top + 63) >>> 6, live.length * 2));
    }
    for (int slot : slots) {
      live[slot >>> 6] |= 1L << slot;
    }
    size += slots.length;
    limit = top;
    used = Math.max(used, top);
  }
}
