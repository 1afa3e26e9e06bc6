/**
 * The order of groups: which child of a group stands where, and which group is at a visible position.
 *
 * <p>A {@link dev.perspective4j.engine.group.order.SiblingOrder} sorts the children of the groups that
 * somebody looks at and places changed ones; a {@link dev.perspective4j.engine.group.order.Traversal}
 * counts visible rows, so that a position is found in time that follows the depth of the tree. Knows the
 * trees and plans; never views or slices.
 */
@NullMarked
package dev.perspective4j.engine.group.order;

import org.jspecify.annotations.NullMarked;
