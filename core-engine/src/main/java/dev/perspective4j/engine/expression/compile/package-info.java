/**
 * From the text of an expression to a live column: checks, evaluation by rows or by vectors, and
 * the functions of an application as the language calls them.
 *
 * <p>Start at {@link dev.perspective4j.engine.expression.compile.ExpressionCompiler}. Knows the
 * language ({@code expression}), the packages that parse and evaluate, columns and rows; neither
 * views nor formats. Not exported: applications speak of {@code Expressions} and never of rows.
 */
@NullMarked
package dev.perspective4j.engine.expression.compile;

import org.jspecify.annotations.NullMarked;
