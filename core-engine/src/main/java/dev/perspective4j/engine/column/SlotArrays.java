package dev.perspective4j.engine.column;

import java.util.Arrays;

/** Operations on arrays of slots, which are never modified. */
public final class SlotArrays {
  private SlotArrays() {}

  /** The slots of {@code a}, then those of {@code b}; one of the two if the other is empty. */
  public static int[] concat(int[] a, int[] b) {
    if (a.length == 0) {
      return b;
    }
    if (b.length == 0) {
      return a;
    }
    int[] all = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, all, a.length, b.length);
    return all;
  }

  /** Whether slots ascend one by one, so that they can be scanned; none and one do. */
  public static boolean isRun(int[] slots, int offset, int count) {
    if (count > 1 && slots[offset + count - 1] - slots[offset] != count - 1) {
      return false;
    }
    for (int i = 1; i < count; i++) {
      if (slots[offset + i] != slots[offset] + i) {
        return false;
      }
    }
    return true;
  }
}
