package dev.perspective4j.engine.table;

/** Sorts slots by natural order; a merge sort on ints, stable, without boxing. */
public final class SlotSort {
  private SlotSort() {}

  /** Compares two slots. */
  @FunctionalInterface
  public interface Order {
    /** Negative, zero or positive, as usual. */
    int compare(int slotA, int slotB);
  }

  /** A sorted copy. */
  public static int[] sort(int[] slots, Order order) {
    int[] from = slots.clone();
    int[] to = new int[from.length];
    for (int width = 1; width < from.length; width *= 2) {
      for (int start = 0; start < from.length; start += 2 * width) {
        int middle = Math.min(start + width, from.length);
        int end = Math.min(middle + width, from.length);
        merge(from, start, middle, end, to, order);
      }
      int[] swap = from;
      from = to;
      to = swap;
    }
    return from;
  }

  private static void merge(int[] from, int start, int middle, int end, int[] to, Order order) {
    int a = start;
    int b = middle;
    for (int at = start; at < end; at++) {
      boolean takeA = a < middle && (b >= end || order.compare(from[a], from[b]) <= 0);
      to[at] = takeA ? from[a++] : from[b++];
    }
  }
}
