package dev.perspective4j.benchmarks.sidebyside;

import static dev.perspective4j.benchmarks.sidebyside.Views.must;

import dev.perspective4j.model.ViewConfig;
import dev.perspective4j.testkit.ReferenceServer;
import dev.perspective4j.testkit.WireRequests;
import dev.perspective4j.wire.proto.MakeTableData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Many viewers with equal grouped views, each of which reads its screen again after every update.
 *
 * <pre>{@code
 * benchmarks/fan-out [--viewers 200] [--rows 20000] [--batch 100] [--seconds 15]
 * }</pre>
 *
 * <p>Prints screens per second and what processor time of the server process a screen took. An
 * update is sent when everybody has read the last one.
 */
public final class FanOut {
  private static final String TABLE = "trades";
  private static final double TICKS_PER_SECOND = 100;

  /** Seconds a turn may take. */
  private static final long PATIENCE = 120;

  private record Result(double screensPerSecond, double cpuMillis) {}

  private FanOut() {}

  /** Measures the reference, then ours. */
  public static void main(String[] args) throws IOException, InterruptedException {
    int viewers = 200;
    int rows = 20_000;
    int batch = 100;
    int seconds = 15;
    Path root = Path.of("");
    for (int i = 0; i + 1 < args.length; i += 2) {
      switch (args[i]) {
        case "--viewers" -> viewers = Integer.parseInt(args[i + 1]);
        case "--rows" -> rows = Integer.parseInt(args[i + 1]);
        case "--batch" -> batch = Integer.parseInt(args[i + 1]);
        case "--seconds" -> seconds = Integer.parseInt(args[i + 1]);
        case "--root" -> root = Path.of(args[i + 1]);
        default -> throw new IllegalArgumentException("unknown option " + args[i]);
      }
    }
    Result theirs;
    Result mine;
    try (ReferenceServer reference = ReferenceServer.start(root.resolve("conformance/reference"))) {
      theirs = measure(reference.uri(), reference.pid(), viewers, rows, batch, seconds);
    }
    try (OurServer ours = OurServer.start(root)) {
      mine = measure(ours.uri(), ours.pid(), viewers, rows, batch, seconds);
    }
    System.out.printf(
        Locale.ROOT,
        "%,d viewers, %,d rows, updates of %,d%n%-28s %12s %12s %8s%n",
        viewers,
        rows,
        batch,
        "",
        "reference",
        "ours",
        "ratio");
    System.out.printf(
        Locale.ROOT,
        "%-28s %12.0f %12.0f %7.1fx%n",
        "screens per second",
        theirs.screensPerSecond,
        mine.screensPerSecond,
        mine.screensPerSecond / theirs.screensPerSecond);
    System.out.printf(
        Locale.ROOT,
        "%-28s %12.4f %12.4f %7.1fx%n",
        "server CPU ms per screen",
        theirs.cpuMillis,
        mine.cpuMillis,
        theirs.cpuMillis / mine.cpuMillis);
  }

  private static Result measure(URI uri, long pid, int viewers, int rows, int batch, int seconds)
      throws IOException, InterruptedException {
    ViewConfig config =
        ViewConfig.builder().groupBy("sector", "symbol").columns("price", "size").build();
    try (BareClient feed = BareClient.connect(uri);
        Viewers open = new Viewers()) {
      MakeTableData data = MakeTableData.newBuilder().setFromArrow(Data.arrow(0, rows)).build();
      must(feed.call(WireRequests.table(TABLE, data, "id")));
      for (int v = 0; v < viewers; v++) {
        open.open(uri, TABLE, config);
      }
      open.start();
      run(feed, open, rows, batch, seconds);
      long ticks = ticks(pid);
      long start = System.nanoTime();
      long read = run(feed, open, rows, batch, seconds);
      double elapsed = (System.nanoTime() - start) / 1e9;
      double cpu = (ticks(pid) - ticks) / TICKS_PER_SECOND * 1000;
      return new Result(read / elapsed, cpu / read);
    }
  }

  private static long run(BareClient feed, Viewers viewers, int rows, int batch, int seconds)
      throws InterruptedException {
    long end = System.nanoTime() + seconds * 1_000_000_000L;
    long read = 0;
    for (int turn = 0; System.nanoTime() < end; turn++) {
      MakeTableData data =
          MakeTableData.newBuilder().setFromRows(Data.prices(rows, batch, turn)).build();
      must(feed.call(WireRequests.update(TABLE, data)));
      viewers.await(PATIENCE);
      read += viewers.size();
    }
    return read;
  }

  /** Processor time of a process in user and kernel mode. */
  private static long ticks(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      return Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
