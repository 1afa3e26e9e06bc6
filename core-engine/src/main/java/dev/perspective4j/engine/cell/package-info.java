/**
 * Columns that are built value by value: which type values have, and what a column makes of them.
 *
 * <p>{@link dev.perspective4j.engine.cell.InferredColumn} finds the type of a new column, {@link
 * dev.perspective4j.engine.cell.CoercedColumn} fits values into an existing one. Both speak of
 * nulls, booleans, integers, doubles and text, and serve JSON as well as Java sources. Knows
 * columns, batches and the text of dates and numbers; never tables or formats.
 */
@NullMarked
package dev.perspective4j.engine.cell;

import org.jspecify.annotations.NullMarked;
