/**
 * The language of expressions as applications see it: its limits, and functions of their own.
 *
 * <p>Start at {@link dev.perspective4j.engine.expression.Expressions}. Below it, {@code syntax}
 * parses, {@code value} and {@code function} say what operators and functions mean, {@code row}
 * evaluates row by row (and checks), {@code vector} evaluates whole chunks of pure expressions, and
 * {@code compile} makes columns. Imports vectors and the names of the built-in functions; knows
 * neither rows nor views.
 */
@NullMarked
package dev.perspective4j.engine.expression;

import org.jspecify.annotations.NullMarked;
