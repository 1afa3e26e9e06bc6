package dev.perspective4j.engine.table;

import dev.perspective4j.engine.column.Vector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one step, ready to be planned and written: cells in the storage and with the codes of
 * the table, keys as bits.
 */
final class StepInput {
  private final int rowCount;
  private final List<Write> writes = new ArrayList<>();
  private final long[] keys;
  private final long[] keyPresent;
  private long @Nullable [] numbers;
  private long[] numberGiven = {};

  /**
   * Cells of one column for a run of input rows.
   *
   * @param position the column
   * @param firstRow input row of the first cell
   * @param cells the cells
   * @param supplied which of them are written; null for all
   */
  record Write(int position, int firstRow, Vector cells, long @Nullable [] supplied) {

    boolean isSupplied(int i) {
      return supplied == null || (supplied[i >>> 6] & (1L << i)) != 0;
    }

    Write withoutNulls() {
      if (cells.allValid()) {
        return this;
      }
      long[] valid = Arrays.copyOf(cells.valid(), (cells.size() + 63) >>> 6);
      for (int word = 0; supplied != null && word < valid.length; word++) {
        valid[word] &= supplied[word];
      }
      return new Write(position, firstRow, cells, valid);
    }
  }

  StepInput(int rowCount, boolean keyed) {
    this.rowCount = rowCount;
    keys = new long[keyed ? rowCount : 0];
    keyPresent = new long[keyed ? (rowCount + 63) >>> 6 : 0];
  }

  int rowCount() {
    return rowCount;
  }

  List<Write> writes() {
    return writes;
  }

  void add(Write write) {
    writes.add(write);
  }

  /** Takes all nulls for cells that the input does not carry. */
  void leaveOutNulls() {
    writes.replaceAll(Write::withoutNulls);
  }

  /** Takes keys from cells; rows without one keep the null key. */
  void keysFrom(Write write) {
    long[] bits = KeyBits.of(write.cells());
    if (write.supplied() == null && write.cells().allValid()) {
      System.arraycopy(bits, 0, keys, write.firstRow(), bits.length);
      setPresent(write.firstRow(), write.firstRow() + bits.length);
      return;
    }
    for (int i = 0; i < bits.length; i++) {
      if (write.isSupplied(i)) {
        int row = write.firstRow() + i;
        keys[row] = bits[i];
        if (write.cells().isNull(i)) {
          keyPresent[row >>> 6] &= ~(1L << row);
        } else {
          keyPresent[row >>> 6] |= 1L << row;
        }
      }
    }
  }

  private void setPresent(int from, int to) {
    int row = from;
    while (row < to) {
      int end = Math.min(to, (row | 63) + 1);
      keyPresent[row >>> 6] |= (-1L >>> (64 - (end - row))) << row;
      row = end;
    }
  }

  /** Takes explicit row numbers from cells. */
  void numbersFrom(Write write) {
    if (numbers == null) {
      numbers = new long[rowCount];
      numberGiven = new long[(rowCount + 63) >>> 6];
    }
    long[] cells = write.cells().longs();
    for (int i = 0; i < write.cells().size(); i++) {
      if (write.isSupplied(i)) {
        int row = write.firstRow() + i;
        numbers[row] = write.cells().isNull(i) ? NumberedPlacement.NULL : cells[i];
        numberGiven[row >>> 6] |= 1L << row;
      }
    }
  }

  long[] keys() {
    return keys;
  }

  boolean isNullKey(int row) {
    return (keyPresent[row >>> 6] & (1L << row)) == 0;
  }

  /** Whether any row carries a row number. */
  boolean hasNumbers() {
    return numbers != null;
  }

  boolean hasNumber(int row) {
    return numbers != null && (numberGiven[row >>> 6] & (1L << row)) != 0;
  }

  long number(int row) {
    return numbers == null ? NumberedPlacement.NULL : numbers[row];
  }
}
