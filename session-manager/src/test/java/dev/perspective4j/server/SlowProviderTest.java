package dev.perspective4j.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perspective4j.engine.EngineException;
import dev.perspective4j.engine.Step;
import dev.perspective4j.model.TableDescription;
import dev.perspective4j.model.ViewConfig;
import dev.perspective4j.server.SlowProvider.Asked;
import dev.perspective4j.wire.proto.Response;
import dev.perspective4j.wire.proto.Response.ClientRespCase;
import dev.perspective4j.wire.proto.TableDeleteReq;
import dev.perspective4j.wire.proto.TableSizeReq;
import dev.perspective4j.wire.proto.ViewDimensionsReq;
import dev.perspective4j.wire.proto.ViewGetMinMaxReq;
import dev.perspective4j.wire.proto.ViewOnUpdateReq;
import dev.perspective4j.wire.proto.ViewToCSVReq;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tables whose rows live elsewhere, and are there later. */
@Timeout(60)
class SlowProviderTest {
  private static final EndpointOptions FULL =
      EndpointOptions.DEFAULT.withAccess(AccessPolicy.full());

  private final Semaphore ended = new Semaphore(0);
  private final Server server =
      Server.builder()
          .metrics(
              new ServerMetrics() {
                @Override
                public void sessionClosed() {
                  ended.release();
                }
              })
          .build();
  private final SlowProvider table = new SlowProvider();

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void aStuckReadHoldsUpNoOtherSession() throws InterruptedException {
    server.host("t", table);
    Caller stuck = new Caller(server, FULL);
    stuck.makeView("t", "v");
    table.slowReads = true;
    csv(stuck);
    table.next();

    Caller other = new Caller(server, FULL);
    table.slowReads = false;

    assertEquals(ClientRespCase.TABLE_MAKE_VIEW_RESP, other.makeView("t", "v").getClientRespCase());
    csv(other);
    assertEquals("\"k\"\n1\n2\n", other.next().getViewToCsvResp().getCsv().toStringUtf8());
  }

  @Test
  void theNextRequestOfTheSessionWaitsForTheAnswer() throws InterruptedException {
    server.host("t", table);
    Caller caller = new Caller(server, FULL);
    caller.makeView("t", "v");
    table.slowReads = true;

    csv(caller);
    size(caller);
    table.next().complete();

    assertEquals("\"k\"\n1\n2\n", caller.next().getViewToCsvResp().getCsv().toStringUtf8());
    assertEquals(2, caller.next().getTableSizeResp().getSize());
  }

  @Test
  void aViewMayComeLater() throws InterruptedException {
    server.host("t", table);
    Caller caller = new Caller(server, FULL);
    table.slowViews = true;
    CompletableFuture<Response> made =
        CompletableFuture.supplyAsync(() -> caller.makeView("t", "v"));

    table.next().complete();

    assertEquals(ClientRespCase.TABLE_MAKE_VIEW_RESP, made.join().getClientRespCase());
    csv(caller);
    assertEquals("\"k\"\n1\n2\n", caller.next().getViewToCsvResp().getCsv().toStringUtf8());
  }

  @Test
  void aFailedStageIsAnsweredLikeAnException() throws InterruptedException {
    server.host("t", table);
    Caller caller = new Caller(server, FULL);
    caller.makeView("t", "v");
    table.slowReads = true;

    csv(caller);
    table.next().answer().completeExceptionally(new EngineException("The database is away"));
    caller.send(
        "v",
        request -> request.setViewGetMinMaxReq(ViewGetMinMaxReq.newBuilder().setColumnName("k")));
    table.next().answer().completeExceptionally(new IllegalStateException("secret"));

    assertEquals("The database is away", caller.next().getServerError().getMessage());
    assertEquals("Internal error", caller.next().getServerError().getMessage());
  }

  @Test
  void closingASessionCancelsItsReadAndThenClosesTheView() throws InterruptedException {
    server.host("t", table);
    Caller caller = new Caller(server, FULL);
    caller.makeView("t", "v");
    table.slowReads = true;
    csv(caller);
    Asked<?> read = table.next();

    caller.session.close();

    ended.acquire();
    table.closings.acquire();
    assertTrue(read.answer().isCancelled());
    assertEquals(0, table.openViews.get());
  }

