/**
 * Tables derived from views, kept up to date step by step.
 *
 * <p>A table derived from a flat view reads through to the rows that pass the view's filter, as a
 * join reads through to its sources: nothing is copied. One derived from any other view has rows
 * that exist nowhere else, so it {@linkplain dev.perspective4j.engine.derive.CopiedRows keeps a
 * copy} of each and rewrites those that a step of the source changed. Either looks like any other
 * {@link dev.perspective4j.engine.table.Rows}. Knows rows, filters, views, slices and batches;
 * neither formats nor subscribers.
 */
@NullMarked
package dev.perspective4j.engine.derive;

import org.jspecify.annotations.NullMarked;
