package dev.perspective4j.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perspective4j.model.ErrorStatus;
import dev.perspective4j.model.JoinSpec;
import dev.perspective4j.model.TableData;
import dev.perspective4j.model.TableOptions;
import dev.perspective4j.wire.proto.MakeJoinTableResp;
import dev.perspective4j.wire.proto.Request;
import dev.perspective4j.wire.proto.Request.ClientReqCase;
import dev.perspective4j.wire.proto.Response;
import dev.perspective4j.wire.proto.TableMakeViewResp;
import dev.perspective4j.wire.proto.TableSizeResp;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class ClientTest {

  @Test
  void anOpenedTableKnowsItsIndex() {
    Bench bench = new Bench();

    Table table = bench.client.openTable("t").join();

    assertEquals("t", table.name());
    assertEquals(Optional.of("k"), table.index());
    assertTrue(table.limit().isEmpty());
  }

  @Test
  void openingAnUnknownTableFails() {
    Bench bench = new Bench();

    PerspectiveException failure = Bench.failure(bench.client.openTable("n"));

    assertEquals("Unknown table \"n\"", failure.getMessage());
  }

  @Test
  void answersFindTheirRequestsInAnyOrder() {
    Bench bench = new Bench();
    Table table = bench.client.openTable("t").join();
    bench.transport.answers = request -> null;
    CompletableFuture<Long> first = table.size();
    CompletableFuture<Long> second = table.size();

    bench.connection().answer(bench.connection().request(-1), size(2));
    bench.connection().answer(bench.connection().request(-2), size(1));

    assertEquals(1, first.join());
    assertEquals(2, second.join());
  }

  @Test
  void anErrorAnswerFailsItsRequestWithTextAndStatus() {
    Bench bench = new Bench();
    View view = bench.client.openTable("t").join().view().join();
    bench.transport.answers = request -> null;
    CompletableFuture<Long> rows = view.numRows();

    bench
        .connection()
        .refuse(bench.connection().request(-1), ErrorStatus.VIEW_NOT_FOUND, "View not found");

    PerspectiveException failure = Bench.failure(rows);
    assertEquals("View not found", failure.getMessage());
    assertEquals(ErrorStatus.VIEW_NOT_FOUND, failure.status());
  }

  @Test
  void anAnswerOfAnotherKindFailsItsRequest() {
    Bench bench = new Bench();
    Table table = bench.client.openTable("t").join();
    bench.transport.answers =
        request ->
            Response.newBuilder().setTableMakeViewResp(TableMakeViewResp.getDefaultInstance());

    PerspectiveException failure = Bench.failure(table.size());

    assertEquals("Unexpected response TABLE_MAKE_VIEW_RESP", failure.getMessage());
  }

  @Test
  void anUndecipherableAnswerFailsItsRequest() {
    Bench bench = new Bench();
    Table table = bench.client.openTable("t").join();
    bench.transport.answers = request -> null;
    CompletableFuture<Long> size = table.size();
    int id = bench.connection().request(-1).getMsgId();

    bench
        .connection()
        .receiver
        .message(ByteBuffer.wrap(new byte[] {0x08, (byte) id, 0x42, 0x05, 0x01}));

    assertEquals("Undecipherable answer", Bench.failure(size).getMessage());
  }

  @Test
  void aMessageNobodyAskedForIsReportedOrIgnored() {
    Bench bench = new Bench();

    bench.connection().deliver(Response.newBuilder().setMsgId(99).build());
    bench.connection().receiver.message(ByteBuffer.wrap(HexFormat.of().parseHex("0805ff")));

    assertEquals(1, bench.failures.size());
  }

  @Test
  void aRequestWithoutAnAnswerTimesOut() {
    Bench bench = new Bench(ClientOptions.DEFAULT.withRequestTimeout(Duration.ofSeconds(5)));
    Table table = bench.client.openTable("t").join();
    bench.transport.answers = request -> null;
    CompletableFuture<Long> size = table.size();

    bench.timers.pass(Duration.ofMillis(4999));
    assertFalse(size.isDone());
    bench.timers.pass(Duration.ofMillis(1));

    PerspectiveException failure = Bench.failure(size);
    assertEquals("No answer within PT5S", failure.getMessage());
    assertEquals(ErrorStatus.TRANSPORT_ERROR, failure.status());
  }

  @Test
  void anAnsweredRequestLeavesNoTimerBehind() {
    Bench bench = new Bench();

    bench.client.openTable("t").join();

    assertEquals(0, bench.timers.waiting());
  }

  @Test
  void aLazyDeletionMayTakeAnyTime() {
    Bench bench = new Bench();
    Table table = bench.client.openTable("t").join();
    bench.transport.answers = request -> null;
    CompletableFuture<Void> deleted = table.delete(true);

    bench.timers.pass(Duration.ofDays(1));

    assertFalse(deleted.isDone());
    assertFalse(bench.connection().request(-1).getTableDeleteReq().getIsImmediate());
  }

  @Test
  void tooManyRequestsWithoutAnAnswerFailAtOnce() {
    Bench bench = new Bench(ClientOptions.DEFAULT.withMaxPendingRequests(2));
    Table table = bench.client.openTable("t").join();
    bench.transport.answers = request -> null;
    CompletableFuture<Long> first = table.size();
    CompletableFuture<Long> second = table.size();

    CompletableFuture<Long> third = table.size();

    assertEquals("More than 2 requests without an answer", Bench.failure(third).getMessage());
    bench.connection().answer(bench.connection().request(-2), size(1));
    assertEquals(1, first.join());
    assertFalse(second.isDone());
    assertFalse(table.size().isDone());
  }

  @Test
  void closingFailsWhatIsPendingAndEverythingAfter() {
    Bench bench = new Bench();
    Table table = bench.client.openTable("t").join();
    bench.transport.answers = request -> null;
    CompletableFuture<Long> size = table.size();

    bench.client.close();

    assertEquals(ErrorStatus.TRANSPORT_ERROR, Bench.failure(size).status());
    assertEquals("Not connected", Bench.failure(table.size()).getMessage());
    assertTrue(bench.connection().closed);
    assertEquals(List.of("closed Closed by the application"), bench.events);
    assertEquals(1, bench.transport.connections.size());
  }

  @Test
  void aRefusedFirstConnectionFailsTheClient() {
    FakeTransport transport = new FakeTransport();
    transport.refusals.add("connection refused");

    CompletionException failed =
        Assertions.assertThrows(
            CompletionException.class,
            () ->
                Client.over(
                        transport,
                        ClientOptions.DEFAULT.withExecutor(Runnable::run),
                        new ManualTimers())
                    .join());

    assertEquals("connection refused", failed.getCause().getMessage());
  }

  @Test
  void featuresAreAskedOnce() {
    Bench bench = new Bench();

    bench.client.features().join();
    bench.client.features().join();

    assertEquals(List.of(ClientReqCase.GET_FEATURES_REQ), bench.connection().kinds());
  }

  @Test
  void makingATableSendsItsOptions() {
    Bench bench = new Bench();

    Table table =
        bench
            .client
            .table("t", TableData.jsonColumns("{\"a\":[1,2]}"), TableOptions.indexedBy("a"))
            .join();

    Request request = bench.connection().request(0);
    assertEquals(
        "da01140a0d2a0b7b2261223a5b312c325d7d12030a0161",
        HexFormat.of()
            .formatHex(request.toBuilder().clearMsgId().clearEntityId().build().toByteArray()));
    assertEquals("t", request.getEntityId());
    assertEquals(Optional.of("a"), table.index());
  }

  @Test
  void writesAreWrittenAsTheReferenceClientWritesThem() {
    Bench bench = new Bench();
    Table table = bench.client.openTable("t").join();

    table.update(TableData.jsonRows("[{\"a\":3}]"), 1).join();
    table.remove(TableData.jsonRows("[1,2]")).join();
    table.clear().join();
    table.delete().join();

    List<Request> sent = bench.connection().requests;
    assertEquals("8a020f0a0b22095b7b2261223a337d5d1001", body(sent.get(sent.size() - 4)));
    assertEquals(
        "[1,2]",
        sent.get(sent.size() - 3).getTableRemoveReq().getData().getFromRows().toStringUtf8());
    assertEquals(
        "[]",
        sent.get(sent.size() - 2).getTableReplaceReq().getData().getFromRows().toStringUtf8());
    assertTrue(sent.get(sent.size() - 1).getTableDeleteReq().getIsImmediate());
  }

  @Test
  void joiningNamesBothTables() {
    Bench bench = new Bench();
    bench.transport.answers =
        request ->
            Response.newBuilder().setMakeJoinTableResp(MakeJoinTableResp.getDefaultInstance());

    Table joined = bench.client.join("j", JoinSpec.inner("l", "r", "k")).join();

    assertEquals("j", joined.name());
    assertEquals("l", bench.connection().request(0).getMakeJoinTableReq().getLeftTableId());
    assertEquals("", bench.connection().request(0).getMakeJoinTableReq().getRightOnColumn());
  }

  private static String body(Request request) {
    return HexFormat.of()
        .formatHex(request.toBuilder().clearMsgId().clearEntityId().build().toByteArray());
  }

  private static Response.Builder size(int size) {
    return Response.newBuilder().setTableSizeResp(TableSizeResp.newBuilder().setSize(size));
  }
}
