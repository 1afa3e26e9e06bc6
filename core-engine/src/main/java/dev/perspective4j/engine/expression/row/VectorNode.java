package dev.perspective4j.engine.expression.row;

import dev.perspective4j.engine.expression.value.Cell;

/** Computes a vector. As a plain value it is its first element. */
interface VectorNode extends RowNode {

  /** The elements; those of a variable are its own, so writing them changes it. */
  Cell[] elements(Frame frame);

  /** Number of elements. */
  int size();

  @Override
  default void evaluate(Frame frame, Cell out) {
    out.set(elements(frame)[0]);
  }
}
