package dev.perspective4j.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.perspective4j.model.ErrorStatus;
import dev.perspective4j.model.ViewConfig;
import dev.perspective4j.wire.ErrorCodec;
import dev.perspective4j.wire.ViewConfigCodec;
import dev.perspective4j.wire.proto.Request;
import dev.perspective4j.wire.proto.Request.ClientReqCase;
import dev.perspective4j.wire.proto.Response;
import dev.perspective4j.wire.proto.ViewOnUpdateResp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ReconnectTest {

  @Test
  void aLostConnectionFailsWhatIsPending() {
    Bench bench = new Bench();
    Table table = bench.client.openTable("t").join();
    bench.transport.answers = request -> null;
    CompletableFuture<Long> size = table.size();

    bench.connection().drop("WebSocket closed 1006");

    PerspectiveException failure = Bench.failure(size);
    assertEquals("WebSocket closed 1006", failure.getMessage());
    assertEquals(ErrorStatus.TRANSPORT_ERROR, failure.status());
    assertEquals("Not connected", Bench.failure(table.size()).getMessage());
  }

  @Test
  void attemptsAreMadeAfterGrowingWaits() {
    Bench bench = new Bench();
    bench.transport.refusals.addAll(List.of("no", "no", "no", "no"));

    bench.connection().drop("gone");
    bench.timers.pass(Duration.ofMillis(10_000));

    assertEquals(
        List.of(
            "disconnected gone",
            "attempt 1 in 100",
            "attempt 2 in 200",
            "attempt 3 in 350",
            "attempt 4 in 350",
            "attempt 5 in 350",
            "reconnected"),
        bench.events);
  }

  @Test
  void waitsStartAnewAfterASuccess() {
    Bench bench = new Bench();
    bench.transport.refusals.add("no");
    bench.connection().drop("gone");
    bench.timers.pass(Duration.ofMillis(300));
    bench.events.clear();

    bench.connection().drop("gone again");

    assertEquals(List.of("disconnected gone again", "attempt 1 in 100"), bench.events);
  }

  @Test
  void viewsAreMadeAgainWithTheirConfigurationDepthAndSubscriptions() {
    Bench bench = new Bench();
    ViewConfig config = ViewConfig.builder().groupBy("k", "v").columns("v").build();
    View view = bench.client.openTable("t").join().view(config).join();
    String firstId = view.id();
    List<ViewUpdate> heard = new ArrayList<>();
    view.onUpdate(UpdateMode.ROW, heard::add).join();
    view.onRemove(keys -> {}).join();
    view.onDelete(() -> {}).join();
    view.setDepth(1).join();

    bench.reconnect();

    assertEquals(
        List.of(
            ClientReqCase.TABLE_MAKE_VIEW_REQ,
            ClientReqCase.VIEW_SET_DEPTH_REQ,
            ClientReqCase.VIEW_ON_UPDATE_REQ,
            ClientReqCase.VIEW_ON_REMOVE_REQ,
            ClientReqCase.VIEW_ON_DELETE_REQ),
        bench.connection().kinds());
    Request remade = bench.connection().request(0);
    assertEquals("t", remade.getEntityId());
    assertEquals(ViewConfigCodec.encode(config), remade.getTableMakeViewReq().getConfig());
    assertNotEquals(firstId, remade.getTableMakeViewReq().getViewId());
    assertEquals(view.id(), bench.connection().request(2).getEntityId());
    assertEquals(List.of("resumed"), heard.stream().map(ReconnectTest::summary).toList());
  }

  @Test
  void listenersHearUpdatesOfTheNewConnectionOnce() {
    Bench bench = new Bench();
    View view = bench.client.openTable("t").join().view().join();
    List<ViewUpdate> heard = new ArrayList<>();
    view.onUpdate(UpdateMode.NOTIFY, heard::add).join();

    bench.reconnect();
    bench
        .connection()
        .answer(
            bench.connection().request(-1),
            Response.newBuilder().setViewOnUpdateResp(ViewOnUpdateResp.newBuilder().setPortId(4)));

    assertEquals(List.of("resumed", "port 4"), heard.stream().map(ReconnectTest::summary).toList());
  }

  @Test
  void requestsWorkWhenListenersHearThatTheConnectionIsBack() {
    Bench bench = new Bench();
    View view = bench.client.openTable("t").join().view().join();
    List<Long> sizes = new ArrayList<>();
    view.onUpdate(UpdateMode.NOTIFY, update -> view.table().size().thenAccept(sizes::add)).join();

    bench.reconnect();

    assertEquals(List.of(3L), sizes);
  }

  @Test
  void requestsFailUntilTheViewsAreBack() {
    Bench bench = new Bench();
    Table table = bench.client.openTable("t").join();
    table.view().join();
    bench.transport.answers = request -> null;

    bench.reconnect();
    CompletableFuture<Long> early = table.size();
    bench.transport.answers = Answers::ordinary;
    Request remake = bench.connection().request(0);
    bench.connection().answer(remake, Answers.ordinary(remake));

    assertEquals("Not connected", Bench.failure(early).getMessage());
    assertEquals(3, table.size().join());
  }

  @Test
  void viewsWhoseTableIsGoneAreReportedLost() {
    Bench bench = new Bench();
    Table table = bench.client.openTable("t").join();
    View view = table.view().join();
    List<String> heard = new ArrayList<>();
    view.onDelete(() -> heard.add("deleted")).join();
    bench.transport.answers =
        request ->
            Response.newBuilder()
                .setServerError(ErrorCodec.encode(ErrorStatus.SERVER_ERROR, "Couldn't find key."));

    bench.reconnect();

    assertEquals(List.of(view), bench.lost);
    assertEquals(List.of("deleted"), heard);
    assertEquals("reconnected", bench.events.get(bench.events.size() - 1));
    bench.reconnect();
    assertEquals(List.of(), bench.connection().requests);
  }

  @Test
  void deletedViewsAndCancelledSubscriptionsAreNotMadeAgain() {
    Bench bench = new Bench();
    Table table = bench.client.openTable("t").join();
    table.view().join().delete().join();
    View kept = table.view().join();
    kept.onUpdate(UpdateMode.NOTIFY, update -> {}).join().cancel().join();

    bench.reconnect();

    assertEquals(List.of(ClientReqCase.TABLE_MAKE_VIEW_REQ), bench.connection().kinds());
  }

  @Test
  void subscriptionsToTablesAndToTheListAreMadeAgain() {
    Bench bench = new Bench();
    List<String> heard = new ArrayList<>();
    bench.client.onHostedTablesUpdate(() -> heard.add("tables")).join();
    bench.client.openTable("t").join().onDelete(() -> heard.add("deleted")).join();

    bench.reconnect();

    assertEquals(
        List.of(ClientReqCase.TABLE_ON_DELETE_REQ, ClientReqCase.GET_HOSTED_TABLES_REQ),
        bench.connection().kinds());
    assertEquals(List.of("tables"), heard);
  }

  @Test
  void aLossWhileViewsAreMadeAgainIsTriedAgain() {
    Bench bench = new Bench();
    View view = bench.client.openTable("t").join().view().join();
    bench.transport.answers = request -> null;
    bench.reconnect();

    bench.connection().drop("gone again");
    bench.transport.answers = Answers::ordinary;
    bench.timers.pass(Duration.ofMillis(200));

    assertEquals(
        List.of("disconnected gone", "attempt 1 in 100", "attempt 2 in 200", "reconnected"),
        bench.events);
    assertEquals(List.of(), bench.lost);
    assertEquals(view.id(), bench.connection().request(0).getTableMakeViewReq().getViewId());
  }

  @Test
  void aServerThatDoesNotAnswerWhileViewsAreMadeAgainIsLeft() {
    Bench bench = new Bench(ClientOptions.DEFAULT.withRequestTimeout(Duration.ofSeconds(5)));
    bench.client.openTable("t").join().view().join();
    bench.transport.answers = request -> null;
    bench.reconnect();

    bench.timers.pass(Duration.ofSeconds(5));

    assertEquals("attempt 2 in 200", bench.events.get(bench.events.size() - 1));
  }

  @Test
  void featuresAreAskedAgain() {
    Bench bench = new Bench();
    bench.client.features().join();

    bench.reconnect();
    bench.client.features().join();

    assertEquals(List.of(ClientReqCase.GET_FEATURES_REQ), bench.connection().kinds());
  }

  @Test
  void aClosedClientDoesNotReconnect() {
    Bench bench = new Bench();
    bench.connection().drop("gone");

    bench.client.close();
    bench.timers.pass(Duration.ofDays(1));

    assertEquals(1, bench.transport.connections.size());
    assertEquals("closed Closed by the application", bench.events.get(bench.events.size() - 1));
  }

  @Test
  void withoutReconnectALossClosesTheClient() {
    FakeTransport transport = new FakeTransport();
    transport.answers = Answers::ordinary;
    List<String> closed = new ArrayList<>();
    Client client =
        Client.over(
                transport,
                ClientOptions.DEFAULT
                    .withExecutor(Runnable::run)
                    .withoutReconnect()
                    .withListener(
                        new ConnectionListener() {
                          @Override
                          public void closed(String reason) {
                            closed.add(reason);
                          }
                        }),
                new ManualTimers())
            .join();

    transport.last().drop("gone");

    assertEquals(List.of("gone"), closed);
    assertFalse(client.hostedTables().handle((tables, failure) -> failure == null).join());
  }

  private static String summary(ViewUpdate update) {
    return update.resumed() ? "resumed" : "port " + update.port();
  }
}
