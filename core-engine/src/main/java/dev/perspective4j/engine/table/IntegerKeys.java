package dev.perspective4j.engine.table;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Slots of integer keys: an array over the range of the keys while they lie close together, a hash
 * table once they do not.
 *
 * <p>Ids mostly count up. An array then takes about four bytes per key where a hash table takes
 * twenty or more, and neighbours in a batch are neighbours in memory. A range that would have to be
 * {@value #SPARSE} times as long as it has keys becomes a hash table for good, until {@link
 * #clear}: the array never takes more memory than the hash table would.
 */
final class IntegerKeys implements KeyMap {
  private static final int SPARSE = 4;
  private static final int SMALL = 1024;

  private int[] slots = {};
  private long first;
  private int size;
  private @Nullable HashedKeys scattered;

  @Override
  public int get(long key) {
    if (scattered != null) {
      return scattered.get(key);
    }
    long at = key - first;
    return at >= 0 && at < slots.length ? slots[(int) at] : -1;
  }

  @Override
  public void getAll(long[] keys, int[] out) {
    if (scattered != null) {
      scattered.getAll(keys, out);
      return;
    }
    int[] from = slots;
    long start = first;
    for (int i = 0; i < keys.length; i++) {
      long at = keys[i] - start;
      out[i] = at >= 0 && at < from.length ? from[(int) at] : -1;
    }
  }

  @Override
  public void put(long key, int slot) {
    if (scattered == null && !covers(key)) {
      stretch(key);
    }
    if (scattered != null) {
      scattered.put(key, slot);
      return;
    }
    int at = (int) (key - first);
    size += slots[at] < 0 ? 1 : 0;
    slots[at] = slot;
  }

  @Override
  public void remove(long key) {
    if (scattered != null) {
      scattered.remove(key);
    } else if (covers(key)) {
      int at = (int) (key - first);
      size -= slots[at] < 0 ? 0 : 1;
      slots[at] = -1;
    }
  }

  @Override
  public void reserve(int more) {
    if (scattered != null) {
      scattered.reserve(more);
    }
  }

  @Override
  public void clear() {
    slots = new int[0];
    size = 0;
    scattered = null;
  }

  private boolean covers(long key) {
    long at = key - first;
    return at >= 0 && at < slots.length;
  }

  /** Makes the array cover a key, or gives it up. */
  private void stretch(long key) {
    int length = slots.length;
    boolean up = length == 0 || key > first;
    long span = length == 0 ? 1 : up ? key - first + 1 : first + length - key;
    long most = Math.max(SMALL, Math.min(Integer.MAX_VALUE - 8L, (size + 1L) * SPARSE));
    // Differences of distant keys overflow to something negative or huge.
    if (span <= 0 || span > most) {
      scatter();
      return;
    }
    int wider =
        (int) Math.max(span, Math.min(Integer.MAX_VALUE - 8L, length + (length >> 1) + 16L));
    long start = length == 0 ? key : up ? first : first + length - wider;
    if (start + wider < start || (!up && start > key)) {
      scatter();
      return;
    }
    int[] stretched = new int[wider];
    Arrays.fill(stretched, -1);
    System.arraycopy(slots, 0, stretched, length == 0 ? 0 : (int) (first - start), length);
    slots = stretched;
    first = start;
  }

  private void scatter() {
    HashedKeys hashed = new HashedKeys();
    hashed.reserve(size);
    for (int at = 0; at < slots.length; at++) {
      if (slots[at] >= 0) {
        hashed.put(first + at, slots[at]);
      }
    }
    slots = new int[0];
    size = 0;
    scattered = hashed;
  }
}
