package dev.perspective4j.engine.cell;

import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.column.StringDictionary;
import dev.perspective4j.engine.column.Vector;
import dev.perspective4j.engine.load.Batch;
import dev.perspective4j.engine.text.EpochDay;
import dev.perspective4j.engine.text.NumberText;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A column under construction: takes values at rows, in any order, and ends as a batch column.
 *
 * <p>Rows that were never put are null and "not supplied". Putting a row again replaces its cell.
 */
public abstract class CellColumn {
  private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
  private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};

  private final String name;
  private Vector cells;
  private long[] supplied = new long[1];
  private int suppliedCount;

  CellColumn(String name, PhysicalType physicalType) {
    this.name = name;
    this.cells = vector(physicalType, 16);
  }

  public final String name() {
    return name;
  }

  public final PhysicalType physicalType() {
    return cells.physicalType();
  }

  final Vector cells() {
    return cells;
  }

  final void cells(Vector replacement) {
    cells = replacement;
  }

  static Vector vector(PhysicalType physicalType, int capacity) {
    return new Vector(
        physicalType,
        physicalType == PhysicalType.STRING ? new StringDictionary() : null,
        capacity);
  }

  // ---- what a document can hold

  /** An explicit null. */
  public void putNull(int row) {
    supply(row);
    cells.valid()[row >>> 6] &= ~(1L << row);
    switch (cells.physicalType().lane()) {
      case LONG -> cells.longs()[row] = 0;
      case DOUBLE -> cells.doubles()[row] = 0;
      case CODE -> cells.codes()[row] = 0;
    }
  }

  /** A number without fraction or exponent that fits 64 bits. */
  public abstract void putInteger(int row, long value);

  /** Any other number. */
  public abstract void putDouble(int row, double value);

  /** A number without fraction or exponent in {@code [2^63, 2^64)}. */
  public void putUnsigned(int row, long bits) {
    putDouble(row, PhysicalType.unsignedToDouble(bits));
  }

  public abstract void putBoolean(int row, boolean value);

  /** Text as UTF-8. */
  public abstract void putText(int row, byte[] utf8, int from, int to);

  /** A list that becomes compact JSON text. */
  public abstract void putListText(int row, byte[] json);

  // ---- cells of the column's own storage

  final void setLong(int row, long value) {
    supply(row);
    cells.longs()[row] = value;
    cells.valid()[row >>> 6] |= 1L << row;
  }

  /** The UTC day of an instant; for {@link PhysicalType#DATE}. */
  final void setDay(int row, long epochMillis) {
    long day = EpochDay.ofMillis(epochMillis);
    if (day != (int) day) {
      throw CellErrors.outOfRange(Long.toString(epochMillis), this, row);
    }
    setLong(row, day);
  }

  final void setDouble(int row, double value) {
    supply(row);
    cells.doubles()[row] = value;
    cells.valid()[row >>> 6] |= 1L << row;
  }

  final void setText(int row, byte[] utf8, int from, int to) {
    int code = cells.dictionary().intern(utf8, from, to - from);
    supply(row);
    cells.codes()[row] = code;
    cells.valid()[row >>> 6] |= 1L << row;
  }

  final void setText(int row, String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    setText(row, utf8, 0, utf8.length);
  }

  final void setText(int row, long value) {
    setText(row, Long.toString(value));
  }

  final void setText(int row, double value) {
    setText(row, NumberText.sixDecimals(value));
  }

  final void setText(int row, boolean value) {
    byte[] utf8 = value ? TRUE : FALSE;
    setText(row, utf8, 0, utf8.length);
  }

  private void supply(int row) {
    if (row >= cells.size()) {
      cells.size(row + 1);
      int words = (row + 64) >>> 6;
      if (words > supplied.length) {
        supplied = Arrays.copyOf(supplied, Math.max(words, supplied.length * 2));
      }
    }
    long bit = 1L << row;
    if ((supplied[row >>> 6] & bit) == 0) {
      supplied[row >>> 6] |= bit;
      suppliedCount++;
    }
  }

  /** Repeats the cell of a row in the {@code count - 1} rows behind it. */
  public final void repeat(int row, int count) {
    for (int to = row + 1; to < row + count; to++) {
      if (cells.isNull(row)) {
        putNull(to);
      } else {
        switch (cells.physicalType().lane()) {
          case LONG -> setLong(to, cells.longs()[row]);
          case DOUBLE -> setDouble(to, cells.doubles()[row]);
          case CODE -> {
            int code = cells.codes()[row];
            supply(to);
            cells.codes()[to] = code;
            cells.valid()[to >>> 6] |= 1L << to;
          }
        }
      }
    }
  }

  /** The finished column of {@code rows} rows. */
  public final Batch.Column finish(int rows) {
    cells.size(rows);
    long @Nullable [] mask = null;
    if (suppliedCount < rows) {
      mask = Arrays.copyOf(supplied, (rows + 63) >>> 6);
    }
    return new Batch.Column(name, cells, mask);
  }
}
