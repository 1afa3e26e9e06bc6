/**
 * The trees of row groups and split groups, and the cells where they cross.
 *
 * <p>A {@link dev.perspective4j.engine.group.tree.Grouping} keeps both trees and all aggregates up
 * to date row by row. Keys are {@linkplain dev.perspective4j.engine.group.tree.KeyIds numbered},
 * nodes and {@linkplain dev.perspective4j.engine.group.tree.CellGrid cells} are ints, everything
 * lives in primitive columns. Knows columns, rows, filters and aggregates; never orders, views or
 * slices.
 *
 * <p>The way of one update: the {@linkplain dev.perspective4j.engine.group.tree.CellContents
 * contents} name the leaf cell of each row that leaves; the grouping subtracts a chunk of rows from
 * the leaves, then from the cells above them, level by level, first along the splits and then along
 * the rows. New values are numbered as keys, the trees are descended by number, the grid finds the
 * leaf cells, and the same walk adds. Every cell that is touched goes into the {@linkplain
 * dev.perspective4j.engine.group.tree.StepLog log}, from which the step is settled: only then do
 * groups, cells and split groups without rows go, because rows often come back within the step.
 *
 * <p>The first pass goes another way: {@link dev.perspective4j.engine.group.tree.FirstPass} adds
 * rows to leaf cells only, in parallel on trees of their own that are then merged, and rolls the
 * leaves up once.
 */
@NullMarked
package dev.perspective4j.engine.group.tree;

import org.jspecify.annotations.NullMarked;
