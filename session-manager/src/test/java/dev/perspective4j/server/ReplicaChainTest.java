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
 * A table on one server, its copy on a second, and a copy of the copy on a third: equal in the end,
 * whichever of the four connections between them are lost. The long run: {@code
 * -Dreplica.bursts=5000 -Dreplica.seed=2}.
 */
@Timeout(3600)
class ReplicaChainTest {
  private static final int BURSTS = Integer.getInteger("replica.bursts", 12);
  private static final long SEED = Long.getLong("replica.seed", 1);
  private static final ClientOptions QUICK =
      ClientOptions.DEFAULT.withReconnect(Duration.ofMillis(1), Duration.ofMillis(10));

  private final Random random = new Random(SEED);

  @Test
  void theLastCopyEqualsTheFirstTable() throws InterruptedException {
    try (Server first = Server.create();
        Server second = Server.create();
        Server third = Server.create()) {
      first.host(
          "t",
          TableData.jsonColumns("{\"k\":[1],\"v\":[1.5],\"s\":[\"a\"]}"),
          TableOptions.indexedBy("k"));
      List<LossyTransport> transports =
          List.of(
              new LossyTransport(first),
              new LossyTransport(second),
              new LossyTransport(second),
              new LossyTransport(third));
      try (Client firstOut = Client.over(transports.get(0), QUICK).join();
          Client secondIn = Client.over(transports.get(1), QUICK).join();
          Client secondOut = Client.over(transports.get(2), QUICK).join();
          Client thirdIn = Client.over(transports.get(3), QUICK).join();
          Client writer = first.newLocalClient();
          Client reader = third.newLocalClient()) {
        copy(firstOut, "t", secondIn, "copy");
        copy(secondOut, "copy", thirdIn, "copy of the copy");
        Table table = writer.openTable("t").join();

        for (int burst = 0; burst < BURSTS; burst++) {
          write(table, burst, transports);
        }

        View original = table.view().join();
        View mirror = reader.openTable("copy of the copy").thenCompose(Table::view).join();
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
  }

  private static void copy(Client from, String name, Client to, String copy) {
    View view = from.openTable(name).thenCompose(Table::view).join();
    to.table(copy, view, TableOptions.DEFAULT).join();
  }

  /** Writes a burst without waiting, and cuts a connection in the middle of it. */
  private void write(Table table, int burst, List<LossyTransport> transports) {
    List<CompletableFuture<Void>> written = new ArrayList<>();
    int steps = 40;
    int cut = random.nextInt(2 * steps);
    for (int step = 0; step < steps; step++) {
      written.add(write(table, burst * steps + step));
      if (step == cut) {
        transports.get(random.nextInt(transports.size())).lose();
      }
    }
    CompletableFuture.allOf(written.toArray(new CompletableFuture<?>[0])).join();
  }

  private CompletableFuture<Void> write(Table table, int step) {
    int key = random.nextInt(60);
    return switch (random.nextInt(24)) {
      case 0 -> table.replace(rows("{\"k\":" + key + ",\"s\":\"r" + step + "\"}"));
      case 1, 2, 3 -> table.remove(TableData.jsonRows("[" + key + "]"));
      case 4 -> table.update(rows("{\"k\":" + key + ",\"v\":null}"));
      default -> table.update(rows("{\"k\":" + key + ",\"v\":" + step + "}"));
    };
  }

  private static TableData rows(String row) {
    return TableData.jsonRows("[" + row + "]");
  }
}
