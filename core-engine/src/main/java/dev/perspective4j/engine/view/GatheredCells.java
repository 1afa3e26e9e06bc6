package dev.perspective4j.engine.view;

import dev.perspective4j.engine.column.ColumnSource;
import dev.perspective4j.engine.page.PagedColumn;
import dev.perspective4j.engine.slice.ColumnPath;
import dev.perspective4j.engine.slice.Slice;
import java.util.List;
import java.util.stream.IntStream;

/** Copies of the cells of some rows; many rows of several columns are copied on all processors. */
final class GatheredCells {

  /** Cells from which on a second processor pays. */
  private static final long MANY = 1 << 17;

  private GatheredCells() {}

  /** The cells of columns, each with its path. */
  static List<Slice.Column> of(List<ColumnSource> columns, List<ColumnPath> paths, int[] slots) {
    IntStream each = IntStream.range(0, columns.size());
    boolean apart = columns.stream().allMatch(PagedColumn.class::isInstance);
    if (apart && (long) slots.length * columns.size() > MANY) {
      each = each.parallel();
    }
    return each.mapToObj(c -> new Slice.Column(paths.get(c), columns.get(c).cells(slots))).toList();
  }
}
