/**
 * Aggregates: how the rows of a cell become one value.
 *
 * <p>A cell is a group of rows (a row group, or a row group crossed with a split group), known here
 * only by its number. {@linkplain dev.perspective4j.engine.aggregate.Accumulator Accumulators} keep
 * the state of all cells in primitive columns, add and take out rows a chunk at a time, and merge;
 * {@linkplain dev.perspective4j.engine.aggregate.Aggregation aggregations} read results from them,
 * or from the rows of a cell where no state can be kept. Which rows form a cell and how cells nest
 * is asked of {@link dev.perspective4j.engine.aggregate.CellRows}. Knows columns, rows, the
 * aggregate kinds of plans and the text of values; never trees, views or slices.
 */
@NullMarked
package dev.perspective4j.engine.aggregate;

import org.jspecify.annotations.NullMarked;
