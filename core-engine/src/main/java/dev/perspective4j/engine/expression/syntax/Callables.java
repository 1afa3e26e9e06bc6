package dev.perspective4j.engine.expression.syntax;

import org.jspecify.annotations.Nullable;

/** The functions an expression may call. */
@FunctionalInterface
public interface Callables {

  /** The function of that lower-case name, or null. */
  @Nullable Callable find(String name);
}
