/**
 * Joins of two tables, kept up to date from both sides.
 *
 * <p>A join looks like any other {@link dev.perspective4j.engine.table.Rows}: a row is a pair of
 * slots, a column reads through the pair to its source, and a step of a source becomes a step of
 * the join that touches only the pairs of the changed rows. Nothing is copied but the pairs. Knows
 * rows and columns, not views.
 */
@NullMarked
package dev.perspective4j.engine.join;

import org.jspecify.annotations.NullMarked;
