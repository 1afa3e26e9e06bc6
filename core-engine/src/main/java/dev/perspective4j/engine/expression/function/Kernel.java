package dev.perspective4j.engine.expression.function;

import dev.perspective4j.engine.expression.value.Cell;

/**
 * Computes one value.
 *
 * <p>The storage of the result depends on the storages of the arguments only, not on their values
 * (constants given at binding apart), and is set also when the result is null.
 */
@FunctionalInterface
public interface Kernel {

  /**
   * Computes.
   *
   * @param arguments as many as the call has; not modified
   * @param out receives the result; none of the arguments
   * @throws dev.perspective4j.engine.expression.value.TypeMismatch if the arguments do not fit
   */
  void apply(Cell[] arguments, Cell out);
}
