package dev.perspective4j.engine.slice;

import dev.perspective4j.engine.column.Vector;
import java.util.List;

/**
 * The keys of the table rows behind each row of a grouped slice: index values, or row numbers as
 * integers.
 *
 * @param rows for each row of the slice, the keys of all table rows under it: descendant groups in
 *     ascending order, keys ascending in each, and then the whole list reversed
 */
public record GroupKeys(List<Vector> rows) {

  /** Copies the list. */
  public GroupKeys {
    rows = List.copyOf(rows);
  }

  /**
   * The keys behind one row.
   *
   * @param row row of the slice, from 0
   */
  public Vector of(int row) {
    return rows.get(row);
  }
}
