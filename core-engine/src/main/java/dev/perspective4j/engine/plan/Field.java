package dev.perspective4j.engine.plan;

import dev.perspective4j.engine.column.Storage;
import dev.perspective4j.model.ColumnType;

/** A named column of the input of a view. */
public sealed interface Field {

  /** The name clients use. */
  String name();

  /** Physical type of the cells. */
  Storage storage();

  /** Logical type of the cells. */
  default ColumnType type() {
    return storage().type();
  }

  /**
   * A column of the table.
   *
   * @param name its name
   * @param storage physical type
   * @param position place in the table
   */
  record Own(String name, Storage storage, int position) implements Field {}

  /**
   * An expression of the view.
   *
   * @param name its alias
   * @param storage physical type of its result
   * @param text what it computes
   */
  record Expression(String name, Storage storage, String text) implements Field {}
}
