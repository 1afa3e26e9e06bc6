/**
 * Groups: the tree of row groups, the tree of split groups, and the cells where they cross.
 *
 * <p>A {@link dev.perspective4j.engine.group.tree.Grouping} keeps both trees and all aggregates up to date
 * row by row; it is shared by every view of the same configuration. On top of it a {@link
 * dev.perspective4j.engine.group.order.SiblingOrder} sorts the children of the groups somebody looks at, a
 * {@link dev.perspective4j.engine.group.order.Traversal} finds visible rows by position, and a grouped view
 * adds what differs per viewer: which groups are open. Keys are dictionary numbers, nodes and cells are
 * ints, everything lives in primitive columns. Knows plans, aggregates and slices, never formats.
 */
@NullMarked
package dev.perspective4j.engine.group;

import org.jspecify.annotations.NullMarked;
