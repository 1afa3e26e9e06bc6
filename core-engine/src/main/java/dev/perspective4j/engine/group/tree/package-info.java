/**
 * The trees of row groups and split groups, and the cells where they cross.
 *
 * <p>A {@link dev.perspective4j.engine.group.tree.Grouping} keeps both trees and all aggregates up to
 * date row by row. Keys are {@linkplain dev.perspective4j.engine.group.tree.KeyIds numbered}, nodes and
 * {@linkplain dev.perspective4j.engine.group.tree.CellGrid cells} are ints, everything lives in
 * primitive columns. Knows plans, aggregates and rows; never orders, views or slices.
 */
@NullMarked
package dev.perspective4j.engine.group.tree;

import org.jspecify.annotations.NullMarked;
