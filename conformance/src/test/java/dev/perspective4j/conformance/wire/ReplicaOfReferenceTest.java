package dev.perspective4j.conformance.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.perspective4j.client.Client;
import dev.perspective4j.client.Table;
import dev.perspective4j.client.UpdateMode;
import dev.perspective4j.client.View;
import dev.perspective4j.conformance.Serve;
import dev.perspective4j.conformance.compare.ClientPackage;
import dev.perspective4j.model.TableData;
import dev.perspective4j.model.TableOptions;
import dev.perspective4j.server.Server;
import dev.perspective4j.testkit.ReferenceServer;
import java.net.URI;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A server of ours copies a live table of a reference server and serves the copy on. */
class ReplicaOfReferenceTest {

  @ParameterizedTest
  @EnumSource(names = {"NODE_5_5", "PYTHON_5_6"})
  @Timeout(value = 120, unit = TimeUnit.SECONDS)
  void followsAndIsServedOn(ClientPackage origin) throws InterruptedException {
    try (ReferenceServer reference = origin.server();
        Server middle = Server.create();
        Server edge = Server.create();
        Client writer = Client.connect(reference.uri()).join();
        Client source = Client.connect(reference.uri()).join()) {
      Table original =
          writer
              .table(
                  "t",
                  TableData.jsonRows(
                      "[{\"k\":1,\"s\":\"a\",\"v\":1.5},{\"k\":2,\"s\":\"b\",\"v\":-2.5}]"),
                  TableOptions.indexedBy("k"))
              .join();
      Serve.Running mounted = Serve.start("vertx", middle, 0);
      try (Client middleIn = middle.newLocalClient();
          Client middleOut = Client.connect(websocket(mounted.port())).join();
          Client edgeIn = edge.newLocalClient()) {
        copy(source, "t", middleIn, "copy");
        copy(middleOut, "copy", edgeIn, "copy of the copy");
        View mirror = edgeIn.openTable("copy of the copy").thenCompose(Table::view).join();
        BlockingQueue<String> changes = new LinkedBlockingQueue<>();
        mirror.onUpdate(UpdateMode.NOTIFY, update -> changes.add("changed")).join();

        original.update(TableData.jsonRows("[{\"k\":3,\"s\":\"c\"},{\"k\":1,\"v\":9.5}]")).join();
        original.remove(TableData.jsonRows("[2]")).join();

        String expected = original.view().thenCompose(View::toJsonString).join();
        String actual = mirror.toJsonString().join();
        while (!actual.equals(expected)) {
          changes.take();
          actual = mirror.toJsonString().join();
        }
        assertEquals(expected, actual);
      } finally {
        mounted.stop();
      }
    }
  }

  private static void copy(Client from, String name, Client to, String copy) {
    View view = from.openTable(name).thenCompose(Table::view).join();
    to.table(copy, view, TableOptions.DEFAULT).join();
  }

  private static URI websocket(int port) {
    return URI.create("ws://127.0.0.1:" + port + "/websocket");
  }
}
