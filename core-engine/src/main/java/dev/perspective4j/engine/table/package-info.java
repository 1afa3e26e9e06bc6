/**
 * Rows: slots, keys, batches, and the delta each step of a table yields.
 *
 * <p>A row lives in a slot, a stable number that columns are addressed by. A step (one update,
 * removal or replacement) is one {@link dev.perspective4j.engine.table.Delta}; everything that
 * depends on the rows is a {@link dev.perspective4j.engine.table.DeltaListener}. Knows columns,
 * pages and batches; never views or formats.
 */
@NullMarked
package dev.perspective4j.engine.table;

import org.jspecify.annotations.NullMarked;
