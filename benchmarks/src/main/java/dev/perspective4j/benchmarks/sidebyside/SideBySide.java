package dev.perspective4j.benchmarks.sidebyside;

import static dev.perspective4j.benchmarks.sidebyside.Views.must;

import com.google.protobuf.ByteString;
import dev.perspective4j.testkit.ReferenceServer;
import dev.perspective4j.testkit.WireRequests;
import dev.perspective4j.wire.proto.MakeTableData;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Times the same requests against both servers and prints a table of medians and ratios.
 *
 * <pre>{@code
 * benchmarks/side-by-side [--rows 1000000] [--only REGEX]
 * }</pre>
 */
public final class SideBySide {

  private SideBySide() {}

  /** Runs the operations whose names match. */
  public static void main(String[] args) {
    int rows = 1_000_000;
    Pattern only = Pattern.compile("");
    Path root = Path.of("");
    for (int i = 0; i + 1 < args.length; i += 2) {
      switch (args[i]) {
        case "--rows" -> rows = Integer.parseInt(args[i + 1]);
        case "--only" -> only = Pattern.compile(args[i + 1]);
        case "--root" -> root = Path.of(args[i + 1]);
        default -> throw new IllegalArgumentException("unknown option " + args[i]);
      }
    }
    ByteString arrow = Data.arrow(0, rows);
    List<Operation> operations = new ArrayList<>();
    operations.addAll(Loads.operations(arrow, rows));
    operations.addAll(Views.operations("trades"));
    operations.addAll(Updates.operations(arrow, rows));
    Pattern wanted = only;
    operations.removeIf(operation -> !wanted.matcher(operation.name()).find());
    try (ReferenceServer reference = ReferenceServer.start(root.resolve("conformance/reference"));
        OurServer ours = OurServer.start(root)) {
      try (BareClient theirs = prepare(reference.uri(), arrow);
          BareClient mine = prepare(ours.uri(), arrow)) {
        System.out.printf(
            Locale.ROOT,
            "%,d rows; medians in ms%n%-48s %12s %12s %8s%n",
            rows,
            "",
            "reference",
            "ours",
            "ratio");
        for (Operation operation : operations) {
          run(operation, theirs, mine);
        }
      }
    }
    DuckDb.compare(arrow, wanted);
  }

  private static BareClient prepare(URI uri, ByteString arrow) {
    BareClient client = BareClient.connect(uri);
    must(
        client.call(
            WireRequests.table(
                "trades", MakeTableData.newBuilder().setFromArrow(arrow).build(), "")));
    return client;
  }

  /** Untimed turns of each, then the timed turns, one server after the other. */
  private static void run(Operation operation, BareClient theirs, BareClient mine) {
    operation.prepare().apply(theirs);
    operation.prepare().apply(mine);
    int warmUps = operation.warmUps();
    double[] a = new double[operation.repeats()];
    double[] b = new double[operation.repeats()];
    for (int turn = 0; turn < warmUps; turn++) {
      operation.run().apply(theirs, turn);
      operation.run().apply(mine, turn);
    }
    for (int turn = 0; turn < operation.repeats(); turn++) {
      a[turn] = operation.run().apply(theirs, turn + warmUps) / 1e6;
      b[turn] = operation.run().apply(mine, turn + warmUps) / 1e6;
    }
    double reference = median(a);
    double ours = median(b);
    System.out.printf(
        Locale.ROOT,
        "%-48s %12.2f %12.2f %7.1fx%n",
        operation.name(),
        reference,
        ours,
        reference / ours);
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
