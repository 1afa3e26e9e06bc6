package dev.perspective4j.engine.group.tree;

import java.util.Arrays;

/**
 * A map from long to non-negative int: open addressing with linear probing, at most half full;
 * removal shifts later entries back, so there are no tombstones and lookups stay short under churn.
 */
public final class LongIntMap {
  private long[] keys;
  private int[] values;
  private int size;

  public LongIntMap() {
    keys = new long[64];
    values = new int[64];
    Arrays.fill(values, -1);
  }

  /** The value of a key, or -1. */
  public int get(long key) {
    return values[probe(key)];
  }

  /** Adds or replaces. */
  public void put(long key, int value) {
    int at = probe(key);
    if (values[at] < 0) {
      size++;
    }
    keys[at] = key;
    values[at] = value;
    if (size * 2 > keys.length) {
      grow();
    }
  }

  public void remove(long key) {
    int hole = probe(key);
    if (values[hole] < 0) {
      return;
    }
    int mask = keys.length - 1;
    int at = hole;
    while (true) {
      at = (at + 1) & mask;
      if (values[at] < 0) {
        break;
      }
      int home = home(keys[at], mask);
      if (((at - home) & mask) >= ((at - hole) & mask)) {
        keys[hole] = keys[at];
        values[hole] = values[at];
        hole = at;
      }
    }
    values[hole] = -1;
    size--;
  }

  public void clear() {
    Arrays.fill(values, -1);
    size = 0;
  }

  private int probe(long key) {
    int mask = keys.length - 1;
    int at = home(key, mask);
    while (values[at] >= 0 && keys[at] != key) {
      at = (at + 1) & mask;
    }
    return at;
  }

  private void grow() {
    long[] oldKeys = keys;
    int[] oldValues = values;
    keys = new long[oldKeys.length * 2];
    values = new int[oldKeys.length * 2];
    Arrays.fill(values, -1);
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldValues[i] >= 0) {
        int at = probe(oldKeys[i]);
        keys[at] = oldKeys[i];
        values[at] = oldValues[i];
      }
    }
  }

  private static int home(long key, int mask) {
    return (int) ((key * 0x9E3779B97F4A7C15L) >>> 33) & mask;
  }
}
