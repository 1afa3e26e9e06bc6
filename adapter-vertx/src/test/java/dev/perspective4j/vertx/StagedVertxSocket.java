package dev.perspective4j.vertx;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyShort;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.perspective4j.server.EndpointOptions;
import dev.perspective4j.server.Server;
import dev.perspective4j.testkit.StagedSocket;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketFrame;
import java.nio.ByteBuffer;
import org.mockito.invocation.InvocationOnMock;

/** A mock of Vert.x's socket, which refuses handlers once it is closed. */
final class StagedVertxSocket extends StagedSocket {
  final ServerWebSocket socket = mock();
  final HttpServerRequest request = mock();
  private Handler<WebSocketFrame> onFrame = frame -> {};
  private Handler<Throwable> onFailure = failure -> {};
  private Handler<Void> onClose = closed -> {};

  StagedVertxSocket() {
    when(request.canUpgradeToWebSocket()).thenReturn(true);
    when(request.customFrameHandler(any())).thenReturn(request);
    when(request.toWebSocket()).thenReturn(Future.succeededFuture(socket));
    when(socket.frameHandler(any()))
        .thenAnswer(
            call -> {
              onFrame = handler(call);
              return socket;
            });
    when(socket.exceptionHandler(any()))
        .thenAnswer(
            call -> {
              onFailure = handler(call);
              return socket;
            });
    when(socket.closeHandler(any()))
        .thenAnswer(
            call -> {
              onClose = handler(call);
              return socket;
            });
    when(socket.writeBinaryMessage(any())).thenAnswer(call -> Future.fromCompletionStage(write()));
    when(socket.writeFrame(any())).thenAnswer(call -> Future.fromCompletionStage(write()));
    doAnswer(
            call -> {
              closing(call.<Short>getArgument(0));
              return Future.succeededFuture();
            })
        .when(socket)
        .close(anyShort(), any());
  }

  private <T> Handler<T> handler(InvocationOnMock call) {
    if (isClosed()) {
      throw new IllegalStateException("WebSocket is closed");
    }
    return call.getArgument(0);
  }

  @Override
  public void open(Server server, EndpointOptions options) {
    new PerspectiveVertxHandler(server, options).upgrade(request);
  }

  @Override
  public void receive(ByteBuffer message) {
    byte[] bytes = new byte[message.remaining()];
    message.get(bytes);
    onFrame.handle(WebSocketFrame.binaryFrame(Buffer.buffer(bytes), true));
  }

  @Override
  public void fail(Throwable cause) {
    onFailure.handle(cause);
  }

  @Override
  protected void closed() {
    onClose.handle(null);
  }
}
