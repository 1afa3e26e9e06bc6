package dev.perspective4j.benchmarks.live;

import dev.perspective4j.engine.Table;
import dev.perspective4j.engine.View;
import dev.perspective4j.engine.source.RowAppender;
import dev.perspective4j.model.ColumnType;
import dev.perspective4j.model.Schema;
import dev.perspective4j.model.Sort;
import dev.perspective4j.model.SortDirection;
import dev.perspective4j.model.TableData;
import dev.perspective4j.model.TableOptions;
import dev.perspective4j.model.ViewConfig;
import dev.perspective4j.model.Viewport;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * What an update of 1,000 rows costs under four views, in the engine alone, as the table grows.
 *
 * <pre>{@code
 * benchmarks/update-curve [--rows 100000,1000000,10000000] [--repeats 200]
 * }</pre>
 */
public final class UpdateCurve {
  private static final int BATCH = 1000;
  private static final int WARM_UP = 400;
  private static final Schema SCHEMA =
      Schema.of(
          columns(
              "id", "integer", "sector", "string", "symbol", "string", "price", "float", "size",
              "integer", "buy", "boolean"));

  private UpdateCurve() {}

  private static Map<String, ColumnType> columns(String... pairs) {
    Map<String, ColumnType> columns = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      columns.put(pairs[i], ColumnType.valueOf(pairs[i + 1].toUpperCase(Locale.ROOT)));
    }
    return columns;
  }

  /** Prints one line for each size. */
  public static void main(String[] args) {
    List<Integer> sizes = List.of(100_000, 1_000_000, 10_000_000);
    int repeats = 200;
    for (int i = 0; i + 1 < args.length; i += 2) {
      switch (args[i]) {
        case "--rows" ->
            sizes = Arrays.stream(args[i + 1].split(",")).map(Integer::valueOf).toList();
        case "--repeats" -> repeats = Integer.parseInt(args[i + 1]);
        default -> throw new IllegalArgumentException("unknown option " + args[i]);
      }
    }
    System.out.printf(
        Locale.ROOT,
        "%12s %10s %10s %10s   (ms for %,d rows of JSON)%n",
        "rows",
        "median",
        "p95",
        "with read",
        BATCH);
    for (int rows : sizes) {
      measure(rows, repeats);
    }
  }

  private static void measure(int rows, int repeats) {
    try (Table table = fill(rows)) {
      List<View> views =
          List.of(
              table.view(ViewConfig.ALL),
              table.view(ViewConfig.builder().sort(new Sort("price", SortDirection.DESC)).build()),
              table.view(
                  ViewConfig.builder()
                      .groupBy("sector", "symbol")
                      .columns("price", "size")
                      .build()),
              table.view(
                  ViewConfig.builder()
                      .groupBy("sector")
                      .splitBy("buy")
                      .columns("price", "size")
                      .build()));
      double[] steps = new double[repeats];
      double[] reads = new double[repeats];
      for (int turn = -WARM_UP; turn < repeats; turn++) {
        TableData batch = TableData.jsonRows(prices(rows, turn));
        long start = System.nanoTime();
        table.update(batch, 0);
        long updated = System.nanoTime();
        views.forEach(view -> view.slice(Viewport.rows(0, 50)));
        if (turn >= 0) {
          steps[turn] = (updated - start) / 1e6;
          reads[turn] = (System.nanoTime() - start) / 1e6;
        }
      }
      System.out.printf(
          Locale.ROOT,
          "%,12d %10.3f %10.3f %10.3f%n",
          rows,
          quantile(steps, 0.5),
          quantile(steps, 0.95),
          quantile(reads, 0.5));
      views.forEach(View::close);
    }
  }

  private static Table fill(int rows) {
    Table table = Table.create(new TableData.OfSchema(SCHEMA), TableOptions.indexedBy("id"));
    SplittableRandom random = new SplittableRandom(1);
    for (int from = 0; from < rows; from += 100_000) {
      RowAppender appender = table.appender();
      for (int row = from; row < Math.min(rows, from + 100_000); row++) {
        int company = random.nextInt(1000);
        appender
            .set(0, row)
            .set(1, "sector " + company % 20)
            .set(2, "SYM" + company)
            .set(3, Math.round(random.nextDouble() * 1e6) / 100.0)
            .set(4, random.nextInt(1, 10_000))
            .set(5, random.nextBoolean())
            .endRow();
      }
      table.update(appender, 0);
    }
    return table;
  }

  /** JSON rows with random keys, prices and sizes. */
  static String prices(int rows, int turn) {
    SplittableRandom random = new SplittableRandom(turn);
    StringBuilder out = new StringBuilder("[");
    for (int i = 0; i < BATCH; i++) {
      out.append(i == 0 ? "" : ",")
          .append("{\"id\":")
          .append(random.nextInt(rows))
          .append(",\"price\":")
          .append(Math.round(random.nextDouble() * 1e6) / 100.0)
          .append(",\"size\":")
          .append(random.nextInt(1, 10_000))
          .append('}');
    }
    return out.append(']').toString();
  }

  private static double quantile(double[] values, double share) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[(int) (sorted.length * share)];
  }
}
