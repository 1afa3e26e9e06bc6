package dev.perspective4j.benchmarks.live;

import dev.perspective4j.conformance.Serve;
import dev.perspective4j.engine.page.PageMemory;
import dev.perspective4j.model.ColumnType;
import dev.perspective4j.model.Filter;
import dev.perspective4j.model.Scalar;
import dev.perspective4j.model.Schema;
import dev.perspective4j.model.Sort;
import dev.perspective4j.model.SortDirection;
import dev.perspective4j.model.TableData;
import dev.perspective4j.model.TableOptions;
import dev.perspective4j.model.ViewConfig;
import dev.perspective4j.server.Server;
import dev.perspective4j.server.ServerTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToLongFunction;

/**
 * Updates, inserts and removes rows as fast as viewers follow, and prints memory as it goes.
 *
 * <pre>{@code
 * benchmarks/soak [--minutes 10] [--viewers 20]
 * }</pre>
 *
 * <p>Every step writes its number into the row with key 0 and a thousand other rows with keys drawn
 * from a sliding range; keys that fall out of it are removed, and new strings come all the time.
 * The viewers check the numbers. Prints the heap in use after a collection, the memory of the engine
 * outside the heap and the resident set; fails if a viewer found fault, or if the last third of the run
 * needs a tenth more of either of the first two than the middle third, or a quarter more of the last.
 */
public final class Soak {
  private static final int BATCH = 1000;
  private static final int KEYS = 100_000;
  private static final int MOST_AHEAD = 200;

  /** Megabytes. */
  private record Sample(long heap, long engine, long resident) {}

  private Soak() {}

  /** Runs for some minutes. */
  public static void main(String[] args) throws InterruptedException {
    double minutes = 10;
    int viewers = 20;
    for (int i = 0; i + 1 < args.length; i += 2) {
      switch (args[i]) {
        case "--minutes" -> minutes = Double.parseDouble(args[i + 1]);
        case "--viewers" -> viewers = Integer.parseInt(args[i + 1]);
        case "--root" -> {}
        default -> throw new IllegalArgumentException("unknown option " + args[i]);
      }
    }
    Server server = Server.create();
    Map<String, ColumnType> columns = new LinkedHashMap<>();
    columns.put("id", ColumnType.INTEGER);
    columns.put("step", ColumnType.INTEGER);
    columns.put("symbol", ColumnType.STRING);
    columns.put("note", ColumnType.STRING);
    columns.put("price", ColumnType.FLOAT);
    ServerTable table =
        server.host(
            "soak", new TableData.OfSchema(Schema.of(columns)), TableOptions.indexedBy("id"));
    Serve.Running running = Serve.start("vertx", server, 0);
    URI uri = URI.create("ws://127.0.0.1:" + running.port() + "/websocket");
    List<SoakViewer> open = new ArrayList<>();
    try (HttpClient http = HttpClient.newHttpClient()) {
      for (int v = 0; v < viewers; v++) {
        SoakViewer viewer = new SoakViewer("view" + v, v % 2 == 0);
        viewer.open(http, uri, "soak", config(v));
        open.add(viewer);
      }
      boolean sound = run(table, open, (long) (minutes * 60e9));
      open.forEach(SoakViewer::close);
      System.exit(sound ? 0 : 1);
    }
  }

  private static ViewConfig config(int viewer) {
    return switch (viewer / 2 % 4) {
      case 0 -> ViewConfig.ALL;
      case 1 -> ViewConfig.builder().sort(new Sort("step", SortDirection.DESC)).build();
      case 2 ->
          ViewConfig.builder()
              .groupBy("symbol")
              .columns("step", "price")
              .aggregate("step", "max")
              .build();
      default ->
          ViewConfig.builder()
              .groupBy("symbol")
              .splitBy("note")
              .columns("step")
              .aggregate("step", "max")
              .filter(Filter.of("note", "==", Scalar.of("beat")))
              .build();
    };
  }

  private static boolean run(ServerTable table, List<SoakViewer> viewers, long nanos)
      throws InterruptedException {
    System.out.printf(
        Locale.ROOT,
        "%8s %10s %12s %10s %10s %10s%n",
        "seconds",
        "steps",
        "messages",
        "heap MB",
        "engine MB",
        "RSS MB");
    List<Sample> samples = new ArrayList<>();
    long start = System.nanoTime();
    long period = Math.max(nanos / 30, 1_000_000_000L);
    long nextSample = start + period;
    int step = 0;
    int removals = 0;
    while (System.nanoTime() - start < nanos) {
      table.update(TableData.jsonRows(rows(step)), 0).join();
      if (step % 10 == 9) {
        table.remove(TableData.jsonRows(outdated(step))).join();
        removals++;
        step++;
        table.update(TableData.jsonRows(rows(step)), 0).join();
      }
      step++;
      waitForSlowest(viewers, step);
      if (System.nanoTime() > nextSample) {
        nextSample += period;
        samples.add(sample(start, step, viewers));
      }
    }
    return judge(samples, viewers, step - 1, step + removals);
  }

