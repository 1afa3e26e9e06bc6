package dev.perspective4j.engine.table;

/** Which row has which key; keys are the 64 bits that stand for a value, see {@link KeyBits}. */
public interface KeyMap {

  /** The slot of a key, or -1. */
  int get(long key);

  /** Sets the slot of a key. */
  void put(long key, int slot);

  /** Forgets a key, if it is there. */
  void remove(long key);

  /** Prepares for so many more keys. */
  void reserve(int more);

  /** Forgets everything. */
  void clear();
}
