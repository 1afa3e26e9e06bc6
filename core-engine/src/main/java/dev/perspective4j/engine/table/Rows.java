package dev.perspective4j.engine.table;

import dev.perspective4j.engine.column.ColumnSource;
import dev.perspective4j.model.Schema;
import java.util.function.Supplier;

/** The live rows of a table as everything that depends on them sees them. */
public interface Rows {

  /** Names and logical types of the table's own columns. */
  Schema schema();

  /** Number of live rows. */
  int size();

  /** One more than the largest slot in use. */
  int slotLimit();

  /** Whether the slot holds a live row. */
  boolean isLive(int slot);

  /** Whether every slot below {@link #slotLimit()} holds a live row. */
  default boolean isDense() {
    return size() == slotLimit();
  }

  /**
   * Whether every row that a retraction says is updated comes back as updated. A join may drop such
   * rows without reporting them as removed.
   */
  default boolean updatedRowsStay() {
    return true;
  }

  /** The smallest live slot that is not below {@code slot}, or -1. */
  int nextLive(int slot);

  /**
   * Column by position: first the table's own in schema order, then derived ones.
   *
   * @throws IndexOutOfBoundsException if there is no such column
   */
  ColumnSource column(int position);

  /** Position of the column of that name among the table's own, or -1. */
  int position(String name);

  /** Position of the index column, or -1 for a table without index. */
  int indexColumn();

  /** The row number behind a slot of a table without index: its place in order of arrival. */
  long rowNumber(int slot);

  /**
   * The slot of the row with a key, or -1.
   *
   * @param key the index value as 64 bits: an integer, date or datetime itself, a float's bits
   *     (with one zero and one NaN), the code of a string; without an index column the row number
   */
  default int slotOfKey(long key) {
    if (indexColumn() < 0) {
      int guess = (int) key;
      if (guess == key && guess >= 0 && guess < slotLimit() && isLive(guess)) {
        if (rowNumber(guess) == key) {
          return guess;
        }
      }
    }
    for (int slot = nextLive(0); slot >= 0; slot = nextLive(slot + 1)) {
      if (indexColumn() < 0) {
        if (rowNumber(slot) == key) {
          return slot;
        }
      } else if (!column(indexColumn()).isNull(slot)
          && KeyBits.at(column(indexColumn()), slot) == key) {
        return slot;
      }
    }
    return -1;
  }

  /**
   * Whether ascending slots are in natural order (ascending key, or order of arrival). If not, use
   * {@link #compareNatural}.
   */
  boolean slotsInNaturalOrder();

  /** Compares two live rows by natural order; never 0 for different slots. */
  int compareNatural(int slotA, int slotB);

  /**
   * Registers a derived column, or finds the one registered under an equal key and counts one more
   * user.
   *
   * @param key identifies the computation, for example the text of an expression
   * @param create makes the column if the key is new; {@link DerivedColumn#fill} is called on it
   * @return its position, for {@link #column} and {@link Delta#writtenColumns}
   */
  int derive(Object key, Supplier<? extends DerivedColumn> create);

  /** Counts one user of a derived column less and closes it if that was the last. */
  void release(int position);

  /** Registers a listener; listeners are called in order of registration. */
  void addListener(DeltaListener listener);

  /** Removes a listener. */
  void removeListener(DeltaListener listener);

  /** Who hears of whole steps of these rows. */
  StepListeners stepListeners();
}
