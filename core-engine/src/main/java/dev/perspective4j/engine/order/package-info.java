/**
 * Orders: which row stands at which position of a flat view.
 *
 * <p>{@link dev.perspective4j.engine.order.SortedSlots} keeps rows in the order of sort keys,
 * lazily: nothing is sorted before it is read, a first screen takes a selection, and only deep
 * scrolling sorts everything; after that a step costs in proportion to its rows. Knows columns,
 * rows and filters, never configurations or views.
 */
@NullMarked
package dev.perspective4j.engine.order;

import org.jspecify.annotations.NullMarked;
