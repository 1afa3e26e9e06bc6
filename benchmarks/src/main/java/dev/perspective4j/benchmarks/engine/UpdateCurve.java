package dev.perspective4j.benchmarks.engine;

import dev.perspective4j.engine.Input;
import dev.perspective4j.engine.Table;
import dev.perspective4j.model.TableData;
import java.util.Arrays;
import java.util.Locale;

/**
 * What an update of 1,000 rows by key costs in tables of growing size: the whole of it, JSON
 * included, and the step alone, which is what the table's thread is busy for.
 *
 * <pre>{@code
 * benchmarks/updates [--largest 10000000]
 * }</pre>
 */
public final class UpdateCurve {

  private static final int[] SIZES = {100_000, 300_000, 1_000_000, 3_000_000, 10_000_000};
  private static final int CHANGED = 1_000;
  private static final int REPEATS = 300;

  private UpdateCurve() {}

  /** Prints one line per size. */
  public static void main(String[] args) {
    int largest = Integer.MAX_VALUE;
    for (int i = 0; i + 1 < args.length; i += 2) {
      if (!args[i].equals("--largest")) {
        throw new IllegalArgumentException("unknown option " + args[i]);
      }
      largest = Integer.parseInt(args[i + 1]);
    }
    try (Table small = Trades.keyed(SIZES[0])) {
      measure(small, SIZES[0]);
    }
    System.out.printf(
        Locale.ROOT,
        "update of %,d rows by key, no views; ms, median and 90th percentile of %d%n"
            + "%12s %20s %20s%n",
        CHANGED,
        REPEATS,
        "rows",
        "parse and apply",
        "apply");
    for (int rows : SIZES) {
      if (rows <= largest) {
        try (Table table = Trades.keyed(rows)) {
          double[][] times = measure(table, rows);
          System.out.printf(
              Locale.ROOT, "%,12d %20s %20s%n", rows, describe(times[0]), describe(times[1]));
        }
      }
    }
  }

  private static String describe(double[] millis) {
    Arrays.sort(millis);
    return String.format(
        Locale.ROOT, "%.3f  %.3f", millis[millis.length / 2], millis[millis.length * 9 / 10]);
  }

  /** Milliseconds of whole updates, and of their steps alone. */
  private static double[][] measure(Table table, int rows) {
    double[] whole = new double[REPEATS];
    double[] step = new double[REPEATS];
    for (int turn = 0; turn < REPEATS; turn++) {
      TableData changes = Trades.changes(rows, CHANGED, turn);
      long start = System.nanoTime();
      Input input = table.read(changes);
      long parsed = System.nanoTime();
      table.update(input, 0);
      long end = System.nanoTime();
      whole[turn] = (end - start) / 1e6;
      step[turn] = (end - parsed) / 1e6;
    }
    return new double[][] {whole, step};
  }
}
