package dev.perspective4j.engine.expression.row;

import dev.perspective4j.engine.expression.value.Cell;

/** Computes a value in a row. Nodes own scratch cells, so a tree belongs to one thread. */
interface RowNode {

  /**
   * Computes.
   *
   * @param frame the row
   * @param out receives the value
   */
  void evaluate(Frame frame, Cell out);
}
