package dev.perspective4j.engine.table;

/** Which row has which key; keys are the 64 bits that stand for a value, see {@link KeyBits}. */
public interface KeyMap {

  /** The slot of a key, or -1. */
  int get(long key);

  /**
   * The slots of many keys, or -1; several times faster than asking for one after the other once
   * the map is larger than the caches, because the processor waits for many places at once.
   *
   * @param keys the keys
   * @param out gets as many slots as there are keys
   */
  void getAll(long[] keys, int[] out);

  /** Sets the slot of a key. */
  void put(long key, int slot);

  /** Forgets a key, if it is there. */
  void remove(long key);

  /** Prepares for so many more keys. */
  void reserve(int more);

  /** Forgets everything. */
  void clear();
}
