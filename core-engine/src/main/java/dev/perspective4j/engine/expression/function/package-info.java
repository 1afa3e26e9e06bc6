/**
 * The functions of the expression language: what each is called with and what it computes.
 *
 * <p>A {@link dev.perspective4j.engine.expression.function.Kernel} computes one value from cells
 * and refuses what does not fit with a {@code TypeMismatch}. {@link
 * dev.perspective4j.engine.expression.function.Library} is the table of all of them; applications
 * add theirs. Knows cells, neither trees nor columns.
 */
@NullMarked
package dev.perspective4j.engine.expression.function;

import org.jspecify.annotations.NullMarked;
