/**
 * Groups: the tree of row groups, the tree of split groups, and the cells where they cross.
 *
 * <p>A {@link dev.perspective4j.engine.group.tree.Grouping} keeps both trees and all aggregates up
 * to date row by row; it is shared by every view of the same configuration. On top of it a {@link
 * dev.perspective4j.engine.group.order.SiblingOrder} sorts the children of the groups that are
 * read, a {@link dev.perspective4j.engine.group.order.Traversal} finds visible rows by position,
 * and a grouped view adds what differs per viewer: which groups are open. Keys are dictionary
 * numbers, nodes and cells are ints, everything lives in primitive columns. Knows plans,
 * aggregates, filters, orders, views and slices; never formats.
 *
 * <p>The way of one update: {@link dev.perspective4j.engine.group.GroupedComputation} listens to
 * the filter. In its retract it finds the rows of the delta that are in the view, lets the recorder
 * copy the results that may change, and takes the rows out of their cells. In its apply it finds
 * the leaf cells of the new values, making groups that are missing, and puts the rows in. Then it
 * settles: orders and traversals learn which groups came, went or changed, and groups without rows
 * go. The results are read when a viewer asks, and so is what changed: {@link
 * dev.perspective4j.engine.group.ChangeRecorder} compares the copies with the results of now.
 *
 * <p>What is shared by whom: the computation by all views with the same groups, splits, filters and
 * aggregates; an order by those of them with the same sorts; a traversal by those open to the same
 * depth. A view owns the rest.
 */
@NullMarked
package dev.perspective4j.engine.group;

import org.jspecify.annotations.NullMarked;
