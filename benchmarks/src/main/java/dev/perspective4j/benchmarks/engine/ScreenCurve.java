package dev.perspective4j.benchmarks.engine;

import dev.perspective4j.engine.Table;
import dev.perspective4j.engine.View;
import dev.perspective4j.engine.json.ColumnsJson;
import dev.perspective4j.model.JsonOptions;
import dev.perspective4j.model.Sort;
import dev.perspective4j.model.SortDirection;
import dev.perspective4j.model.ViewConfig;
import dev.perspective4j.model.Viewport;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * What a screen of 50 rows costs the server in open views of tables of growing size: the read and
 * its JSON, at random places.
 *
 * <pre>{@code
 * benchmarks/screens [--largest 10000000]
 * }</pre>
 */
public final class ScreenCurve {

  private static final int[] SIZES = {1_000_000, 10_000_000};
  private static final int SCREEN = 50;
  private static final int REPEATS = 2_000;

  private ScreenCurve() {}

  /** Prints one line per size and view. */
  public static void main(String[] args) {
    int largest = Integer.MAX_VALUE;
    for (int i = 0; i + 1 < args.length; i += 2) {
      if (!args[i].equals("--largest")) {
        throw new IllegalArgumentException("unknown option " + args[i]);
      }
      largest = Integer.parseInt(args[i + 1]);
    }
    System.out.printf(
        Locale.ROOT,
        "a screen of %d rows of an open view; ms of %,d screens%n%12s  %-20s %9s %9s %9s%n",
        SCREEN,
        REPEATS,
        "rows",
        "view",
        "first",
        "median",
        "99 %");
    for (int rows : SIZES) {
      if (rows <= largest) {
        try (Table table = Trades.keyed(rows)) {
          views().forEach((name, config) -> measure(table, rows, name, config));
        }
      }
    }
  }

  private static Map<String, ViewConfig> views() {
    Map<String, ViewConfig> views = new LinkedHashMap<>();
    views.put("flat", ViewConfig.ALL);
    views.put("sorted by price", sorted("price"));
    views.put("sorted by sector", sorted("sector"));
    views.put("sector", ViewConfig.builder().groupBy("sector").columns("price", "size").build());
    views.put(
        "size (10,000 groups)", ViewConfig.builder().groupBy("size").columns("price").build());
    views.put(
        "size x sector",
        ViewConfig.builder().groupBy("size").splitBy("sector").columns("price").build());
    return views;
  }

  private static ViewConfig sorted(String column) {
    return ViewConfig.builder().sort(new Sort(column, SortDirection.DESC)).build();
  }

  private static void measure(Table table, int rows, String name, ViewConfig config) {
    SplittableRandom random = new SplittableRandom(5);
    double[] millis = new double[REPEATS];
    long opening = System.nanoTime();
    try (View view = table.view(config)) {
      int last = Math.max(1, (int) view.dimensions().viewRows() - SCREEN);
      read(view, 0);
      double first = (System.nanoTime() - opening) / 1e6;
      for (int turn = 0; turn < REPEATS; turn++) {
        int top = random.nextInt(last);
        long start = System.nanoTime();
        read(view, top);
        millis[turn] = (System.nanoTime() - start) / 1e6;
      }
      Arrays.sort(millis);
      System.out.printf(
          Locale.ROOT,
          "%,12d  %-20s %9.1f %9.3f %9.3f%n",
          rows,
          name,
          first,
          millis[REPEATS / 2],
          millis[REPEATS * 99 / 100]);
    }
  }

  private static void read(View view, int top) {
    ColumnsJson.write(view.slice(Viewport.rows(top, top + SCREEN)), JsonOptions.DEFAULT);
  }
}
