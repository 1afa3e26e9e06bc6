package dev.perspective4j.engine.aggregate;

import dev.perspective4j.engine.column.ColumnSource;
import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.column.Vector;
import org.jspecify.annotations.Nullable;

/** A result column: what one aggregate answers for any cell. */
public abstract class Aggregation {
  private final PhysicalType physicalType;
  private final @Nullable ColumnSource values;

  /**
   * Results of a storage of their own.
   *
   * @param physicalType any but text
   */
  Aggregation(PhysicalType physicalType) {
    this.physicalType = physicalType;
    this.values = null;
  }

  /** Results that are values of a column. */
  Aggregation(ColumnSource values) {
    this.physicalType = values.physicalType();
    this.values = values;
  }

  /** Physical type of the results. */
  public final PhysicalType physicalType() {
    return physicalType;
  }

  /** An empty vector for results. */
  public Vector vector(int capacity) {
    // asked each time: an empty table may be given another dictionary with its first rows
    return new Vector(physicalType, values == null ? null : values.dictionaryOrNull(), capacity);
  }

  /**
   * Appends the results of cells.
   *
   * @param cells cell numbers; a negative one stands for a combination without rows, which is null
   * @param count how many of them
   * @param out of this column's storage
   */
  public final void read(int[] cells, int count, Vector out) {
    for (int i = 0; i < count; i++) {
      if (cells[i] < 0) {
        out.addNull();
      } else {
        append(cells[i], out);
      }
    }
  }

  /** Appends the result of one cell. */
  abstract void append(int cell, Vector out);

  /** What a sort by this column compares, and what shows that a result changed. */
  public Aggregation compared() {
    return this;
  }

  /** Whether results are kept and need to be told of {@link #touched} cells. */
  boolean isCached() {
    return false;
  }

  /** The rows of a cell changed. */
  void touched(int cell) {}
}
