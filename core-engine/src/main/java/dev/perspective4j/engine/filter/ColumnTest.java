package dev.perspective4j.engine.filter;

import dev.perspective4j.engine.column.ColumnSource;

/**
 * A test and the column whose cells it looks at.
 *
 * @param position position of the column, as deltas name it
 * @param column the column
 * @param test the test
 */
public record ColumnTest(int position, ColumnSource column, CellTest test) {

  /** Compiles a condition for a column. */
  public static ColumnTest of(Condition condition, int position, ColumnSource column) {
    return new ColumnTest(position, column, CellTest.of(condition, column.physicalType()));
  }

  /** Gets ready for the strings the column has by now. */
  void prepare() {
    test.prepare(column.dictionaryOrNull());
  }
}
