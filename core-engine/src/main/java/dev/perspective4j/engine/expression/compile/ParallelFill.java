package dev.perspective4j.engine.expression.compile;

import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.column.StringDictionary;
import dev.perspective4j.engine.column.Vector;
import dev.perspective4j.engine.expression.value.Budget;
import dev.perspective4j.engine.expression.value.TextSink;
import dev.perspective4j.engine.page.PagedColumn;
import dev.perspective4j.engine.table.Rows;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Computes the cells of many rows by a few workers, each with a program of its own and whole pages
 * of the result.
 *
 * <p>The workers are tasks of the common fork-join pool; they read columns and write their pages.
 * Texts have one dictionary and are left to one thread, as is what looks into other rows.
 */
final class ParallelFill {
  private static final int PAGES_PER_WORKER = 2;
  private static final int MOST_WORKERS = 8;

  private ParallelFill() {}

  /** How many workers are worth it; less than two for none. */
  static int workers(Compiled compiled, Rows rows) {
    if (compiled.physicalType() == PhysicalType.STRING || compiled.looksUp() || !rows.isDense()) {
      return 0;
    }
    int processors = Math.min(MOST_WORKERS, Runtime.getRuntime().availableProcessors());
    return Math.min(processors, (rows.slotLimit() >>> PagedColumn.PAGE_BITS) / PAGES_PER_WORKER);
  }

  /**
   * Computes all cells.
   *
   * @return whether there was time for all of them
   */
  static boolean run(Compiled compiled, Rows rows, PagedColumn cells, int workers) {
    int pages = (rows.slotLimit() + PagedColumn.PAGE - 1) >>> PagedColumn.PAGE_BITS;
    int share = ((pages + workers - 1) / workers) << PagedColumn.PAGE_BITS;
    List<Part> parts =
        IntStream.range(0, workers)
            .parallel()
            .mapToObj(
                worker -> {
                  int from = Math.min(rows.slotLimit(), worker * share);
                  int to = Math.min(rows.slotLimit(), from + share);
                  return fill(compiled.another(), rows, cells, from, to);
                })
            .toList();
    // The column's own mark is not safe to set by several threads.
    if (parts.stream().anyMatch(Part::nulls)) {
      cells.markNulls();
    }
    return parts.stream().allMatch(Part::complete);
  }

  /**
   * What became of the slots of a worker: whether some are null, whether there was time for all.
   */
  private record Part(boolean nulls, boolean complete) {}

  private static Part fill(Compiled own, Rows rows, PagedColumn cells, int from, int to) {
    Evaluator evaluator = own.evaluator(rows, new TextSink(new StringDictionary(), 0));
    Vector fresh = new Vector(cells.physicalType(), null, Vector.CHUNK);
    SlotRun run = new SlotRun();
    boolean nulls = false;
    try {
      for (int slot = from; slot < to; slot += Vector.CHUNK) {
        run.consecutive(slot, Math.min(Vector.CHUNK, to - slot));
        evaluator.evaluate(run, fresh);
        nulls |= !fresh.allValid();
        run.write(cells, fresh);
      }
      return new Part(nulls, true);
    } catch (Budget.OutOfTime late) {
      return new Part(nulls, false);
    }
  }
}
