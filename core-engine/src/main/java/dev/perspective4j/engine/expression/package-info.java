/**
 * Expressions: columns computed from the other columns of a row by a small language.
 *
 * <p>Start at {@link dev.perspective4j.engine.expression.Expressions}: it judges texts, makes
 * shared columns from them, and takes an application's own functions. Below it, {@code syntax}
 * parses, {@code value} and {@code function} say what operators and functions mean, {@code row}
 * evaluates row by row (and checks), {@code vector} evaluates whole chunks of pure expressions.
 * Imports columns and rows; knows neither views nor formats.
 */
@NullMarked
package dev.perspective4j.engine.expression;

import org.jspecify.annotations.NullMarked;
