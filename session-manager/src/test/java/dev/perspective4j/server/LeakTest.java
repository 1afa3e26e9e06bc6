package dev.perspective4j.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perspective4j.engine.page.PageMemory;
import dev.perspective4j.model.TableData;
import dev.perspective4j.model.TableOptions;
import dev.perspective4j.wire.proto.GetHostedTablesReq;
import dev.perspective4j.wire.proto.TableMakeViewReq;
import dev.perspective4j.wire.proto.TableOnDeleteReq;
import dev.perspective4j.wire.proto.TableSizeReq;
import dev.perspective4j.wire.proto.ViewConfig;
import dev.perspective4j.wire.proto.ViewOnDeleteReq;
import dev.perspective4j.wire.proto.ViewOnRemoveReq;
import dev.perspective4j.wire.proto.ViewOnUpdateReq;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Sessions leave nothing behind: no view, no subscription, no memory outside the heap. */
@Timeout(120)
class LeakTest {
  private static final int SESSIONS = 1_000;

  private final Semaphore ended = new Semaphore(0);

  @Test
  void sessionsLeaveNothingBehind() throws ExecutionException, InterruptedException {
    ServerMetrics listening =
        new ServerMetrics() {
          @Override
          public void sessionClosed() {
            ended.release();
          }
        };
    try (Server server = Server.builder().metrics(listening).build()) {
      ServerTable table =
          server.host(
              "t",
              TableData.jsonRows("[{\"k\":1,\"s\":\"a\"},{\"k\":2,\"s\":\"b\"}]"),
              TableOptions.indexedBy("k"));
      comeAndGo(server, table);
      long before = PageMemory.allocatedBytes();

      for (int i = 0; i < SESSIONS; i++) {
        comeAndGo(server, table);
      }

      assertEquals(before, PageMemory.allocatedBytes());
      table.delete().get(); // fails while a view exists
      assertTrue(server.table("t").isEmpty());
    }
  }

  /** A session with views of several kinds and every kind of subscription, cut off in between. */
  private void comeAndGo(Server server, ServerTable table) throws InterruptedException {
    Caller caller = new Caller(server, EndpointOptions.DEFAULT);
    view(caller, "flat", ViewConfig.getDefaultInstance());
    view(caller, "grouped", ViewConfig.newBuilder().addGroupBy("s").build());
    view(
        caller,
        "computed",
        ViewConfig.newBuilder().putExpressions("e", "\"k\" * 2").addGroupBy("e").build());
    for (String view : new String[] {"flat", "grouped", "computed"}) {
      caller.send(
          view,
          request ->
              request.setViewOnUpdateReq(
                  ViewOnUpdateReq.newBuilder().setMode(ViewOnUpdateReq.Mode.ROW)));
      caller.send(
          view, request -> request.setViewOnRemoveReq(ViewOnRemoveReq.getDefaultInstance()));
      caller.send(
          view, request -> request.setViewOnDeleteReq(ViewOnDeleteReq.getDefaultInstance()));
    }
    caller.send("t", request -> request.setTableOnDeleteReq(TableOnDeleteReq.getDefaultInstance()));
    caller.send(
        "",
        request ->
            request.setGetHostedTablesReq(GetHostedTablesReq.newBuilder().setSubscribe(true)));
    caller.call("t", request -> request.setTableSizeReq(TableSizeReq.getDefaultInstance()));
    caller.send("t", request -> request.setTableSizeReq(TableSizeReq.getDefaultInstance()));

    caller.session.close();
    ended.acquire();
    table.update(TableData.jsonRows("[{\"k\":1,\"s\":\"a\"}]")).join();
  }

  private static void view(Caller caller, String id, ViewConfig config) {
    caller.call(
        "t",
        request ->
            request.setTableMakeViewReq(
                TableMakeViewReq.newBuilder().setViewId(id).setConfig(config)));
  }
}
