package dev.perspective4j.engine.order;

import dev.perspective4j.engine.column.ColumnSource;
import dev.perspective4j.engine.column.SlotArrays;
import dev.perspective4j.engine.column.Vector;
import dev.perspective4j.model.SortDirection;
import java.util.Optional;

/**
 * One criterion of an order: maps a row to a {@code long} so that smaller keys stand before larger
 * ones. Rows with equal keys may still differ if the key is not {@linkplain #isExact exact}; then
 * {@link #compare} decides.
 */
abstract class SortKey {
  private final boolean descending;

  SortKey(boolean descending) {
    this.descending = descending;
  }

  /** The criterion of a column; empty if it makes no difference (strings have no magnitude). */
  static Optional<SortKey> of(ColumnSource column, SortDirection direction) {
    boolean descending = direction.isDescending();
    return switch (column.physicalType().lane()) {
      case LONG -> Optional.of(new LongKey(column, descending, direction.isAbsolute()));
      case DOUBLE -> Optional.of(new DoubleKey(column, descending, direction.isAbsolute(), false));
      case CODE ->
          direction.isAbsolute() ? Optional.empty() : Optional.of(new CodeKey(column, descending));
    };
  }

  /** The criterion of ascending values of an index column, in which NaN stands last. */
  static SortKey natural(ColumnSource index) {
    return switch (index.physicalType().lane()) {
      case LONG -> new LongKey(index, false, false);
      case DOUBLE -> new DoubleKey(index, false, false, true);
      case CODE -> new CodeKey(index, false);
    };
  }

  /** Compares two rows by this criterion alone. */
  abstract int compare(int slotA, int slotB);

  /**
   * Whether {@link #keys} need no {@link #prepare}, and may be asked for in the middle of a step.
   */
  boolean isAlwaysReady() {
    return true;
  }

  /** Gets ready for a run of {@link #keys} over about {@code rows} rows. */
  void prepare(int rows) {}

  /** Fills in keys, ascending, before the direction is applied. */
  abstract void ascendingKeys(int[] slots, int offset, int count, long[] out);

  /** Whether rows with this ascending key are equal. */
  abstract boolean isExactAscending(long key);

  /**
   * The keys of rows.
   *
   * @param count at most {@link Vector#CHUNK}
   */
  final void keys(int[] slots, int offset, int count, long[] out) {
    ascendingKeys(slots, offset, count, out);
    if (descending) {
      for (int i = 0; i < count; i++) {
        out[i] = ~out[i];
      }
    }
  }

  /** Whether rows with this key are equal by this criterion. */
  final boolean isExact(long key) {
    return isExactAscending(descending ? ~key : key);
  }

  /** Turns an ascending comparison into one of this direction. */
  final int directed(int ascending) {
    return descending ? -ascending : ascending;
  }

  /** Copies cells, in one run where the slots are consecutive. */
  static void read(ColumnSource column, int[] slots, int offset, int count, Vector out) {
    if (count > 0 && SlotArrays.isRun(slots, offset, count)) {
      column.scan(slots[offset], count, out);
    } else {
      column.gather(slots, offset, count, out);
    }
  }
}
