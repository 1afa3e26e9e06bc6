/**
 * Evaluates an expression one row at a time: the check of an expression, and programs with
 * variables, loops or vectors.
 *
 * <p>{@code RowCompiler} turns a tree into {@code RowNode}s; each writes its value into a cell it
 * is given. The same nodes check an expression: one row in which every column is null decides the
 * type. What a row touches lives in its {@code Frame}. Start at {@link
 * dev.perspective4j.engine.expression.row.RowProgram}.
 */
@NullMarked
package dev.perspective4j.engine.expression.row;

import org.jspecify.annotations.NullMarked;