  @Test
  void aReadThatDoesNotListenKeepsNoSessionOpen() throws InterruptedException {
    server.host("t", table);
    Caller caller = new Caller(server, FULL);
    caller.makeView("t", "v");
    table.slowReads = true;
    table.shape = CompletableFuture::minimalCompletionStage;
    csv(caller);
    Asked<?> read = table.next();

    caller.session.close();

    ended.acquire();
    table.closings.acquire();
    read.complete();
    assertEquals(0, table.openViews.get());
  }

  @Test
  void aViewThatComesTooLateIsClosed() throws InterruptedException {
    server.host("t", table);
    Caller caller = new Caller(server, FULL);
    table.slowViews = true;
    table.shape = CompletableFuture::minimalCompletionStage;
    caller.send("t", request -> request.setTableMakeViewReq(Caller.view("v")));
    Asked<?> view = table.next();
    caller.session.close();
    ended.acquire();
    assertEquals(1, table.openViews.get());

    view.complete();

    table.closings.acquire();
    assertEquals(0, table.openViews.get());
  }

  @Test
  void aViewOfATableThatWasDeletedMeanwhileIsClosed() throws InterruptedException {
    server.host("t", table);
    Caller caller = new Caller(server, FULL);
    table.slowViews = true;
    int asked = caller.send("t", request -> request.setTableMakeViewReq(Caller.view("v")));
    Asked<?> view = table.next();
    new Caller(server, FULL)
        .call(
            "t",
            request -> request.setTableDeleteReq(TableDeleteReq.newBuilder().setIsImmediate(true)));

    view.complete();

    Response refused = caller.next();
    assertEquals(asked, refused.getMsgId());
    assertEquals("Couldn't find key.", refused.getServerError().getMessage());
    assertEquals(0, table.openViews.get());
  }

  @Test
  void sizesBeyond32BitsAreToldAsTheLargestNumber() {
    server.host("t", table);
    Caller caller = new Caller(server, FULL);
    caller.makeView("t", "v");
    table.size = 3_000_000_000L;
    size(caller);
    assertEquals(3_000_000_000L, unsigned(caller.next().getTableSizeResp().getSize()));
    table.size = 1L << 40;

    size(caller);
    caller.send(
        "v", request -> request.setViewDimensionsReq(ViewDimensionsReq.getDefaultInstance()));

    assertEquals(0xFFFF_FFFFL, unsigned(caller.next().getTableSizeResp().getSize()));
    Response sizes = caller.next();
    assertEquals(0xFFFF_FFFFL, unsigned(sizes.getViewDimensionsResp().getNumViewRows()));
    assertEquals(1L << 40, server.table("t").orElseThrow().size().join());
  }

  @Test
  void stepsFromAnotherThreadAreToldAndReadAsOneWithoutRows() {
    server.host("t", table);
    Caller caller = new Caller(server, FULL);
    caller.makeView("t", "v");
    int listener =
        caller.send(
            "v",
            request ->
                request.setViewOnUpdateReq(
                    ViewOnUpdateReq.newBuilder().setMode(ViewOnUpdateReq.Mode.ROW)));
    size(caller);
    caller.next();

    table.listener.accept(new Step(3, true, Optional.empty()));

    Response told = caller.next();
    assertEquals(listener, told.getMsgId());
    assertEquals(3, told.getViewOnUpdateResp().getPortId());
  }

  @Test
  void describingOpensNoView() {
    assertTrue(
        table.describe(config("k")) instanceof TableDescription.Valid valid
            && valid.viewSchema().keySet().equals(Set.of("k")));
    assertTrue(table.describe(config("nothing")) instanceof TableDescription.InvalidConfig);
    assertEquals(0, table.openViews.get());
  }

  @Test
  void aSizeNobodyWaitsForIsCancelled() {
    CompletableFuture<Long> rows = new CompletableFuture<>();
    table.sizes = rows;
    CompletableFuture<Long> size = server.host("t", table).size();
    table.sizeAsked.join();

    size.cancel(true);

    assertThrows(CancellationException.class, rows::join);
  }

  private static ViewConfig config(String column) {
    return ViewConfig.builder().columns(column).build();
  }

  private static long unsigned(int size) {
    return Integer.toUnsignedLong(size);
  }

  private static void csv(Caller caller) {
    caller.send("v", request -> request.setViewToCsvReq(ViewToCSVReq.getDefaultInstance()));
  }

  private static void size(Caller caller) {
    caller.send("t", request -> request.setTableSizeReq(TableSizeReq.getDefaultInstance()));
  }
}
