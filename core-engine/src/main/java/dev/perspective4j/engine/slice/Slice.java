package dev.perspective4j.engine.slice;

import dev.perspective4j.engine.column.Vector;
import java.util.List;
import java.util.Optional;

/**
 * The cells of a window of a view.
 *
 * @param kind shape of the view
 * @param rowCount number of rows
 * @param columns value columns of the window, in output order
 * @param rowPaths group values; present for views with group_by (also in {@code total} mode, then
 *     with zero depths)
 * @param keys key of each row (index value, or row number as an integer); present if {@linkplain
 *     KeysWanted wanted}, for flat and split-only views
 * @param groupKeys keys of the table rows behind each row; present if wanted, for views with groups
 *     or totals and without split
 */
public record Slice(
    Kind kind,
    int rowCount,
    List<Column> columns,
    Optional<RowPaths> rowPaths,
    Optional<Vector> keys,
    Optional<GroupKeys> groupKeys) {

  /** Copies the columns. */
  public Slice {
    columns = List.copyOf(columns);
  }

  /** This slice, with keys behind its rows. */
  public Slice with(GroupKeys behind) {
    return new Slice(kind, rowCount, columns, rowPaths, keys, Optional.of(behind));
  }

  /** Shape of a view. */
  public enum Kind {
    /** One row per table row. */
    FLAT,
    /** One row per group. */
    GROUPED,
    /** One row per group, one column group per split value. */
    GROUPED_SPLIT,
    /** One row per table row, one column group per split value. */
    SPLIT,
    /** One row. */
    TOTAL,
    /** One row, one column group per split value. */
    TOTAL_SPLIT
  }

  /**
   * One value column.
   *
   * @param path its place and name
   * @param cells as many cells as the slice has rows
   */
  public record Column(ColumnPath path, Vector cells) {}
}
