package dev.perspective4j.engine.join;

import dev.perspective4j.engine.table.Slots;
import java.util.Arrays;

/** The rows of a join: which left and which right row each stands for, -1 for none. */
final class Pairs {
  private final LinkedSlots ofLeft = new LinkedSlots();
  private final LinkedSlots ofRight = new LinkedSlots();
  private final Slots slots = new Slots();
  private int[] left = new int[16];
  private int[] right = new int[16];

  Pairs() {
    Arrays.fill(left, -1);
    Arrays.fill(right, -1);
  }

  Slots slots() {
    return slots;
  }

  /** Pairs below it may be asked for their rows. */
  int capacity() {
    return left.length;
  }

  int left(int pair) {
    return left[pair];
  }

  int right(int pair) {
    return right[pair];
  }

  /** Pairs of a row, in lists by the row's slot. */
  LinkedSlots of(boolean leftSide) {
    return leftSide ? ofLeft : ofRight;
  }

  /** Whether a pair lacks one of its rows. */
  boolean isUnmatched(int pair) {
    return left[pair] < 0 || right[pair] < 0;
  }

  /** Takes a slot for a pair; it is not live yet. */
  int add(int leftRow, int rightRow) {
    int pair = slots.reserve();
    if (pair >= left.length) {
      int length = left.length;
      left = Arrays.copyOf(left, Math.max(pair + 1, length * 2));
      right = Arrays.copyOf(right, left.length);
      Arrays.fill(left, length, left.length, -1);
      Arrays.fill(right, length, right.length, -1);
    }
    left[pair] = leftRow;
    right[pair] = rightRow;
    if (leftRow >= 0) {
      ofLeft.add(leftRow, pair);
    }
    if (rightRow >= 0) {
      ofRight.add(rightRow, pair);
    }
    return pair;
  }

  /** Forgets live pairs. */
  void remove(int[] gone) {
    slots.remove(gone);
    for (int pair : gone) {
      if (left[pair] >= 0) {
        ofLeft.remove(left[pair], pair);
      }
      if (right[pair] >= 0) {
        ofRight.remove(right[pair], pair);
      }
      slots.release(pair);
    }
  }

  /** Forgets all pairs. */
  void clear() {
    ofLeft.clear();
    ofRight.clear();
    slots.clear();
    slots.restart();
  }
}
