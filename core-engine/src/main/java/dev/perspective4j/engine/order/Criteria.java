package dev.perspective4j.engine.order;

import dev.perspective4j.engine.column.ColumnSource;
import dev.perspective4j.engine.column.Vector;
import dev.perspective4j.engine.filter.RowSet;
import dev.perspective4j.engine.table.Rows;
import dev.perspective4j.model.SortDirection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Sort keys, most significant first, natural order last: compares, sorts and selects rows.
 *
 * <p>Sorting goes level by level: all rows by the first key, then each run of equal rows by the
 * next. Belongs to one thread.
 */
public final class Criteria implements SlotComparator {
  private static final int INSERTION = 16;

  private final SortKey[] levels;
  private final Rows rows;
  private final KeyedSort keyedSort = new KeyedSort();
  private final long[] chunkKeys = new long[Vector.CHUNK];

  Criteria(Rows rows, List<SortKey> keys) {
    this.rows = rows;
    this.levels = new SortKey[keys.size() + 1];
    for (int i = 0; i < keys.size(); i++) {
      levels[i] = keys.get(i);
    }
    levels[keys.size()] = new NaturalKey(rows);
  }

  /** Natural order. */
  public static Criteria natural(Rows rows) {
    return new Criteria(rows, List.of());
  }

  /** Order by one column, rows without a value first in both directions, ties in natural order. */
  public static Criteria nullsFirst(Rows rows, ColumnSource column, boolean descending) {
    SortDirection direction = descending ? SortDirection.DESC : SortDirection.ASC;
    List<SortKey> keys = new ArrayList<>();
    keys.add(new NullKey(column));
    SortKey.of(column, direction).ifPresent(keys::add);
    return new Criteria(rows, keys);
  }

  @Override
  public int compare(int slotA, int slotB) {
    return compare(0, slotA, slotB);
  }

