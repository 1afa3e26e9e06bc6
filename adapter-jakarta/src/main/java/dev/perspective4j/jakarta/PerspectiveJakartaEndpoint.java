package dev.perspective4j.jakarta;

import dev.perspective4j.server.ClientInfo;
import dev.perspective4j.server.CloseCode;
import dev.perspective4j.server.Connection;
import dev.perspective4j.server.EndpointOptions;
import dev.perspective4j.server.Server;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Mounts a server in a Jakarta WebSocket container (Tomcat, Jetty, Undertow, …).
 *
 * <pre>{@code
 * serverContainer.addEndpoint(PerspectiveJakartaEndpoint.at("/websocket", server, options));
 * }</pre>
 *
 * <p>Connections whose origin is refused are closed with code 1008 before a session is opened. A
 * container thread waits inside its callback while the client sends faster than it is served. There
 * is one instance per connection.
 */
public final class PerspectiveJakartaEndpoint extends Endpoint {
  private static final String ORIGIN_ALLOWED = PerspectiveJakartaEndpoint.class.getName();

  private final Server server;
  private final EndpointOptions options;
  private dev.perspective4j.server.@Nullable Session session;

  private PerspectiveJakartaEndpoint(Server server, EndpointOptions options) {
    this.server = server;
    this.options = options;
  }

  /** The configuration that mounts a server at a path, for viewers of the same origin. */
  public static ServerEndpointConfig at(String path, Server server) {
    return at(path, server, EndpointOptions.DEFAULT);
  }

  /** The configuration that mounts a server at a path. */
  public static ServerEndpointConfig at(String path, Server server, EndpointOptions options) {
    return ServerEndpointConfig.Builder.create(PerspectiveJakartaEndpoint.class, path)
        .configurator(new Configurator(server, options))
        .build();
  }

  @Override
  public void onOpen(Session socket, EndpointConfig config) {
    SocketConnection connection = new SocketConnection(socket);
    if (!Boolean.TRUE.equals(config.getUserProperties().get(ORIGIN_ALLOWED))) {
      connection.close(CloseCode.POLICY_VIOLATION, "origin not allowed");
      return;
    }
    socket.setMaxIdleTimeout(0);
    String query = socket.getQueryString();
    ClientInfo client =
        options.client(
            Optional.ofNullable(socket.getUserPrincipal()),
            socket.getId(),
            query == null ? "" : query);
    dev.perspective4j.server.Session opened = server.open(connection, client, options);
    session = opened;
    // In parts: a handler of whole messages makes containers keep a buffer of the largest size.
    socket.addMessageHandler(
        ByteBuffer.class, new Assembly(opened, connection, options.limits().messageBytes()));
  }

  @Override
  public void onClose(Session socket, CloseReason reason) {
    end();
  }

  @Override
  public void onError(Session socket, Throwable failure) {
    end();
  }

  private void end() {
    if (session != null) {
      session.close();
    }
  }

  /** Checks origins and makes one endpoint per connection. */
  private static final class Configurator extends ServerEndpointConfig.Configurator {
    private final Server server;
    private final EndpointOptions options;

    Configurator(Server server, EndpointOptions options) {
      this.server = server;
      this.options = options;
    }

    @Override
    public <T> T getEndpointInstance(Class<T> endpoint) {
      return endpoint.cast(new PerspectiveJakartaEndpoint(server, options));
    }

    @Override
    public boolean checkOrigin(String origin) {
      return true; // The host is not known here; see below.
    }

    @Override
    public void modifyHandshake(
        ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
      config
          .getUserProperties()
          .put(
              ORIGIN_ALLOWED,
              options.origins().allows(header(request, "Origin"), header(request, "Host")));
    }

    private static @Nullable String header(HandshakeRequest request, String name) {
      for (Map.Entry<String, List<String>> header : request.getHeaders().entrySet()) {
        if (header.getKey().equalsIgnoreCase(name) && !header.getValue().isEmpty()) {
          return header.getValue().getFirst();
        }
      }
      return null;
    }
  }

  /** Puts the parts of a message together. */
  private static final class Assembly implements MessageHandler.Partial<ByteBuffer> {
    private final dev.perspective4j.server.Session session;
    private final SocketConnection connection;
    private final int limit;
    private byte[] message = new byte[0];
    private int size;

    Assembly(dev.perspective4j.server.Session session, SocketConnection connection, int limit) {
      this.session = session;
      this.connection = connection;
      this.limit = limit;
    }

    @Override
    public void onMessage(ByteBuffer part, boolean last) {
      int length = part.remaining();
      if (length > limit - size) {
        connection.close(CloseCode.MESSAGE_TOO_BIG, "message too big");
        session.close();
        return;
      }
      if (size + length > message.length) {
        int grown = (int) Math.min(limit, Math.max(size + length, message.length * 2L));
        message = java.util.Arrays.copyOf(message, last ? size + length : grown);
      }
      part.get(message, size, length);
      size += length;
      if (last) {
        ByteBuffer whole = ByteBuffer.wrap(message, 0, size);
        message = new byte[0];
        size = 0;
        session.receive(whole).toCompletableFuture().join();
      }
    }
  }

  private record SocketConnection(Session socket) implements Connection {

    @Override
    public CompletionStage<Void> send(ByteBuffer message) {
      CompletableFuture<Void> sent = new CompletableFuture<>();
      socket
          .getAsyncRemote()
          .sendBinary(
              message,
              result -> {
                if (result.isOK()) {
                  sent.complete(null);
                } else {
                  sent.completeExceptionally(result.getException());
                }
              });
      return sent;
    }

    @Override
    public void close(int code, String reason) {
      try {
        socket.close(new CloseReason(CloseCodes.getCloseCode(code), reason));
      } catch (IOException | RuntimeException alreadyBroken) {
        // The container ends a broken connection by itself.
        return;
      }
    }
  }
}
