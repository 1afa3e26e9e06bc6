package dev.perspective4j.engine.expression.compile;

import dev.perspective4j.engine.column.Vector;

/** Computes the values of an expression for some rows. Belongs to one thread. */
interface Evaluator {

  /**
   * Computes.
   *
   * @param run the rows
   * @param out receives as many cells, of the expression's storage
   * @throws dev.perspective4j.engine.expression.value.Budget.OutOfTime if time is up
   */
  void evaluate(SlotRun run, Vector out);
}
