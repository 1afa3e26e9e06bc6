package dev.perspective4j.engine.group.tree;

import dev.perspective4j.engine.filter.RowSet;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * The first pass over the rows of a view: in one go, or, if they are many, by a few workers that
 * each group a range of slots on their own and are then put together.
 *
 * <p>The workers are tasks of the common fork-join pool and only read columns.
 */
public final class FirstPass {
  private static final int ROWS_PER_WORKER = 1 << 18;
  private static final int MOST_WORKERS = 8;

  private FirstPass() {}

  /**
   * Groups all rows of a set.
   *
   * @param target a grouping without rows
   * @param create makes another grouping over the same columns
   */
  public static void run(
      Grouping target, Supplier<Grouping> create, RowSet passing, int slotLimit) {
    int processors = Math.min(MOST_WORKERS, Runtime.getRuntime().availableProcessors());
    run(target, create, passing, slotLimit, Math.min(processors, passing.size() / ROWS_PER_WORKER));
  }

  /** As above, with a given number of workers. */
  public static void run(
      Grouping target, Supplier<Grouping> create, RowSet passing, int slotLimit, int workers) {
    int[] leaves = new int[slotLimit];
    Arrays.fill(leaves, -1);
    if (workers < 2) {
      target.load(passing, 0, slotLimit, leaves);
    } else {
      passing.copy(
          0, new int[1]); // whatever the set builds lazily is built before workers share it
      int share = (slotLimit + workers - 1) / workers;
      List<Grouping> parts =
          IntStream.range(0, workers)
              .parallel()
              .mapToObj(
                  worker -> {
                    Grouping part = worker == 0 ? target : create.get();
                    int to = Math.min(slotLimit, (worker + 1) * share);
                    part.load(passing, worker * share, to, leaves);
                    return part;
                  })
              .toList();
      List<int[]> maps = parts.stream().skip(1).map(target::absorb).toList();
      IntStream.range(1, workers)
          .parallel()
          .forEach(
              worker -> {
                int[] map = maps.get(worker - 1);
                int to = Math.min(slotLimit, (worker + 1) * share);
                for (int slot = worker * share; slot < to; slot++) {
                  if (leaves[slot] >= 0) {
                    leaves[slot] = map[leaves[slot]];
                  }
                }
              });
    }
    target.rollUp(leaves);
  }
}
