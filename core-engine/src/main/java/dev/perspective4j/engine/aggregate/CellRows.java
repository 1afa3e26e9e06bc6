package dev.perspective4j.engine.aggregate;

import dev.perspective4j.engine.column.IntList;

/**
 * The cells of a computation: their rows, and how they nest. Answers are about the current rows.
 */
public interface CellRows {

  /** Number of rows of a cell. */
  long count(int cell);

  /** The slots of the rows of a cell, in any order; valid until the next call. */
  IntList rows(int cell);

  /**
   * The slots of the rows of a cell in row order: {@linkplain #isLeaf leaf groups} below it in the
   * order they came to exist, rows of each in natural order; valid until the next call.
   */
  IntList rowsInOrder(int cell);

  /** The leaf group at or below a cell that came to exist last, or -1 if there is none. */
  int newestLeaf(int cell);

  /** Whether the cell is at the deepest row level. */
  boolean isLeafRow(int cell);

  /**
   * Whether the cell is a leaf group: at the deepest split level, or without split the deepest row
   * level.
   */
  boolean isLeaf(int cell);

  /** The cells of the row groups directly below a cell, within its split group. */
  IntList rowChildren(int cell);

  /**
   * The cell a share is taken of: one split level up if the cell is below a split group, else one
   * row level up; -1 for the total.
   */
  int shareParent(int cell);

  /** The cell of all rows. */
  int total();

  /** What it means if the total has no rows. */
  Emptiness emptiness();
}
