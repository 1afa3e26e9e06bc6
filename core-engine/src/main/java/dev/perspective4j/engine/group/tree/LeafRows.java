package dev.perspective4j.engine.group.tree;

import dev.perspective4j.engine.column.IntList;
import java.util.Arrays;

/**
 * The rows of each leaf cell, kept only once an aggregate has asked for rows: a plain array per
 * leaf and the place of every row in its array, so that adding and taking out are O(1).
 */
final class LeafRows {
  private int[][] members = {};
  private int[] sizes = {};
  private int[] placeOf = {};

  /** Puts in all rows; {@code leafOf} holds the leaf of each slot or -1. */
  void fill(int[] leafOf, int slots, int cells, int[] counts) {
    members = new int[cells][];
    sizes = new int[cells];
    placeOf = new int[slots];
    for (int slot = 0; slot < slots; slot++) {
      int leaf = leafOf[slot];
      if (leaf >= 0) {
        if (members[leaf] == null) {
          members[leaf] = new int[counts[leaf]];
        }
        placeOf[slot] = sizes[leaf];
        members[leaf][sizes[leaf]++] = slot;
      }
    }
  }

  void add(int leaf, int slot) {
    if (leaf >= members.length) {
      int capacity = Math.max(leaf + 1, members.length * 2);
      members = Arrays.copyOf(members, capacity);
      sizes = Arrays.copyOf(sizes, capacity);
    }
    if (slot >= placeOf.length) {
      placeOf = Arrays.copyOf(placeOf, Math.max(slot + 1, placeOf.length * 2));
    }
    int size = sizes[leaf]++;
    if (members[leaf] == null) {
      members[leaf] = new int[4];
    } else if (size == members[leaf].length) {
      members[leaf] = Arrays.copyOf(members[leaf], size + (size >> 1) + 4);
    }
    members[leaf][size] = slot;
    placeOf[slot] = size;
  }

  void remove(int leaf, int slot) {
    int[] rows = members[leaf];
    int last = --sizes[leaf];
    int place = placeOf[slot];
    rows[place] = rows[last];
    placeOf[rows[place]] = place;
    if (last == 0) {
      members[leaf] = EMPTY;
    }
  }

  private static final int[] EMPTY = {};

  /** Appends the rows of a leaf. */
  void appendTo(IntList out, int leaf) {
    if (leaf < members.length && sizes[leaf] > 0) {
      out.addAll(members[leaf], sizes[leaf]);
    }
  }
}
