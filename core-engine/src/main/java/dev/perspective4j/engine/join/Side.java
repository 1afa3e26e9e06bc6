package dev.perspective4j.engine.join;

import dev.perspective4j.engine.column.ColumnSource;
import dev.perspective4j.engine.table.Rows;
import java.util.Arrays;
import java.util.BitSet;

/** One source of a join: its rows by key. */
final class Side {
  private final Rows rows;
  private final int keyColumn;
  private final boolean keepsUnmatched;
  private final boolean isLeft;
  private final JoinKeys keys;
  private final LinkedSlots byKey = new LinkedSlots();
  private final BitSet linked = new BitSet();
  private int[] keyOf = new int[16];

  Side(Rows rows, int keyColumn, boolean isLeft, boolean keepsUnmatched, JoinKeys keys) {
    this.rows = rows;
    this.keyColumn = keyColumn;
    this.isLeft = isLeft;
    this.keepsUnmatched = keepsUnmatched;
    this.keys = keys;
  }

  Rows rows() {
    return rows;
  }

  boolean isLeft() {
    return isLeft;
  }

  int keyColumn() {
    return keyColumn;
  }

  ColumnSource key() {
    return rows.column(keyColumn);
  }

  /** Whether rows without a partner are rows of the join. */
  boolean keepsUnmatched() {
    return keepsUnmatched;
  }

  /** Number of the key of a linked row. */
  int keyOf(int slot) {
    return keyOf[slot];
  }

  /** Linked rows with a key. */
  LinkedSlots byKey() {
    return byKey;
  }

  /** Number of the key of any row, read from its cell. */
  int keyNumber(int slot) {
    return keys.of(key(), slot);
  }

  /** Whether a row is linked to its key. */
  boolean isLinked(int slot) {
    return linked.get(slot);
  }

  /** Reads the key of a row and links the row to it. */
  void link(int slot) {
    if (slot >= keyOf.length) {
      keyOf = Arrays.copyOf(keyOf, Math.max(slot + 1, keyOf.length * 2));
    }
    int key = keyNumber(slot);
    linked.set(slot);
    keyOf[slot] = key;
    keys.use(key);
    byKey.add(key, slot);
  }

  /** Forgets a linked row. */
  void unlink(int slot) {
    byKey.remove(keyOf[slot], slot);
    linked.clear(slot);
    keys.release(keyOf[slot]);
  }

  /** Forgets all rows; their keys have been forgotten. */
  void clear() {
    byKey.clear();
    linked.clear();
  }
}
