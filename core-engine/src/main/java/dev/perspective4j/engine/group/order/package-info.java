/**
 * The order of groups: which child of a group stands where, and which group is at a visible
 * position.
 *
 * <p>A {@link dev.perspective4j.engine.group.order.SiblingOrder} sorts the children of the groups
 * that are read and places changed ones; a {@link dev.perspective4j.engine.group.order.Traversal}
 * counts visible rows, so that a position is found in time that follows the depth of the tree.
 * Knows the trees, aggregates and sort directions; never views or slices.
 *
 * <p>The way of one update: a group whose results changed is marked in the order and moves when its
 * list is next read; if many are marked the list is sorted anew. A group that comes or goes changes
 * the number of visible rows of each group above it, in every traversal at once, so a position is
 * right before anything is sorted. Each move between blocks of siblings passes the weight of the
 * group from one block to the other.
 *
 * <p>A read asks the traversal for the nodes at some positions: it descends from the root, passes
 * over whole blocks by their weights, and asks the order for the children of just those groups that
 * it enters.
 */
@NullMarked
package dev.perspective4j.engine.group.order;

import org.jspecify.annotations.NullMarked;
