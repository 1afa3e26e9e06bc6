package dev.perspective4j.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import dev.perspective4j.model.ErrorStatus;
import dev.perspective4j.wire.Payloads;
import dev.perspective4j.wire.proto.Request;
import dev.perspective4j.wire.proto.Response;
import dev.perspective4j.wire.proto.TableOnDeleteResp;
import dev.perspective4j.wire.proto.ViewOnDeleteResp;
import dev.perspective4j.wire.proto.ViewOnRemoveResp;
import dev.perspective4j.wire.proto.ViewOnUpdateResp;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class SubscriptionTest {

  @Test
  void everyUpdateCallsItsListener() {
    Bench bench = new Bench();
    View view = bench.client.openTable("t").join().view().join();
    List<ViewUpdate> heard = new ArrayList<>();
    view.onUpdate(UpdateMode.NOTIFY, heard::add).join();
    Request subscribed = bench.connection().request(-1);

    bench.connection().answer(subscribed, updated(0, null));
    bench.connection().answer(subscribed, updated(7, "ignored"));

    assertFalse(subscribed.getViewOnUpdateReq().hasMode());
    assertEquals(
        List.of(
            new ViewUpdate(0, Optional.empty(), false), new ViewUpdate(7, Optional.empty(), false)),
        heard);
  }

  @Test
  void rowListenersGetTheChangedRows() {
    Bench bench = new Bench();
    View view = bench.client.openTable("t").join().view().join();
    List<ViewUpdate> heard = new ArrayList<>();
    view.onUpdate(UpdateMode.ROW, heard::add).join();

    bench.connection().answer(bench.connection().request(-1), updated(1, "rows"));

    assertTrue(bench.connection().request(-1).getViewOnUpdateReq().hasMode());
    assertEquals("rows", Payloads.wrap(heard.get(0).delta().orElseThrow()).toStringUtf8());
  }

  @Test
  void aCancelledListenerIsNotCalledAnyMore() {
    Bench bench = new Bench();
    View view = bench.client.openTable("t").join().view().join();
    List<ViewUpdate> heard = new ArrayList<>();
    Subscription subscription = view.onUpdate(UpdateMode.NOTIFY, heard::add).join();
    Request subscribed = bench.connection().request(-1);

    subscription.cancel().join();
    bench.connection().answer(subscribed, updated(0, null));

    assertEquals(
        subscribed.getMsgId(), bench.connection().request(-1).getViewRemoveOnUpdateReq().getId());
    assertEquals(List.of(), heard);
    assertTrue(subscription.cancel().isDone());
  }

  @Test
  void aRefusedSubscriptionIsReportedAndNotMadeAgain() {
    Bench bench = new Bench();
    View view = bench.client.openTable("t").join().view().join();
    view.onUpdate(UpdateMode.NOTIFY, update -> {}).join();

    bench
        .connection()
        .refuse(bench.connection().request(-1), ErrorStatus.SERVER_ERROR, "No updates here");
    bench.reconnect();

    assertEquals("No updates here", bench.failures.get(0).getMessage());
    assertFalse(bench.connection().kinds().contains(Request.ClientReqCase.VIEW_ON_UPDATE_REQ));
  }

  @Test
  void removalsAndDeletionsCallTheirListeners() {
    Bench bench = new Bench();
    Table table = bench.client.openTable("t").join();
    View view = table.view().join();
    List<String> heard = new ArrayList<>();
    view.onRemove(keys -> heard.add("keys " + Payloads.wrap(keys).toStringUtf8())).join();
    Request removals = bench.connection().request(-1);
    view.onDelete(() -> heard.add("view")).join();
    Request viewDeletion = bench.connection().request(-1);
    table.onDelete(() -> heard.add("table")).join();
    Request tableDeletion = bench.connection().request(-1);

    bench
        .connection()
        .answer(
            removals,
            Response.newBuilder()
                .setViewOnRemoveResp(
                    ViewOnRemoveResp.newBuilder().setIndices(ByteString.copyFromUtf8("1"))));
    bench
        .connection()
        .answer(
            viewDeletion,
            Response.newBuilder().setViewOnDeleteResp(ViewOnDeleteResp.getDefaultInstance()));
    bench
        .connection()
        .answer(
            tableDeletion,
            Response.newBuilder().setTableOnDeleteResp(TableOnDeleteResp.getDefaultInstance()));

    assertEquals(List.of("keys 1", "view", "table"), heard);
  }

  @Test
  void hostedTablesAreAnnouncedWithoutABody() {
    Bench bench = new Bench();
    List<String> heard = new ArrayList<>();
    bench.client.onHostedTablesUpdate(() -> heard.add("changed")).join();

    bench.connection().answer(bench.connection().request(-1), Response.newBuilder());

    assertEquals(List.of("changed"), heard);
  }

  @Test
  void aListenerThatThrowsIsReportedAndCalledAgain() {
    Bench bench = new Bench();
    View view = bench.client.openTable("t").join().view().join();
    List<ViewUpdate> heard = new ArrayList<>();
    view.onUpdate(
            UpdateMode.NOTIFY,
            update -> {
              heard.add(update);
              throw new IllegalStateException("listener");
            })
        .join();
    Request subscribed = bench.connection().request(-1);

    bench.connection().answer(subscribed, updated(0, null));
    bench.connection().answer(subscribed, updated(0, null));

    assertEquals(2, heard.size());
    assertEquals("listener", bench.failures.get(1).getMessage());
  }

  @Test
  void slowListenersStopTheReadingUntilTheyCatchUp() {
    Queue<Runnable> pool = new ArrayDeque<>();
    FakeTransport transport = new FakeTransport();
    transport.answers = Answers::ordinary;
    Client client = opened(transport, pool);
    View view = finish(client.openTable("t").thenCompose(Table::view), pool);
    view.onUpdate(UpdateMode.NOTIFY, update -> {});
    Request subscribed = transport.last().request(-1);

    List<CompletionStage<Void>> handled = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      handled.add(transport.last().answer(subscribed, updated(0, null)));
    }
    // The messages are handled before the listener is called for the first time.
    pool.remove().run();

    assertEquals(
        List.of(true, false, false, false),
        handled.stream().map(stage -> stage.toCompletableFuture().isDone()).toList());
    run(pool);
    assertTrue(handled.get(3).toCompletableFuture().isDone());
  }

  private static Client opened(FakeTransport transport, Queue<Runnable> pool) {
    return finish(
        Client.over(
            transport,
            ClientOptions.DEFAULT.withExecutor(pool::add).withMaxQueuedNotifications(2),
            new ManualTimers()),
        pool);
  }

  private static <T> T finish(CompletableFuture<T> future, Queue<Runnable> pool) {
    run(pool);
    return future.join();
  }

  private static void run(Queue<Runnable> pool) {
    for (Runnable task = pool.poll(); task != null; task = pool.poll()) {
      task.run();
    }
  }

  private static Response.Builder updated(int port, String delta) {
    ViewOnUpdateResp.Builder body = ViewOnUpdateResp.newBuilder().setPortId(port);
    if (delta != null) {
      body.setDelta(ByteString.copyFromUtf8(delta));
    }
    return Response.newBuilder().setViewOnUpdateResp(body);
  }
}
