package dev.perspective4j.engine.group.tree;

/** Stable merge sort of ints by a comparison, without boxing. */
final class IntOrder {

  /** Compares two items. */
  @FunctionalInterface
  interface Comparison {
    int compare(int a, int b);
  }

  private static final int RUN = 8;

  private IntOrder() {}

  /** Sorts {@code items[from, to)}. */
  static void sort(int[] items, int from, int to, Comparison comparison) {
    boolean sorted = true;
    for (int i = from + 1; i < to && sorted; i++) {
      sorted = comparison.compare(items[i - 1], items[i]) <= 0;
    }
    if (!sorted) {
      sort(items.clone(), items, from, to, comparison);
    }
  }

  /** Sorts what both arrays hold in the range into {@code to}. */
  private static void sort(int[] from, int[] to, int low, int high, Comparison comparison) {
    if (high - low <= RUN) {
      insertionSort(to, low, high, comparison);
      return;
    }
    int middle = (low + high) >>> 1;
    sort(to, from, low, middle, comparison);
    sort(to, from, middle, high, comparison);
    int left = low;
    int right = middle;
    for (int i = low; i < high; i++) {
      boolean takeLeft =
          right >= high || (left < middle && comparison.compare(from[left], from[right]) <= 0);
      to[i] = takeLeft ? from[left++] : from[right++];
    }
  }

  private static void insertionSort(int[] items, int low, int high, Comparison comparison) {
    for (int i = low + 1; i < high; i++) {
      int item = items[i];
      int at = i;
      while (at > low && comparison.compare(items[at - 1], item) > 0) {
        items[at] = items[at - 1];
        at--;
      }
      items[at] = item;
    }
  }
}
