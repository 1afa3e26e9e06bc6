package dev.perspective4j.benchmarks.sidebyside;

import static dev.perspective4j.benchmarks.sidebyside.Views.must;

import com.google.protobuf.ByteString;
import dev.perspective4j.testkit.ReferenceServer;
import dev.perspective4j.testkit.WireClient;
import dev.perspective4j.testkit.WireRequests;
import dev.perspective4j.wire.proto.MakeTableData;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * What a table takes.
 *
 * <p>First the engine alone: the least heap in which a table loads, found by trying, plus its memory
 * outside the heap, against the size of the loaded table. The two need not be largest at the same
 * time, so this is an upper bound. The input is in the heap, too, as a message is in a server until it is
 * answered; it counts with the peak, never with the table, and the last column leaves it out: what
 * loading takes beside the message, finished table included. Young objects get a small fixed part of
 * the heap, or the least heap would be half as much again as its largest array. Then both servers: how much their resident memory grows by a first table, and by further
 * ones after some were loaded and deleted: a server takes memory for its work once, not for each
 * table. The heap of a server grows in steps of many megabytes, so it takes a dozen tables to tell what
 * one of them adds.
 *
 * <pre>{@code
 * benchmarks/memory [--rows 1000000] [--tables 12]
 * }</pre>
 */
public final class MemorySideBySide {

  private static final double MIB = 1 << 20;

  /** Tables loaded and deleted before the growth by further ones is measured. */
  private static final int WARM_UPS = 8;

  private MemorySideBySide() {}

  /** Prints both comparisons. */
  public static void main(String[] args) throws IOException, InterruptedException {
    int rows = 1_000_000;
    int tables = 12;
    Path root = Path.of("");
    for (int i = 0; i + 1 < args.length; i += 2) {
      switch (args[i]) {
        case "--rows" -> rows = Integer.parseInt(args[i + 1]);
        case "--tables" -> tables = Integer.parseInt(args[i + 1]);
        case "--root" -> root = Path.of(args[i + 1]);
        default -> throw new IllegalArgumentException("unknown option " + args[i]);
      }
    }
    ByteString arrow = Data.arrow(0, rows);
    System.out.printf(
        Locale.ROOT,
        "%,d rows; MiB%n%-28s %8s %8s %8s %8s %14s%n",
        rows,
        "",
        "input",
        "table",
        "peak",
        "ratio",
        "without input");
    peak("Arrow", ".arrow", arrow, "");
    peak("Arrow, indexed", ".arrow", arrow, "id");
    peak("CSV, a fifth of the rows", ".csv", Data.csv(rows / 5), "");
    peak("JSON columns, a fifth", ".json", Data.jsonColumns(rows / 5), "");
    try (ReferenceServer reference = ReferenceServer.start(root.resolve("conformance/reference"));
        OurServer ours = OurServer.start(root)) {
      System.out.printf(
          Locale.ROOT,
          "%nresident memory of the servers%n%-28s %8s %11s %10s %14s %12s %14s%n",
          "",
          "started",
          "first table",
          "warmed up",
          "1 + " + tables + " tables",
          "bytes/row",
          "all deleted");
      double theirs = growth("reference", reference.uri(), reference.pid(), arrow, rows, tables);
      double mine = growth("ours", ours.uri(), ours.pid(), arrow, rows, tables);
      System.out.printf(Locale.ROOT, "%nours/reference per row: %.2f%n", mine / theirs);
    }
  }

  // ---- the engine alone

  private static void peak(String name, String suffix, ByteString data, String index)
      throws IOException, InterruptedException {
    Path file = Files.createTempFile("perspective4j-", suffix);
    try {
      Files.write(file, data.toByteArray());
      long[] sizes =
          load(file, index, 2048)
              .orElseThrow(() -> new IllegalStateException("does not load in 2 GiB: " + name));
      int fails = 4;
      int loads = 2048;
      while (loads - fails > 1) {
        int heap = (loads + fails) / 2;
        if (load(file, index, heap).isPresent()) {
          loads = heap;
        } else {
          fails = heap;
        }
      }
      double outside = sizes[0] / MIB;
      double table = outside + sizes[1] / MIB;
      double input = data.size() / MIB;
      double peak = loads - (sizes[2] / MIB) + outside;
      System.out.printf(
          Locale.ROOT,
          "%-28s %8.1f %8.1f %8.1f %7.2fx %13.2fx%n",
          name,
          input,
          table,
          peak,
          peak / table,
          (peak - input) / table);
    } finally {
      Files.delete(file);
    }
  }

  /** Memory outside the heap, in the heap, and of the heap before; empty if the heap is too small. */
  private static Optional<long[]> load(Path file, String index, int heapMebibytes)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:NewSize=2m",
                "-XX:MaxNewSize=2m",
                "-Xmx" + heapMebibytes + "m",
                "-cp",
                System.getProperty("java.class.path"),
                LoadInHeap.class.getName(),
                file.toString(),
                index)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String out =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (process.waitFor() != 0 || out.isEmpty()) {
      return Optional.empty();
    }
    String[] numbers = out.split(" ", -1);
    return Optional.of(
        new long[] {
          Long.parseLong(numbers[0]), Long.parseLong(numbers[1]), Long.parseLong(numbers[2])
        });
  }

  // ---- the servers

  private static double growth(
      String name, URI uri, long pid, ByteString arrow, int rows, int tables) throws IOException {
    MakeTableData data = MakeTableData.newBuilder().setFromArrow(arrow).build();
    try (WireClient client = WireClient.connect(uri)) {
      double started = resident(pid);
      must(client.call(WireRequests.table("table0", data, "")));
      double first = resident(pid);
      for (int i = 0; i < WARM_UPS; i++) {
        must(client.call(WireRequests.table("warm-up", data, "")));
        must(client.call(WireRequests.deleteTable("warm-up")));
      }
      double one = resident(pid);
      for (int i = 1; i <= tables; i++) {
        must(client.call(WireRequests.table("table" + i, data, "")));
      }
      double all = resident(pid);
      for (int i = 0; i <= tables; i++) {
        must(client.call(WireRequests.deleteTable("table" + i)));
      }
      double perRow = (all - one) * MIB / ((double) rows * tables);
      System.out.printf(
          Locale.ROOT,
          "%-28s %8.0f %11.0f %10.0f %14.0f %12.0f %14.0f%n",
          name,
          started,
          first,
          one,
          all,
          perRow,
          resident(pid));
      return perRow;
    }
  }

  /** Resident memory of a process in MiB, as Linux counts it. */
  private static double resident(long pid) throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024.0;
      }
    }
    throw new IllegalStateException("no VmRSS of process " + pid);
  }
}
