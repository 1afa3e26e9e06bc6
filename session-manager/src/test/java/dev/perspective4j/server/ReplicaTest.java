package dev.perspective4j.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.perspective4j.client.Client;
import dev.perspective4j.client.ClientOptions;
import dev.perspective4j.client.Table;
import dev.perspective4j.client.UpdateMode;
import dev.perspective4j.client.View;
import dev.perspective4j.model.TableData;
import dev.perspective4j.model.TableOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A client's copy of a view ends up equal to its source, whatever is written and however often the
 * connections of either side are lost meanwhile.
 */
@Timeout(120)
class ReplicaTest {
  private static final String ROWS =
      "{\"k\":[1,2,3],\"v\":[1.5,2.5,null],\"s\":[\"a\",\"b\",\"a\"]}";

  @Test
  void anIndexedReplicaFollowsUpdatesRemovalsAndReplacements() throws InterruptedException {
    try (Server server = Server.create()) {
      server.host("t", TableData.jsonColumns(ROWS), TableOptions.indexedBy("k"));
      Random random = new Random(7);

      follow(
          server,
          (table, step) -> {
            int key = random.nextInt(40);
            return switch (random.nextInt(20)) {
              case 0 -> table.replace(rows("{\"k\":" + key + ",\"s\":\"r" + step + "\"}"));
              case 1, 2, 3 -> table.remove(TableData.jsonRows("[" + key + "]"));
              case 4 -> table.update(rows("{\"k\":" + key + ",\"v\":null}"));
              case 5 -> step % 7 == 0 ? table.clear() : table.update(TableData.jsonRows("[]"));
              default -> table.update(rows("{\"k\":" + key + ",\"v\":" + step + "}"));
            };
          });
    }
  }

  @Test
  void aReplicaWithoutIndexHoldsEveryRowOnce() throws InterruptedException {
    try (Server server = Server.create()) {
      server.host("t", TableData.jsonColumns(ROWS), TableOptions.DEFAULT);

      follow(server, (table, step) -> table.update(rows("{\"k\":" + step + "}")));
    }
  }

  private interface Feed {
    CompletableFuture<Void> write(Table table, int step);
  }

  private static void follow(Server server, Feed feed) throws InterruptedException {
    LossyTransport sourceTransport = new LossyTransport(server);
    LossyTransport copyTransport = new LossyTransport(server);
    ClientOptions options =
        ClientOptions.DEFAULT.withReconnect(Duration.ofMillis(1), Duration.ofMillis(10));
    try (Client source = Client.over(sourceTransport, options).join();
        Client copy = Client.over(copyTransport, options).join();
        Client local = server.newLocalClient()) {
      View followed = source.openTable("t").thenCompose(Table::view).join();
      copy.table("r", followed, TableOptions.DEFAULT).join();
      Table table = local.openTable("t").join();

      for (int burst = 0; burst < 8; burst++) {
        List<CompletableFuture<Void>> written = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
          written.add(feed.write(table, burst * 60 + i));
          if (i == 30) {
            (burst % 2 == 0 ? sourceTransport : copyTransport).lose();
          }
        }
        CompletableFuture.allOf(written.toArray(new CompletableFuture<?>[0])).join();
      }

      View original = table.view().join();
      View mirror = local.openTable("r").thenCompose(Table::view).join();
      BlockingQueue<String> changes = new LinkedBlockingQueue<>();
      mirror.onUpdate(UpdateMode.NOTIFY, update -> changes.add("changed")).join();
      String expected = original.toJsonString().join();
      String actual = mirror.toJsonString().join();
      while (!actual.equals(expected)) {
        changes.take();
        actual = mirror.toJsonString().join();
      }
      assertEquals(expected, actual);
    }
  }

  private static TableData rows(String row) {
    return TableData.jsonRows("[" + row + "]");
  }
}
