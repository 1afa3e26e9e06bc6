package dev.perspective4j.engine.table;

import dev.perspective4j.engine.column.ColumnSource;
import dev.perspective4j.engine.column.Vector;
import java.util.Optional;

/**
 * The keys of rows that leave in the rounds of a step, to be reported when it is over, unless rows
 * have them again by then.
 */
public final class LeavingKeys {
  private final Rows rows;
  private final int position;
  private Vector left;
  private boolean nullEntered;

  /**
   * Nothing has left.
   *
   * @param rows rows with an index column
   */
  public LeavingKeys(Rows rows) {
    this.rows = rows;
    this.position = rows.indexColumn();
    this.left = none();
  }

  private Vector none() {
    ColumnSource column = rows.column(position);
    return new Vector(column.physicalType(), column.dictionaryOrNull(), 0);
  }

  /** Rows leave; their cells still hold what they held. */
  public void leave(int[] slots) {
    ColumnSource column = rows.column(position);
    Vector keys = column.cells(slots);
    if (left.size() == 0) {
      left = keys;
      return;
    }
    for (int i = 0; i < keys.size(); i++) {
      left.add(keys, i);
    }
  }

  /** Rows have entered. */
  public void enter(int[] slots) {
    ColumnSource column = rows.column(position);
    for (int i = 0; i < slots.length && !nullEntered; i++) {
      nullEntered = column.isNull(slots[i]);
    }
  }

  /**
   * The keys that no row has any more, ascending, each once; empty if there are none. The next step
   * begins.
   */
  public Optional<Vector> gone() {
    Vector keys = KeySort.sorted(left);
    long[] bits = KeyBits.of(keys);
    Vector gone = new Vector(keys.physicalType(), keys.dictionaryOrNull(), keys.size());
    for (int i = 0; i < bits.length; i++) {
      boolean isNull = keys.isNull(i);
      boolean again = i > 0 && keys.isNull(i - 1) == isNull && bits[i - 1] == bits[i];
      if (!again && (isNull ? !nullEntered : rows.slotOfKey(bits[i]) < 0)) {
        gone.add(keys, i);
      }
    }
    left = none();
    nullEntered = false;
    return gone.size() == 0 ? Optional.empty() : Optional.of(gone);
  }
}
