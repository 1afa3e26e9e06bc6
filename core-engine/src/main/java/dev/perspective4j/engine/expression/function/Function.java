package dev.perspective4j.engine.expression.function;

import dev.perspective4j.engine.expression.syntax.Callable;

/**
 * A function.
 *
 * @param callable how it is called
 * @param pure whether equal arguments always give equal results
 * @param binder makes the kernel for a call
 */
public record Function(Callable callable, boolean pure, Binder binder) {

  /** Makes the kernel for one call, so that constants are looked at once. */
  @FunctionalInterface
  public interface Binder {
    /**
     * Binds.
     *
     * @throws dev.perspective4j.engine.expression.value.TypeMismatch if a literal does not fit
     */
    Kernel bind(CallSite site);
  }
}
