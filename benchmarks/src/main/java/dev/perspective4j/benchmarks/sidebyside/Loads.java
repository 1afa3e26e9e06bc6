package dev.perspective4j.benchmarks.sidebyside;

import static dev.perspective4j.benchmarks.sidebyside.Views.must;

import com.google.protobuf.ByteString;
import dev.perspective4j.testkit.WireRequests;
import dev.perspective4j.wire.proto.MakeTableData;
import java.util.List;

/** Loading of whole tables: from the first byte sent to the answer. */
final class Loads {

  private Loads() {}

  static List<Operation> operations(ByteString arrow, int rows) {
    MakeTableData columnar = MakeTableData.newBuilder().setFromArrow(arrow).build();
    MakeTableData csv = MakeTableData.newBuilder().setFromCsv(Data.csv(rows / 5)).build();
    MakeTableData json = MakeTableData.newBuilder().setFromCols(Data.jsonColumns(rows / 5)).build();
    return List.of(
        load("load Arrow", columnar, ""),
        load("load Arrow, indexed", columnar, "id"),
        load("load CSV, a fifth of the rows", csv, ""),
        load("load JSON columns, a fifth of the rows", json, ""));
  }

  private static Operation load(String name, MakeTableData data, String index) {
    return new Operation(
        name,
        20,
        11,
        nothing -> {},
        (client, turn) -> {
          String table = name + turn;
          BareClient.Ready request = client.ready(WireRequests.table(table, data, index));
          long start = System.nanoTime();
          must(client.call(request));
          long nanos = System.nanoTime() - start;
          must(client.call(WireRequests.deleteTable(table)));
          return nanos;
        });
  }
}