  private static String rows(int step) {
    SplittableRandom random = new SplittableRandom(step);
    StringBuilder out =
        new StringBuilder("[{\"id\":0,\"step\":")
            .append(step)
            .append(",\"symbol\":\"zero\",\"note\":\"beat\",\"price\":1}");
    int from = 1 + step * 10;
    for (int i = 0; i < BATCH; i++) {
      int key = from + random.nextInt(KEYS);
      out.append(",{\"id\":")
          .append(key)
          .append(",\"step\":")
          .append(step)
          .append(",\"symbol\":\"SYM")
          .append(key % 500)
          .append("\",\"note\":\"note ")
          .append(key)
          .append("\",\"price\":")
          .append(random.nextInt(1_000_000) / 100.0)
          .append('}');
    }
    return out.append(']').toString();
  }

  /** Keys that no later step writes again. */
  private static String outdated(int step) {
    StringBuilder out = new StringBuilder("[");
    int to = 1 + step * 10;
    for (int key = Math.max(1, to - 120); key < to; key++) {
      out.append(out.length() == 1 ? "" : ",").append(key);
    }
    return out.append(']').toString();
  }

  /** Full rate is that of the slowest viewer: a reader that falls far behind is cut off. */
  private static void waitForSlowest(List<SoakViewer> viewers, int step) {
    while (viewers.stream()
        .anyMatch(v -> v.fault().isEmpty() && v.seen() < step - MOST_AHEAD && step > MOST_AHEAD)) {
      LockSupport.parkNanos(1_000_000);
    }
  }

  private static Sample sample(long start, int step, List<SoakViewer> viewers) {
    System.gc();
    long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20;
    Sample sample = new Sample(heap, PageMemory.allocatedBytes() >> 20, residentMegabytes());
    System.out.printf(
        Locale.ROOT,
        "%8d %10d %12d %10d %10d %10d%n",
        TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start),
        step,
        viewers.stream().mapToLong(SoakViewer::messages).sum(),
        sample.heap,
        sample.engine,
        sample.resident);
    viewers.forEach(viewer -> viewer.fault().ifPresent(System.out::println));
    return sample;
  }

  private static long residentMegabytes() {
    try {
      for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
        if (line.startsWith("VmRSS:")) {
          return Long.parseLong(line.replaceAll("[^0-9]", "")) >> 10;
        }
      }
      return 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean judge(
      List<Sample> samples, List<SoakViewer> viewers, int lastStep, int changes)
      throws InterruptedException {
    for (int i = 0;
        i < 100
            && viewers.stream()
                .anyMatch(
                    v -> v.seen() < lastStep || (v.takesRows() && v.notifications() < changes));
        i++) {
      TimeUnit.MILLISECONDS.sleep(100);
    }
    List<String> faults = new ArrayList<>();
    for (SoakViewer viewer : viewers) {
      viewer.fault().ifPresent(faults::add);
      if (viewer.seen() != lastStep) {
        faults.add("a viewer knows of step " + viewer.seen() + " of " + lastStep);
      }
      if (viewer.takesRows() && viewer.notifications() != changes) {
        faults.add("a viewer heard of " + viewer.notifications() + " of " + changes + " changes");
      }
    }
    int third = samples.size() / 3;
    if (third > 0) {
      List<Sample> middle = samples.subList(third, 2 * third);
      List<Sample> last = samples.subList(2 * third, samples.size());
      grows("heap", middle, last, Sample::heap, 10).ifPresent(faults::add);
      grows("engine", middle, last, Sample::engine, 10).ifPresent(faults::add);
      grows("RSS", middle, last, Sample::resident, 4).ifPresent(faults::add);
    }
    faults.forEach(System.out::println);
    System.out.println(faults.isEmpty() ? "sound" : "FAULTY");
    return faults.isEmpty();
  }

  /** Says so if the later samples need more than the earlier ones, by more than one part in some. */
  private static Optional<String> grows(
      String what, List<Sample> earlier, List<Sample> later, ToLongFunction<Sample> by, int parts) {
    long before = earlier.stream().mapToLong(by).max().orElse(0);
    long after = later.stream().mapToLong(by).max().orElse(0);
    return after > before + before / parts
        ? Optional.of(what + " grows: " + before + " -> " + after + " MB")
        : Optional.empty();
  }
}
