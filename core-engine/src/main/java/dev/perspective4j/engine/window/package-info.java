/**
 * Window columns: one value per table row, computed over ordered, partitioned rows.
 *
 * <p>A {@link dev.perspective4j.engine.window.WindowColumn} is a derived column like an expression.
 * It keeps each partition in order; a step marks places that changed, and only rows whose frame
 * sees a mark are computed again. Rows outside the step whose value changes are staged for a second
 * round. Knows columns, pages, rows and orders; never configurations or views.
 *
 * <p>The way of one update: before the step writes, rows that leave or may move are taken out of
 * their {@link dev.perspective4j.engine.window.Partition}, which marks their neighbours. After it
 * the rows are put in again and marked. Each {@linkplain
 * dev.perspective4j.engine.window.WindowFunction function} says how far a mark reaches: a lag as
 * far as its offset, a sliding frame as far as it is long, a cumulative one to the end of the
 * partition. Marked stretches are evaluated again; results of rows that the step wrote are stored
 * at once, those of others are staged if they differ, and a second round of the step retracts these
 * rows, stores the cells and applies them.
 *
 * <p>Three shapes of functions: shifts look at one other row; cumulative ones continue from a state
 * kept every 2048 rows; sliding ones compute each frame from its rows alone, long ones by a
 * {@linkplain dev.perspective4j.engine.window.SegmentTree segment tree}, so that nothing is ever
 * subtracted. A step that touches more than a quarter of the rows sorts all partitions anew.
 */
@NullMarked
package dev.perspective4j.engine.window;

import org.jspecify.annotations.NullMarked;
