package dev.perspective4j.engine.join;

import java.util.Arrays;

/**
 * Disjoint doubly linked lists of slots, one per group: rows of a key, pairs of a row.
 *
 * <p>Links live in arrays indexed by slot; adding and removing cost a few writes. New items go to
 * the front.
 */
final class LinkedSlots {
  private int[] heads = new int[16];
  private int[] next = new int[16];
  private int[] previous = new int[16];

  LinkedSlots() {
    Arrays.fill(heads, -1);
  }

  /** The first item of a group, or -1. */
  int first(int group) {
    return group < heads.length ? heads[group] : -1;
  }

  /** The item behind another of the same group, or -1. */
  int next(int item) {
    return next[item];
  }

  /** Adds an item that is in no group. */
  void add(int group, int item) {
    if (group >= heads.length) {
      int length = heads.length;
      heads = Arrays.copyOf(heads, Math.max(group + 1, length * 2));
      Arrays.fill(heads, length, heads.length, -1);
    }
    if (item >= next.length) {
      int length = Math.max(item + 1, next.length * 2);
      next = Arrays.copyOf(next, length);
      previous = Arrays.copyOf(previous, length);
    }
    int head = heads[group];
    next[item] = head;
    previous[item] = -1;
    if (head >= 0) {
      previous[head] = item;
    }
    heads[group] = item;
  }

  /** Removes an item from its group. */
  void remove(int group, int item) {
    int after = next[item];
    int before = previous[item];
    if (before >= 0) {
      next[before] = after;
    } else {
      heads[group] = after;
    }
    if (after >= 0) {
      previous[after] = before;
    }
  }

  /** Empties every group. */
  void clear() {
    Arrays.fill(heads, -1);
  }
}
