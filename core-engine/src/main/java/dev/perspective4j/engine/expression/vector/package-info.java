/**
 * Evaluates pure expressions a chunk of rows at a time.
 *
 * <p>{@code ColumnCompiler} turns a tree into {@code ColumnNode}s with types known beforehand; each
 * computes a vector from the vectors of its operands with one loop on primitives. What depends on a
 * single text is computed once per dictionary code. Trees with loops, assignments, vectors or types
 * that differ from row to row are left to the row program, which also defines the meaning. Start at
 * {@link dev.perspective4j.engine.expression.vector.ColumnProgram}.
 */
@NullMarked
package dev.perspective4j.engine.expression.vector;

import org.jspecify.annotations.NullMarked;
