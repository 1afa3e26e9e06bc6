package dev.perspective4j.model;

import java.util.List;

/**
 * The headers of a view's columns, as text and as values.
 *
 * @param paths one text per column: split values and the name, joined by {@code |}; empty if the
 *     server is 5.6 or later
 * @param area levels of values, {@code area.get(level).get(column)}: one level per {@code
 *     split_by}, outermost first, then the names; null where a column is a total over the level;
 *     empty if the server is older than 5.6
 */
public record ColumnPaths(List<String> paths, List<List<Scalar>> area) {
  /** Copies the lists. */
  public ColumnPaths {
    paths = List.copyOf(paths);
    area = area.stream().map(List::copyOf).toList();
  }
}
