package dev.perspective4j.vertx;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.atLeastOnce;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.timeout;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.perspective4j.model.TableData;
import dev.perspective4j.model.TableOptions;
import dev.perspective4j.server.EndpointOptions;
import dev.perspective4j.server.Limits;
import dev.perspective4j.server.Server;
import dev.perspective4j.server.ServerMetrics;
import dev.perspective4j.wire.proto.Request;
import dev.perspective4j.wire.proto.TableMakeViewReq;
import dev.perspective4j.wire.proto.ViewToColumnsStringReq;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Handshakes that fail, and back-pressure that ends with the connection. */
class VertxSocketEdgesTest {
  private static final int PATIENCE_MILLIS = 60_000;

  private final ServerMetrics metrics = mock();
  private final Server server = Server.builder().metrics(metrics).build();
  private final PerspectiveVertxHandler handler = new PerspectiveVertxHandler(server);
  private final StagedVertxSocket staged = new StagedVertxSocket();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aUserWhoCannotBeLookedUpGetsNoSocket() {
    RoutingContext context = mock();
    when(context.request()).thenReturn(staged.request);
    when(context.user()).thenThrow(new IllegalStateException("no user"));

    // The router answers what its handlers throw.
    assertThrows(IllegalStateException.class, () -> handler.handle(context));

    verify(staged.request, never()).toWebSocket();
    verify(metrics, never()).sessionOpened();
  }

  @Test
  void aUrlThatCannotBeReadGetsNoSocket() {
    when(staged.request.query()).thenThrow(new IllegalArgumentException("no query"));

    assertThrows(IllegalArgumentException.class, () -> handler.upgrade(staged.request));

    verify(staged.request, never()).toWebSocket();
    verify(metrics, never()).sessionOpened();
  }

  @Test
  void aHandshakeThatFailsOpensNoSession() {
    when(staged.request.toWebSocket()).thenReturn(Future.failedFuture("bad request"));

    handler.upgrade(staged.request);

    verify(metrics, never()).sessionOpened();
  }

  @Test
  void aSocketThatClosesBetweenItsHandlersLosesItsSession() {
    doAnswer(
            call -> {
              staged.close();
              return staged.socket;
            })
        .when(staged.socket)
        .frameHandler(any());

    handler.upgrade(staged.request);

    verify(metrics, timeout(PATIENCE_MILLIS)).sessionClosed();
  }

  @Test
  void aSocketThatClosedBeforeTheHandshakeWasDoneLosesItsSession() {
    staged.close();

    handler.upgrade(staged.request);

    verify(metrics, timeout(PATIENCE_MILLIS)).sessionClosed();
  }

  @Test
  void aPausedSocketIsResumedWhenItCloses() {
    server.host(
        "t", TableData.jsonRows("[{\"v\":\"" + "x".repeat(2 << 20) + "\"}]"), TableOptions.DEFAULT);
    staged.open(server, EndpointOptions.DEFAULT.withLimits(withInboundBytes(1)));
    send(Request.newBuilder().setMsgId(1).setEntityId("t").setTableMakeViewReq(view()));
    staged.nextWrite().complete(null);
    send(Request.newBuilder().setMsgId(2).setEntityId("w").setViewToColumnsStringReq(columns()));
    staged.nextWrite();
    send(Request.newBuilder().setMsgId(3).setEntityId("w").setViewToColumnsStringReq(columns()));
    send(Request.newBuilder().setMsgId(4));
    verify(staged.socket, atLeastOnce()).pause();
    verify(staged.socket, never()).resume();

    staged.close();

    verify(staged.socket, atLeastOnce()).resume();
    verify(metrics, timeout(PATIENCE_MILLIS)).sessionClosed();
  }

  private void send(Request.Builder request) {
    staged.receive(ByteBuffer.wrap(request.build().toByteArray()));
  }

  private static TableMakeViewReq view() {
    return TableMakeViewReq.newBuilder().setViewId("w").build();
  }

  private static ViewToColumnsStringReq columns() {
    return ViewToColumnsStringReq.getDefaultInstance();
  }

  private static Limits withInboundBytes(long bytes) {
    Limits others = Limits.DEFAULT;
    return new Limits(
        others.messageBytes(),
        others.viewsPerSession(),
        others.subscriptionsPerSession(),
        others.requestsPerSecond(),
        bytes,
        others.outboundBytes(),
        others.outboundMessages(),
        others.columnsPerView(),
        others.cellsPerRead());
  }
}
