package dev.perspective4j.engine.slice;

import dev.perspective4j.model.Scalar;
import java.util.List;

/**
 * The place of a value column: its split values, outermost first, and the column's own name.
 *
 * @param levels text of the split values present in the path; shorter than the number of split
 *     columns for totals of a rollup, empty without split
 * @param values the same split values as scalars (dates and datetimes as epoch milliseconds)
 * @param column the configured column name
 */
public record ColumnPath(List<String> levels, List<Scalar> values, String column) {

  /** Copies the lists. */
  public ColumnPath {
    levels = List.copyOf(levels);
    values = List.copyOf(values);
  }

  /** A path without split values. */
  public static ColumnPath of(String column) {
    return new ColumnPath(List.of(), List.of(), column);
  }

  /** The name in outputs: all parts joined by {@code |}, nothing escaped. */
  public String text() {
    return levels.isEmpty() ? column : String.join("|", levels) + "|" + column;
  }
}
