package dev.perspective4j.engine.slice;

import dev.perspective4j.engine.column.Vector;

/**
 * The keys of the table rows behind each row of a grouped slice, computed when asked for: they cost
 * as much as there are table rows, and hardly anybody asks.
 *
 * <p>Answers only on the strand of the table and only until its next step; so a slice whose keys
 * are wanted is written on the strand.
 */
@FunctionalInterface
public interface GroupKeys {

  /**
   * The keys (index values, or row numbers as integers) of all table rows under a row of the slice:
   * descendant groups in ascending order, keys ascending in each, and then the whole list reversed.
   *
   * @param row row of the slice, from 0
   */
  Vector of(int row);
}
