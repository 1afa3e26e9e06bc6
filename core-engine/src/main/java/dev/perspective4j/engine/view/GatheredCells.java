package dev.perspective4j.engine.view;

import dev.perspective4j.engine.column.ColumnSource;
import dev.perspective4j.engine.column.Vector;
import dev.perspective4j.engine.page.PagedColumn;
import dev.perspective4j.engine.slice.ColumnPath;
import dev.perspective4j.engine.slice.Slice;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Copies of the cells of some rows. Rows that stand one after the other in the table are copied in
 * runs, and many rows of several columns on all processors.
 */
final class GatheredCells {

  /** Cells from which on a second processor pays. */
  private static final long MANY = 1 << 17;

  private GatheredCells() {}

  /** The cells of columns, each with its path. */
  static List<Slice.Column> of(List<ColumnSource> columns, List<ColumnPath> paths, int[] slots) {
    boolean run = isRun(slots);
    IntStream each = IntStream.range(0, columns.size());
    boolean apart = columns.stream().allMatch(PagedColumn.class::isInstance);
    if (apart && (long) slots.length * columns.size() > MANY) {
      each = each.parallel();
    }
    return each.mapToObj(c -> new Slice.Column(paths.get(c), copy(columns.get(c), slots, run)))
        .toList();
  }

  /** The cells of a column. */
  static Vector of(ColumnSource column, int[] slots) {
    return copy(column, slots, isRun(slots));
  }

  private static Vector copy(ColumnSource column, int[] slots, boolean run) {
    Vector cells = new Vector(column.physicalType(), column.dictionaryOrNull(), slots.length);
    if (run) {
      column.scan(slots[0], slots.length, cells);
    } else {
      column.gather(slots, 0, slots.length, cells);
    }
    return cells;
  }

  private static boolean isRun(int[] slots) {
    int first = slots.length == 0 ? 0 : slots[0];
    for (int i = 0; i < slots.length; i++) {
      if (slots[i] != first + i) {
        return false;
      }
    }
    return slots.length > 0;
  }
}
