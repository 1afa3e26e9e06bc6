package dev.perspective4j.jakarta;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.perspective4j.server.EndpointOptions;
import dev.perspective4j.server.Server;
import dev.perspective4j.testkit.StagedSocket;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.Endpoint;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import org.mockito.ArgumentMatchers;

/**
 * A mock of a container's socket. As the specification says, it refuses everything but closing once
 * it is closed, and hands what opening throws to the endpoint's error method.
 */
final class StagedJakartaSocket extends StagedSocket {
  final Session socket = mock();
  private final RemoteEndpoint.Async remote = mock();
  private Endpoint endpoint = mock();
  private MessageHandler.Partial<ByteBuffer> onPart = (part, last) -> {};

  StagedJakartaSocket() {
    when(socket.getId()).thenReturn("socket");
    when(socket.getAsyncRemote())
        .thenAnswer(
            call -> {
              requireOpen();
              return remote;
            });
    doAnswer(
            call -> {
              requireOpen();
              onPart = call.getArgument(1);
              return null;
            })
        .when(socket)
        .addMessageHandler(
            eq(ByteBuffer.class), ArgumentMatchers.<MessageHandler.Partial<ByteBuffer>>any());
    doAnswer(
            call -> {
              SendHandler handler = call.getArgument(1);
              write()
                  .whenComplete(
                      (done, failure) ->
                          handler.onResult(
                              failure == null
                                  ? new SendResult(socket)
                                  : new SendResult(socket, failure)));
              return null;
            })
        .when(remote)
        .sendBinary(any(), any());
    try {
      doAnswer(
              call -> {
                closing(call.<CloseReason>getArgument(0).getCloseCode().getCode());
                return null;
              })
          .when(socket)
          .close(any());
    } catch (IOException impossible) {
      throw new AssertionError(impossible);
    }
  }

  private void requireOpen() {
    if (isClosed()) {
      throw new IllegalStateException("The session is closed");
    }
  }

  @Override
  public void open(Server server, EndpointOptions options) {
    ServerEndpointConfig config = PerspectiveJakartaEndpoint.at("/websocket", server, options);
    HandshakeRequest request = mock();
    when(request.getHeaders()).thenReturn(Map.of());
    config.getConfigurator().modifyHandshake(config, request, mock(HandshakeResponse.class));
    try {
      endpoint = config.getConfigurator().getEndpointInstance(PerspectiveJakartaEndpoint.class);
    } catch (InstantiationException impossible) {
      throw new AssertionError(impossible);
    }
    try {
      endpoint.onOpen(socket, config);
    } catch (RuntimeException refused) {
      endpoint.onError(socket, refused);
    }
  }

  @Override
  public void receive(ByteBuffer message) {
    onPart.onMessage(message, true);
  }

  /** Hands a part of a message to the adapter; more is to follow. */
  void receivePart(ByteBuffer part) {
    onPart.onMessage(part, false);
  }

  @Override
  public void fail(Throwable cause) {
    endpoint.onError(socket, cause);
  }

  @Override
  protected void closed() {
    endpoint.onClose(socket, new CloseReason(CloseCodes.CLOSED_ABNORMALLY, null));
  }
}
