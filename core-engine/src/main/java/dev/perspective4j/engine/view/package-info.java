/**
 * Views: live answers to configurations, and the sharing of what they compute.
 *
 * <p>{@link dev.perspective4j.engine.view.ViewRegistry} plans a configuration and opens a view on
 * it; filters, orders and extremes of equal configurations exist once and count their users. A
 * {@link dev.perspective4j.engine.view.FlatView} is a light cursor on top: it asks the order for
 * slots and gathers cells. Grouping lives in packages of its own.
 */
@NullMarked
package dev.perspective4j.engine.view;

import org.jspecify.annotations.NullMarked;
