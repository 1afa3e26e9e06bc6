package dev.perspective4j.javalin;

import dev.perspective4j.server.ClientInfo;
import dev.perspective4j.server.CloseCode;
import dev.perspective4j.server.Connection;
import dev.perspective4j.server.EndpointOptions;
import dev.perspective4j.server.Server;
import dev.perspective4j.server.Session;
import io.javalin.websocket.WsBinaryMessageContext;
import io.javalin.websocket.WsConfig;
import io.javalin.websocket.WsConnectContext;
import io.javalin.websocket.WsContext;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.eclipse.jetty.websocket.api.Callback;

/**
 * Mounts a server in Javalin.
 *
 * <pre>{@code
 * Javalin.create(config -> config.routes.ws("/websocket", new PerspectiveJavalinHandler(server)))
 *     .start(8080);
 * }</pre>
 *
 * <p>Every connection gets the message limits of the options and no idle timeout. Connections whose
 * origin is refused are closed with code 1008 before a session is opened. A container thread waits
 * inside its callback while the client sends faster than it is served. Safe for use from any thread.
 */
public final class PerspectiveJavalinHandler implements Consumer<WsConfig> {
  private final Server server;
  private final EndpointOptions options;
  private final Map<String, Session> sessions = new ConcurrentHashMap<>();

  /** Mounts a server for viewers of the same origin. */
  public PerspectiveJavalinHandler(Server server) {
    this(server, EndpointOptions.DEFAULT);
  }

  /** Mounts a server. */
  public PerspectiveJavalinHandler(Server server, EndpointOptions options) {
    this.server = server;
    this.options = options;
  }

  @Override
  public void accept(WsConfig socket) {
    socket.onConnect(this::open);
    socket.onBinaryMessage(this::receive);
    socket.onClose(this::close);
    socket.onError(this::close);
  }

  private void open(WsConnectContext context) {
    if (!options.origins().allows(context.header("Origin"), context.header("Host"))) {
      context.closeSession(CloseCode.POLICY_VIOLATION, "origin not allowed");
      return;
    }
    context.session.setMaxBinaryMessageSize(options.limits().messageBytes());
    context.session.setMaxFrameSize(options.limits().messageBytes());
    context.session.setIdleTimeout(Duration.ZERO);
    String query = context.queryString();
    ClientInfo client =
        options.client(
            Optional.ofNullable(context.session.getUpgradeRequest().getUserPrincipal()),
            String.valueOf(context.session.getRemoteSocketAddress()),
            query == null ? "" : query);
    sessions.put(
        context.sessionId(), server.open(new SocketConnection(context.session), client, options));
    if (!context.session.isOpen()) {
      close(context); // The callback may have come before there was a session to close.
    }
  }

  private void receive(WsBinaryMessageContext context) {
    Session session = sessions.get(context.sessionId());
    if (session != null) {
      ByteBuffer received = context.data();
      byte[] message = new byte[received.remaining()];
      received.get(message);
      session.receive(ByteBuffer.wrap(message)).toCompletableFuture().join();
    }
  }

  private void close(WsContext context) {
    Session session = sessions.remove(context.sessionId());
    if (session != null) {
      session.close();
    }
  }

  private record SocketConnection(org.eclipse.jetty.websocket.api.Session socket)
      implements Connection {

    @Override
    public CompletionStage<Void> send(ByteBuffer message) {
      CompletableFuture<Void> sent = new CompletableFuture<>();
      socket.sendBinary(
          message, Callback.from(() -> sent.complete(null), sent::completeExceptionally));
      return sent;
    }

    @Override
    public void close(int code, String reason) {
      try {
        socket.close(code, reason, Callback.NOOP);
      } catch (RuntimeException alreadyBroken) {
        // Jetty ends a broken connection by itself.
        return;
      }
    }
  }
}
