package dev.perspective4j.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.perspective4j.client.View;
import dev.perspective4j.engine.EngineException;
import dev.perspective4j.engine.Table;
import dev.perspective4j.engine.source.RowAppender;
import dev.perspective4j.engine.source.RowMapping;
import dev.perspective4j.model.ColumnType;
import dev.perspective4j.model.Schema;
import dev.perspective4j.model.TableData;
import dev.perspective4j.model.TableOptions;
import dev.perspective4j.model.ViewConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Hosted tables filled from Java. */
class JavaRowsTest {

  private record Trade(long id, String symbol, double price) {}

  private static final RowMapping<Trade> TRADES =
      RowMapping.<Trade>builder()
          .longInteger("id", Trade::id)
          .string("symbol", Trade::symbol)
          .number("price", Trade::price)
          .build();

  private static final Schema SCHEMA =
      new Schema(
          List.of(
              new Schema.Column("id", ColumnType.INTEGER),
              new Schema.Column("symbol", ColumnType.STRING)));

  private final Server server = Server.create();

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void objectsMakeATableAndUpdateIt() {
    long far = 1L << 40;
    ServerTable table =
        server.host(
            "trades",
            TRADES.rows(List.of(new Trade(far, "A", 1.5), new Trade(2, "B", 2.5))),
            TableOptions.indexedBy("id"));

    table.update(TRADES.append(List.of(new Trade(far, "C", 3.5)), table.appender())).join();

    assertEquals("\"id\",\"symbol\",\"price\"\n2,\"B\",2.5\n" + far + ",\"C\",3.5\n", csv());
  }

  @Test
  void mapsLeaveAloneTheCellsTheyLack() {
    RowMapping<Map<String, ?>> maps = RowMapping.ofMaps(SCHEMA);
    ServerTable table =
        server.host(
            "trades",
            maps.rows(List.of(Map.of("id", 1, "symbol", "A"), Map.of("id", "2"))),
            TableOptions.indexedBy("id"));

    table.update(maps.append(List.of(Map.of("id", 1)), table.appender())).join();

    assertEquals("\"id\",\"symbol\"\n1,\"A\"\n2,\n", csv());
  }

  @Test
  void aTableOfTheEngineCanBeHosted() {
    Table table = Table.create(TableData.csv("id\n7\n"), TableOptions.DEFAULT);
    server.host("trades", TableProvider.of(table));

    assertEquals("\"id\"\n7\n", csv());
  }

  @Test
  void writesAreAppliedInTheOrderOfTheCalls() {
    ServerTable table =
        server.host("trades", new TableData.OfSchema(SCHEMA), TableOptions.indexedBy("id"));
    List<CompletableFuture<Void>> writes = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      // Long texts take longer to parse than the rows that follow them.
      String rows = i % 2 == 0 ? "[{\"id\":1,\"symbol\":\"" + "x".repeat(20_000) + "\"}]" : "";
      if (rows.isEmpty()) {
        RowAppender one = table.appender();
        one.set(one.column("id"), 1).set(one.column("symbol"), "v" + i).endRow();
        writes.add(table.update(one));
      } else {
        writes.add(table.update(TableData.jsonRows(rows)));
      }
    }
    writes.forEach(CompletableFuture::join);

    assertEquals("\"id\",\"symbol\"\n1,\"v199\"\n", csv());
  }

  @Test
  void aRefusedWriteChangesNothingAndLeavesTheNextOneItsPlace() {
    ServerTable table = server.host("trades", TableData.csv("id\n7\n"), TableOptions.DEFAULT);

    CompletableFuture<Void> refused = table.update(TableData.csv("id\nx\n"));
    table.update(TableData.csv("id\n8\n")).join();

    CompletionException failure = assertThrows(CompletionException.class, refused::join);
    assertInstanceOf(EngineException.class, failure.getCause());
    assertEquals("\"id\"\n7\n8\n", csv());
  }

  private String csv() {
    View view = server.newLocalClient().openTable("trades").join().view(ViewConfig.ALL).join();
    return view.toCsv().join();
  }
}
