package dev.perspective4j.engine.expression;

import java.util.Collection;

/**
 * The plug-in point for functions of an application: a service that {@link Expressions#standard()}
 * finds with {@link java.util.ServiceLoader}, so that every table of the JVM knows them.
 *
 * <p>Name the implementation in {@code META-INF/services} or in {@code provides} of a module.
 */
@FunctionalInterface
public interface FunctionProvider {

  /** The functions; called once. */
  Collection<ScalarFunction> functions();
}