  private int compare(int level, int slotA, int slotB) {
    for (int i = level; i < levels.length; i++) {
      int order = levels[i].compare(slotA, slotB);
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  /**
   * The rows that may stand before or beside a bound: all that do are among them, and of the others
   * only those that differ from it by a lesser key.
   *
   * <p>Keys of many rows are read at once, so that the processor waits for many cells together;
   * asked one by one, each row of a large table would be a wait of its own.
   */
  int[] notAfter(int bound, int[] slots) {
    SortKey first = levels[0];
    if (slots.length < INSERTION || !first.isAlwaysReady()) {
      return slots;
    }
    first.keys(new int[] {bound}, 0, 1, chunkKeys);
    long limit = chunkKeys[0];
    int[] found = new int[slots.length];
    int count = 0;
    for (int from = 0; from < slots.length; from += Vector.CHUNK) {
      int chunk = Math.min(Vector.CHUNK, slots.length - from);
      first.keys(slots, from, chunk, chunkKeys);
      for (int i = 0; i < chunk; i++) {
        found[count] = slots[from + i];
        count += chunkKeys[i] <= limit ? 1 : 0;
      }
    }
    return Arrays.copyOf(found, count);
  }

  /** Sorts {@code slots[0, count)}. */
  public void sort(int[] slots, int count) {
    for (SortKey level : levels) {
      level.prepare(count);
    }
    sort(0, slots, 0, count);
  }

  private void sort(int level, int[] slots, int from, int to) {
    int count = to - from;
    if (count <= INSERTION) {
      insertionSort(level, slots, from, to);
      return;
    }
    if (level == levels.length - 1 && rows.slotsInNaturalOrder()) {
      Arrays.sort(slots, from, to);
      return;
    }
    long[] keys = keys(level, slots, from, count);
    keyedSort.sort(keys, slots, from, count);
    sortRuns(level, keys, slots, from, count);
  }

  private long[] keys(int level, int[] slots, int from, int count) {
    long[] keys = new long[count];
    for (int done = 0; done < count; done += Vector.CHUNK) {
      int chunk = Math.min(Vector.CHUNK, count - done);
      levels[level].keys(slots, from + done, chunk, chunkKeys);
      System.arraycopy(chunkKeys, 0, keys, done, chunk);
    }
    return keys;
  }

  /** Finishes runs of equal keys: by the next level, or by comparison if equal keys may differ. */
  private void sortRuns(int level, long[] keys, int[] slots, int from, int count) {
    int start = 0;
    while (start < count) {
      int end = start + 1;
      while (end < count && keys[end] == keys[start]) {
        end++;
      }
      if (end - start > 1) {
        if (levels[level].isExact(keys[start])) {
          if (level + 1 < levels.length) {
            sort(level + 1, slots, from + start, from + end);
          }
        } else {
          mergeSort(level, slots, from + start, from + end);
        }
      }
      start = end;
    }
  }

  private void insertionSort(int level, int[] slots, int from, int to) {
    for (int i = from + 1; i < to; i++) {
      int slot = slots[i];
      int k = i - 1;
      for (; k >= from && compare(level, slots[k], slot) > 0; k--) {
        slots[k + 1] = slots[k];
      }
      slots[k + 1] = slot;
    }
  }

  private void mergeSort(int level, int[] slots, int from, int to) {
    mergeSort(level, slots, Arrays.copyOfRange(slots, from, to), from, to, from);
  }

  /** Sorts {@code slots[from, to)}; {@code spare} holds a copy of it, {@code shift} places down. */
  private void mergeSort(int level, int[] slots, int[] spare, int from, int to, int shift) {
    if (to - from <= INSERTION) {
      insertionSort(level, slots, from, to);
      return;
    }
    int middle = (from + to) >>> 1;
    mergeSort(level, slots, spare, from, middle, shift);
    mergeSort(level, slots, spare, middle, to, shift);
    if (compare(level, slots[middle - 1], slots[middle]) <= 0) {
      return;
    }
    System.arraycopy(slots, from, spare, from - shift, middle - from);
    int left = from - shift;
    int leftEnd = middle - shift;
    int right = middle;
    int at = from;
    while (left < leftEnd && right < to) {
      slots[at++] = compare(level, spare[left], slots[right]) <= 0 ? spare[left++] : slots[right++];
    }
    System.arraycopy(spare, left, slots, at, leftEnd - left);
  }

  /**
   * The first rows of a set, in order.
   *
   * <p>One pass keeps the best {@code 2 * count} rows seen and the key beyond which no row matters;
   * on ordinary data all but a few rows cost one comparison of a key.
   *
   * @param count number of rows wanted, at most the size of the set
   */
  int[] smallest(RowSet set, int count) {
    for (SortKey level : levels) {
      level.prepare(set.size());
    }
    int capacity = Math.max(2 * count, Vector.CHUNK);
    long[] keys = new long[capacity];
    int[] slots = new int[capacity];
    int[] chunk = new int[Vector.CHUNK];
    // among rows equal by key the first come first if they are met in natural order
    boolean firstWins = levels.length == 2 && rows.slotsInNaturalOrder();
    int held = 0;
    long limit = Long.MAX_VALUE;
    for (int slot = 0, copied; (copied = set.copy(slot, chunk)) > 0; slot = chunk[copied - 1] + 1) {
      levels[0].keys(chunk, 0, copied, chunkKeys);
      for (int i = 0; i < copied; i++) {
        long key = chunkKeys[i];
        if (key > limit) {
          continue;
        }
        keys[held] = key;
        slots[held++] = chunk[i];
        if (held == capacity) {
          held = keepSmallest(keys, slots, held, count);
          long bound = keys[held - 1];
          boolean tiesLose = firstWins && bound > Long.MIN_VALUE && levels[0].isExact(bound);
          limit = tiesLose ? bound - 1 : bound;
        }
      }
      if (copied < chunk.length) {
        break;
      }
    }
    held = keepSmallest(keys, slots, held, count);
    sortRuns(0, keys, slots, 0, held);
    return Arrays.copyOf(slots, held);
  }

  /** Moves the smallest rows to the front, sorted by key; returns how many there are. */
  private int keepSmallest(long[] keys, int[] slots, int held, int count) {
    keyedSort.sort(keys, slots, 0, held);
    if (held <= count) {
      return held;
    }
    int start = count;
    while (start > 0 && keys[start - 1] == keys[count]) {
      start--;
    }
    int end = count;
    while (end < held && keys[end] == keys[count]) {
      end++;
    }
    if (start < count) {
      // the cut goes through rows with equal keys
      int[] tied = Arrays.copyOfRange(slots, start, end);
      sortTied(keys[count], tied);
      System.arraycopy(tied, 0, slots, start, tied.length);
    }
    return count;
  }

  private void sortTied(long key, int[] tied) {
    if (levels[0].isExact(key)) {
      if (levels.length > 1) {
        sort(1, tied, 0, tied.length);
      }
    } else {
      mergeSort(0, tied, 0, tied.length);
    }
  }
}
