package dev.perspective4j.benchmarks.sidebyside;

import static dev.perspective4j.benchmarks.sidebyside.Views.must;

import com.google.protobuf.ByteString;
import dev.perspective4j.model.Sort;
import dev.perspective4j.model.SortDirection;
import dev.perspective4j.model.ViewConfig;
import dev.perspective4j.testkit.WireRequests;
import dev.perspective4j.wire.proto.MakeTableData;
import java.util.List;

/** Updates of a large indexed table, until the last notification has arrived. */
final class Updates {

  private Updates() {}

  static List<Operation> operations(ByteString arrow, int rows) {
    ViewConfig flat = ViewConfig.ALL;
    ViewConfig sorted = ViewConfig.builder().sort(new Sort("price", SortDirection.DESC)).build();
    ViewConfig grouped =
        ViewConfig.builder().groupBy("sector", "symbol").columns("price", "size").build();
    ViewConfig pivot =
        ViewConfig.builder().groupBy("sector").splitBy("buy").columns("price", "size").build();
    return List.of(
        update("update 1,000 rows, no view", 1000, arrow, rows, List.of()),
        update(
            "update 1,000 rows under four views",
            60,
            arrow,
            rows,
            List.of(flat, sorted, grouped, pivot)),
        append("append 10,000 rows under a grouped view", arrow, rows, grouped));
  }

  private static Operation update(
      String name, int warmUps, ByteString arrow, int rows, List<ViewConfig> views) {
    return new Operation(
        name,
        warmUps,
        15,
        client -> prepare(client, name, arrow, "id", views),
        (client, turn) -> {
          MakeTableData batch =
              MakeTableData.newBuilder().setFromRows(Data.prices(rows, 1000, turn)).build();
          return step(client, name, batch, views.size());
        });
  }

  /**
   * Warms up on a small table, so that the large one is as large as it says: with many small batches,
   * because what runs once per message is compiled late, then with some of the timed size.
   */
  private static Operation append(String name, ByteString arrow, int rows, ViewConfig view) {
    int smallBatches = 1500;
    int warmUps = smallBatches + 300;
    String small = name + ", small";
    return new Operation(
        name,
        warmUps,
        15,
        client -> {
          prepare(client, small, Data.arrow(0, 10_000), "", List.of(view));
          prepare(client, name, arrow, "", List.of(view));
        },
        (client, turn) -> {
          int count = turn < smallBatches ? 500 : 10_000;
          MakeTableData batch =
              MakeTableData.newBuilder()
                  .setFromArrow(Data.arrow(rows + turn * 10_000, count))
                  .build();
          return step(client, turn < warmUps ? small : name, batch, 1);
        });
  }

  private static void prepare(
      BareClient client, String table, ByteString arrow, String index, List<ViewConfig> views) {
    MakeTableData data = MakeTableData.newBuilder().setFromArrow(arrow).build();
    must(client.call(WireRequests.table(table, data, index)));
    for (int v = 0; v < views.size(); v++) {
      String view = table + v;
      must(client.call(WireRequests.view(table, view, views.get(v))));
      must(client.call(WireRequests.columns(view, WireRequests.window(0, 50, 0, 50), false)));
      client.send(WireRequests.onUpdate(view));
    }
  }

  private static long step(BareClient client, String table, MakeTableData batch, int views) {
    BareClient.Ready request = client.ready(WireRequests.update(table, batch));
    long start = System.nanoTime();
    must(client.call(request));
    for (int v = 0; v < views; v++) {
      client.notification();
    }
    return System.nanoTime() - start;
  }
}
