package dev.perspective4j.engine.column;

import org.jspecify.annotations.Nullable;

/**
 * Read access to the cells of a column by slot: a table column, an expression, a window.
 *
 * <p>Slots range over {@code [0, slotLimit)} of the table the column belongs to. Cells of slots
 * that hold no live row have arbitrary content. {@link #scan} and {@link #gather} are for loops,
 * the single-cell methods for the odd cell.
 */
public interface ColumnSource {

  /** Physical type of the cells. */
  PhysicalType physicalType();

  /** The dictionary of a string column, or null for every other column. */
  @Nullable StringDictionary dictionaryOrNull();

  /** The dictionary of a string column. */
  default StringDictionary dictionary() {
    StringDictionary dictionary = dictionaryOrNull();
    if (dictionary == null) {
      throw new IllegalStateException("no dictionary in a column of " + physicalType());
    }
    return dictionary;
  }

  /**
   * Copies consecutive cells.
   *
   * @param slot the first slot
   * @param count number of cells
   * @param out receives {@code count} cells from its start; of this column's lane
   */
  void scan(int slot, int count, Vector out);

  /**
   * Copies the cells of the given slots, in their order.
   *
   * @param slots slot numbers
   * @param offset index of the first in {@code slots}
   * @param count number of cells
   * @param out receives {@code count} cells from its start; of this column's lane
   */
  void gather(int[] slots, int offset, int count, Vector out);

  /** The cells of the given slots, in their order, in a vector of their own. */
  default Vector cells(int[] slots) {
    int count = slots.length;
    Vector cells = new Vector(physicalType(), dictionaryOrNull(), count);
    if (count > 0 && SlotArrays.isRun(slots, 0, count)) {
      scan(slots[0], count, cells);
    } else {
      gather(slots, 0, count, cells);
    }
    return cells;
  }

  /** Whether the cell has no value. */
  boolean isNull(int slot);

  /** The cell of a {@link Lane#LONG} column; arbitrary if null. */
  long longAt(int slot);

  /** The cell of a {@link Lane#DOUBLE} column; arbitrary if null. */
  double doubleAt(int slot);

  /** The cell of a {@link Lane#CODE} column; arbitrary if null. */
  int codeAt(int slot);
}
