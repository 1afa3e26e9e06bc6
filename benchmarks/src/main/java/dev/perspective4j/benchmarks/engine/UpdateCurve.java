package dev.perspective4j.benchmarks.engine;

import dev.perspective4j.engine.ParsedRows;
import dev.perspective4j.engine.Table;
import dev.perspective4j.engine.View;
import dev.perspective4j.model.Sort;
import dev.perspective4j.model.SortDirection;
import dev.perspective4j.model.TableData;
import dev.perspective4j.model.ViewConfig;
import dev.perspective4j.model.Viewport;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What an update of 1,000 rows by key costs in tables of growing size: the step alone, which is what the
 * table's thread is busy for, the whole of it, JSON included, and that with a screen of each view.
 *
 * <pre>{@code
 * benchmarks/updates [--largest 10000000]
 * benchmarks/update-curve [--largest 10000000]
 * }</pre>
 *
 * <p>The second under four views: flat, sorted, a two-level group, a group and a split.
 */
public final class UpdateCurve {

  private static final int[] SIZES = {100_000, 300_000, 1_000_000, 3_000_000, 10_000_000};
  private static final int CHANGED = 1_000;
  private static final int REPEATS = 300;

  private UpdateCurve() {}

  private static List<ViewConfig> views(String kind) {
    return switch (kind) {
      case "none" -> List.of();
      case "four" ->
          List.of(
              ViewConfig.ALL,
              ViewConfig.builder().sort(new Sort("price", SortDirection.DESC)).build(),
              ViewConfig.builder().groupBy("sector", "symbol").columns("price", "size").build(),
              ViewConfig.builder()
                  .groupBy("sector")
                  .splitBy("buy")
                  .columns("price", "size")
                  .build());
      default -> throw new IllegalArgumentException("views: none or four, not " + kind);
    };
  }

  /** Prints one line per size. */
  public static void main(String[] args) {
    int largest = Integer.MAX_VALUE;
    String kind = "none";
    for (int i = 0; i + 1 < args.length; i += 2) {
      switch (args[i]) {
        case "--largest" -> largest = Integer.parseInt(args[i + 1]);
        case "--views" -> kind = args[i + 1];
        default -> throw new IllegalArgumentException("unknown option " + args[i]);
      }
    }
    List<ViewConfig> views = views(kind);
    measure(SIZES[0], views); // warms up
    System.out.printf(
        Locale.ROOT,
        "update of %,d rows by key, views: %s; ms, median and 95th percentile of %d%n"
            + "%12s %20s %20s %20s%n",
        CHANGED,
        kind,
        REPEATS,
        "rows",
        "apply",
        "parse and apply",
        "with screens");
    for (int rows : SIZES) {
      if (rows <= largest) {
        double[][] times = measure(rows, views);
        System.out.printf(
            Locale.ROOT,
            "%,12d %20s %20s %20s%n",
            rows,
            describe(times[0]),
            describe(times[1]),
            describe(times[2]));
      }
    }
  }

  private static String describe(double[] millis) {
    Arrays.sort(millis);
    return String.format(
        Locale.ROOT, "%.3f  %.3f", millis[millis.length / 2], millis[millis.length * 95 / 100]);
  }

  /** Milliseconds of steps alone, of whole updates, and of updates with a screen of each view. */
  private static double[][] measure(int rows, List<ViewConfig> configs) {
    double[][] times = new double[3][REPEATS];
    try (Table table = Trades.keyed(rows)) {
      List<View> views = configs.stream().map(table::view).toList();
      for (int turn = -REPEATS; turn < REPEATS; turn++) {
        TableData changes = Trades.changes(rows, CHANGED, turn);
        long start = System.nanoTime();
        ParsedRows input = table.read(changes);
        long parsed = System.nanoTime();
        table.update(input, 0);
        long applied = System.nanoTime();
        views.forEach(view -> view.slice(Viewport.rows(0, 50)));
        if (turn >= 0) {
          times[0][turn] = (applied - parsed) / 1e6;
          times[1][turn] = (applied - start) / 1e6;
          times[2][turn] = (System.nanoTime() - start) / 1e6;
        }
      }
      views.forEach(View::close);
    }
    return times;
  }
}
