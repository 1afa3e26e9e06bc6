package dev.perspective4j.engine.table;

import dev.perspective4j.engine.page.PagedColumn;
import java.util.BitSet;
import java.util.List;

/** Writes the cells of a planned step, column by column. */
final class StepWriter {
  /** Cells that are worth a second thread. */
  private static final long PARALLEL_CELLS = 1 << 17;

  private StepWriter() {}

  /**
   * Writes all cells.
   *
   * @param usedBefore slots below it may hold cells of rows that are gone
   */
  static void write(List<PagedColumn> columns, StepInput rows, PlacementPlan plan, int usedBefore) {
    if (plan.inserted().length > 0) {
      clearInserted(columns, rows, plan, usedBefore);
    }
    List<StepInput.Write> writes = rows.writes();
    if ((long) rows.rowCount() * columns.size() >= PARALLEL_CELLS
        && isEachColumnWrittenOnce(rows)) {
      writes.parallelStream().forEach(write -> write(columns.get(write.position()), write, plan));
    } else {
      writes.forEach(write -> write(columns.get(write.position()), write, plan));
    }
  }

  private static boolean isEachColumnWrittenOnce(StepInput rows) {
    BitSet written = new BitSet();
    for (StepInput.Write write : rows.writes()) {
      if (written.get(write.position())) {
        return false;
      }
      written.set(write.position());
    }
    return true;
  }

  private static void write(PagedColumn column, StepInput.Write write, PlacementPlan plan) {
    int count = write.cells().size();
    int skip = Math.max(0, Math.min(count, plan.firstRow() - write.firstRow()));
    if (write.supplied() == null) {
      if (keepsValidity(column, write, plan)) {
        column.overwrite(plan.slots(), write.firstRow() + skip, count - skip, write.cells(), skip);
      } else {
        run(column, write, plan, skip, count);
      }
      return;
    }
    int from = skip;
    while (from < count) {
      while (from < count && !write.isSupplied(from)) {
        from++;
      }
      int end = from;
      while (end < count && write.isSupplied(end)) {
        end++;
      }
      run(column, write, plan, from, end);
      from = end;
    }
  }

  /** Whether all cells have a value, and had one before. */
  private static boolean keepsValidity(
      PagedColumn column, StepInput.Write write, PlacementPlan plan) {
    return plan.inserted().length == 0 && !column.mayHaveNulls() && write.cells().allValid();
  }

  private static void run(
      PagedColumn column, StepInput.Write write, PlacementPlan plan, int from, int end) {
    if (from >= end) {
      return;
    }
    int row = write.firstRow() + from;
    if (plan.run()) {
      column.write(plan.slots()[row], write.cells(), from, end - from);
    } else {
      column.scatter(plan.slots(), row, end - from, write.cells(), from);
    }
  }

  /** New rows start from nulls where the input does not carry a cell for every one of them. */
  private static void clearInserted(
      List<PagedColumn> columns, StepInput rows, PlacementPlan plan, int usedBefore) {
    int[] covered = new int[columns.size()];
    for (StepInput.Write write : rows.writes()) {
      if (write.supplied() == null) {
        covered[write.position()] += write.cells().size();
      }
    }
    BitSet partial = new BitSet();
    for (int position = 0; position < covered.length; position++) {
      partial.set(position, covered[position] < rows.rowCount());
    }
    for (int p = partial.nextSetBit(0); p >= 0; p = partial.nextSetBit(p + 1)) {
      PagedColumn column = columns.get(p);
      column.markNulls();
      for (int slot : plan.inserted()) {
        if (slot < usedBefore) {
          column.setNull(slot);
        }
      }
    }
  }
}
