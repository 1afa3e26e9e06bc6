package dev.perspective4j.benchmarks.live;

import dev.perspective4j.benchmarks.engine.Trades;
import dev.perspective4j.conformance.Serve;
import dev.perspective4j.model.Sort;
import dev.perspective4j.model.SortDirection;
import dev.perspective4j.model.TableData;
import dev.perspective4j.model.ViewConfig;
import dev.perspective4j.server.Server;
import dev.perspective4j.server.TableProvider;
import dev.perspective4j.testkit.WireClient;
import dev.perspective4j.testkit.WireRequests;
import dev.perspective4j.wire.proto.MakeTableData;
import dev.perspective4j.wire.proto.MakeTableReq;
import dev.perspective4j.wire.proto.Request;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * What an update of some rows by key costs under a table derived from a view of two levels of groups,
 * 5,000 of them at the lower level, and a sorted view on that: from the request until the listener of that
 * view is told, over a WebSocket on this machine.
 *
 * <pre>{@code
 * benchmarks/derived [--rows 1000000] [--changed 1000]
 * }</pre>
 */
public final class DerivedUpdates {
  private static final int REPEATS = 100;

  private static final ViewConfig GROUPS =
      ViewConfig.builder()
          .expression("part", "\"id\" % 5")
          .groupBy("symbol", "part")
          .columns("price", "size")
          .build();

  private static final ViewConfig LARGEST =
      ViewConfig.builder().sort(new Sort("size", SortDirection.DESC)).build();

  private DerivedUpdates() {}

  /** Prints median and 95th percentile. */
  public static void main(String[] args) {
    int rows = 1_000_000;
    int changed = 1_000;
    for (int i = 0; i + 1 < args.length; i += 2) {
      int count = Integer.parseInt(args[i + 1]);
      switch (args[i]) {
        case "--rows" -> rows = count;
        case "--changed" -> changed = count;
        default -> throw new IllegalArgumentException("unknown option " + args[i]);
      }
    }
    Server server = Server.create();
    server.host("trades", TableProvider.of(Trades.keyed(rows)));
    Serve.Running running = Serve.start("vertx", server, 0);
    URI uri = URI.create("ws://127.0.0.1:" + running.port() + "/websocket");
    try (WireClient client = WireClient.connect(uri)) {
      client.call(WireRequests.view("trades", "groups", GROUPS));
      client.call(
          Request.newBuilder()
              .setEntityId("sums")
              .setMakeTableReq(
                  MakeTableReq.newBuilder()
                      .setData(MakeTableData.newBuilder().setFromView("groups"))));
      client.call(WireRequests.view("sums", "largest", LARGEST));
      client.send(WireRequests.onUpdate("largest"));
      double[] times = measure(client, rows, changed);
      Arrays.sort(times);
      System.out.printf(
          Locale.ROOT,
          "update of %,d of %,d rows until a view on a derived table of groups is told: "
              + "%.3f ms, 95 %% %.3f ms, of %d%n",
          changed,
          rows,
          times[REPEATS / 2],
          times[REPEATS * 95 / 100],
          REPEATS);
    } finally {
      running.stop();
      server.close();
    }
  }

  private static double[] measure(WireClient client, int rows, int changed) {
    double[] times = new double[REPEATS];
    for (int turn = -REPEATS; turn < REPEATS; turn++) {
      if (Trades.changes(rows, changed, turn) instanceof TableData.JsonRows(var utf8)) {
        Request.Builder update =
            WireRequests.update("trades", StandardCharsets.UTF_8.decode(utf8).toString());
        long start = System.nanoTime();
        client.call(update);
        client.notification();
        if (turn >= 0) {
          times[turn] = (System.nanoTime() - start) / 1e6;
        }
      }
    }
    return times;
  }
}
