package dev.perspective4j.benchmarks.sidebyside;

import dev.perspective4j.model.Aggregate;
import dev.perspective4j.model.Filter;
import dev.perspective4j.model.Scalar;
import dev.perspective4j.model.Sort;
import dev.perspective4j.model.SortDirection;
import dev.perspective4j.model.ViewConfig;
import dev.perspective4j.testkit.WireRequests;
import dev.perspective4j.wire.proto.Request;
import dev.perspective4j.wire.proto.Response;
import dev.perspective4j.wire.proto.ViewPort;
import java.util.List;

/** First answers of views: make the view, ask for its dimensions, read a screen of 50 rows. */
final class Views {

  private static final int SCREEN = 50;

  private Views() {}

  static List<Operation> operations(String table) {
    return List.of(
        first(table, "flat", ViewConfig.ALL),
        first(
            table,
            "filter",
            ViewConfig.builder().filter(Filter.of("price", ">", Scalar.of(9000.0))).build()),
        first(table, "sort by float", sorted("price")),
        first(table, "sort by string", sorted("account")),
        first(table, "group 20", grouped("sector").build()),
        first(table, "group 20 x 1,000", grouped("sector", "symbol").build()),
        first(table, "group 100k", grouped("account").build()),
        first(table, "group 20 + split 250 days", grouped("sector").splitBy("day").build()),
        first(table, "pivot 1,000 x 20", grouped("symbol").splitBy("sector").build()),
        first(
            table,
            "median by 20",
            grouped("sector").aggregate("price", Aggregate.of("median")).build()),
        first(
            table,
            "distinct count by 20",
            ViewConfig.builder()
                .groupBy("sector")
                .columns("account")
                .aggregate("account", "distinct count")
                .build()),
        first(
            table,
            "arithmetic expression",
            ViewConfig.builder()
                .expression("value", "\"price\" * \"size\"")
                .columns("value")
                .build()),
        first(
            table,
            "bucket expression + group",
            ViewConfig.builder()
                .expression("level", "bucket(\"price\", 500)")
                .groupBy("level")
                .columns("size")
                .build()),
        first(
            table,
            "string expression",
            ViewConfig.builder().expression("loud", "upper(\"symbol\")").columns("loud").build()),
        full(table, "to_arrow, all rows", WireRequests::arrow, ViewPort.getDefaultInstance()),
        full(table, "to_csv, 100k rows", WireRequests::csv, rows(100_000)),
        full(
            table,
            "to_columns, 100k rows",
            (view, port) -> WireRequests.columns(view, port, false),
            rows(100_000)),
        open(table, "screen of an open flat view", ViewConfig.ALL),
        open(table, "screen of an open sorted view", sorted("price")),
        open(table, "screen of an open pivot", grouped("symbol").splitBy("sector").build()));
  }

  private static ViewConfig.Builder grouped(String... columns) {
    return ViewConfig.builder().groupBy(columns).columns("price", "size");
  }

  private static ViewConfig sorted(String column) {
    return ViewConfig.builder().sort(new Sort(column, SortDirection.DESC)).build();
  }

  private static ViewPort rows(int end) {
    return ViewPort.newBuilder().setStartRow(0).setEndRow(end).build();
  }

  private static Operation first(String table, String name, ViewConfig config) {
    return Operation.of(
        "first answer: " + name,
        5,
        (client, turn) -> {
          String view = "first-" + name + turn;
          long start = System.nanoTime();
          must(client.call(WireRequests.view(table, view, config)));
          must(client.call(WireRequests.dimensions(view)));
          must(client.call(WireRequests.columns(view, rows(SCREEN), true)));
          long nanos = System.nanoTime() - start;
          must(client.call(WireRequests.deleteView(view)));
          return nanos;
        });
  }

  private static Operation full(String table, String name, Read read, ViewPort port) {
    String view = "full-" + name;
    return new Operation(
        name,
        25,
        15,
        client -> must(client.call(WireRequests.view(table, view, ViewConfig.ALL))),
        (client, turn) -> {
          long start = System.nanoTime();
          must(client.call(read.request(view, port)));
          return System.nanoTime() - start;
        });
  }

  private static Operation open(String table, String name, ViewConfig config) {
    String view = "open-" + name;
    return new Operation(
        name,
        500,
        50,
        client -> {
          must(client.call(WireRequests.view(table, view, config)));
          must(client.call(WireRequests.columns(view, rows(SCREEN), true)));
        },
        (client, turn) -> {
          ViewPort port = ViewPort.newBuilder().setStartRow(turn).setEndRow(turn + SCREEN).build();
          long start = System.nanoTime();
          must(client.call(WireRequests.columns(view, port, true)));
          return System.nanoTime() - start;
        });
  }

  /** Fails unless the answer is one. */
  static Response must(Response response) {
    if (response.hasServerError()) {
      throw new IllegalStateException(response.getServerError().getMessage());
    }
    return response;
  }

  @FunctionalInterface
  private interface Read {
    Request.Builder request(String view, ViewPort port);
  }
}
