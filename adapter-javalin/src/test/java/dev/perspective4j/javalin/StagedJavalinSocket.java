package dev.perspective4j.javalin;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.perspective4j.server.EndpointOptions;
import dev.perspective4j.server.Server;
import dev.perspective4j.testkit.StagedSocket;
import io.javalin.http.servlet.JavalinWsServletContext;
import io.javalin.http.servlet.UpgradeRequestData;
import io.javalin.websocket.WsBinaryMessageContext;
import io.javalin.websocket.WsBinaryMessageHandler;
import io.javalin.websocket.WsCloseContext;
import io.javalin.websocket.WsCloseHandler;
import io.javalin.websocket.WsConfig;
import io.javalin.websocket.WsConnectContext;
import io.javalin.websocket.WsConnectHandler;
import io.javalin.websocket.WsErrorContext;
import io.javalin.websocket.WsErrorHandler;
import java.nio.ByteBuffer;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.api.UpgradeRequest;
import org.mockito.ArgumentCaptor;

/** A mock of Jetty's socket, as Javalin hands it on. */
final class StagedJavalinSocket extends StagedSocket {
  final Session socket = mock();
  final UpgradeRequest request = mock();
  final UpgradeRequestData upgrade = mock();
  private final JavalinWsServletContext connection = mock();
  private final ArgumentCaptor<WsConnectHandler> onConnect = ArgumentCaptor.captor();
  private final ArgumentCaptor<WsBinaryMessageHandler> onMessage = ArgumentCaptor.captor();
  private final ArgumentCaptor<WsCloseHandler> onClose = ArgumentCaptor.captor();
  private final ArgumentCaptor<WsErrorHandler> onError = ArgumentCaptor.captor();

  StagedJavalinSocket() {
    when(upgrade.getSession()).thenReturn(socket);
    when(upgrade.getSessionId()).thenReturn("socket");
    when(connection.getExtractedData()).thenReturn(upgrade);
    when(socket.getUpgradeRequest()).thenReturn(request);
    when(socket.isOpen()).thenAnswer(call -> !isClosed());
    doAnswer(
            call -> {
              Callback callback = call.getArgument(1);
              write()
                  .whenComplete(
                      (done, failure) -> {
                        if (failure == null) {
                          callback.succeed();
                        } else {
                          callback.fail(failure);
                        }
                      });
              return null;
            })
        .when(socket)
        .sendBinary(any(), any());
    doAnswer(
            call -> {
              closing(call.<Integer>getArgument(0));
              return null;
            })
        .when(socket)
        .close(anyInt(), any(), any());
  }

  @Override
  public void open(Server server, EndpointOptions options) {
    WsConfig route = mock();
    new PerspectiveJavalinHandler(server, options).accept(route);
    verify(route).onConnect(onConnect.capture());
    verify(route).onBinaryMessage(onMessage.capture());
    verify(route).onClose(onClose.capture());
    verify(route).onError(onError.capture());
    call(() -> onConnect.getValue().handleConnect(new WsConnectContext(connection)));
  }

  @Override
  public void receive(ByteBuffer message) {
    call(
        () ->
            onMessage
                .getValue()
                .handleBinaryMessage(new WsBinaryMessageContext(connection, message)));
  }

  @Override
  public void fail(Throwable cause) {
    call(() -> onError.getValue().handleError(new WsErrorContext(connection, cause)));
  }

  @Override
  protected void closed() {
    call(() -> onClose.getValue().handleClose(new WsCloseContext(connection, 1006, null)));
  }

  private interface Call {
    void run() throws Exception;
  }

  private static void call(Call call) {
    try {
      call.run();
    } catch (RuntimeException escaped) {
      throw escaped;
    } catch (Exception escaped) {
      throw new AssertionError(escaped);
    }
  }
}
