/**
 * Window columns: one value per table row, computed over ordered, partitioned rows.
 *
 * <p>A {@link dev.perspective4j.engine.window.WindowColumn} is a derived column like an expression.
 * It keeps each partition in order; a step marks places that changed, and only rows whose frame
 * sees a mark are computed again. Rows outside the step whose value changes are staged for a second
 * round. Knows columns, rows and orders, never configurations or views.
 */
@NullMarked
package dev.perspective4j.engine.window;

import org.jspecify.annotations.NullMarked;
