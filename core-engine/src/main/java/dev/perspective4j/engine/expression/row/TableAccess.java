package dev.perspective4j.engine.expression.row;

import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.expression.value.Cell;
import org.jspecify.annotations.Nullable;

/** What an expression may ask of the table besides the cells of its row. */
public interface TableAccess {

  /** Storage of a table column, or null if there is none of that name. */
  @Nullable PhysicalType physicalType(String column);

  /** Name of the index column, or null if rows are numbered. */
  @Nullable String indexColumn();

  /** The number of the row in a slot of a table without index. */
  long rowNumber(int slot);

  /**
   * Reads a cell of the row with the given key.
   *
   * @param column a table column
   * @param key of the type of the index, not null
   * @param out receives the value; null if there is no such row
   */
  void lookUp(String column, Cell key, Cell out);
}
