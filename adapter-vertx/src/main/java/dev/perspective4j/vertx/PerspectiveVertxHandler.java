package dev.perspective4j.vertx;

import dev.perspective4j.server.ClientInfo;
import dev.perspective4j.server.CloseCode;
import dev.perspective4j.server.Connection;
import dev.perspective4j.server.EndpointOptions;
import dev.perspective4j.server.Server;
import dev.perspective4j.server.Session;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.internal.buffer.BufferInternal;
import io.vertx.ext.auth.User;
import io.vertx.ext.web.RoutingContext;
import java.nio.ByteBuffer;
import java.security.Principal;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Mounts a server in Vert.x.
 *
 * <pre>{@code
 * var handler = new PerspectiveVertxHandler(server);
 * router.route("/websocket").handler(handler);
 * vertx.createHttpServer(handler.configure(new HttpServerOptions()))
 *     .requestHandler(router).listen(8080);
 * }</pre>
 *
 * <p>Without a router, hand requests for the path to {@link #upgrade}. The event loop only moves
 * bytes: decoding, engine and encoding run on the server's threads. Safe for use from any event
 * loop.
 */
public final class PerspectiveVertxHandler implements Handler<RoutingContext> {
  private final Server server;
  private final EndpointOptions options;

  /** Mounts a server for viewers of the same origin. */
  public PerspectiveVertxHandler(Server server) {
    this(server, EndpointOptions.DEFAULT);
  }

  /** Mounts a server. */
  public PerspectiveVertxHandler(Server server, EndpointOptions options) {
    this.server = server;
    this.options = options;
  }

  /**
   * Makes an HTTP server accept messages as large as the limits allow; Vert.x alone stops at 256
   * KiB. Turns compression off, because Vert.x compresses on the event loop; turn it on again
   * afterwards where bandwidth matters more than latency.
   *
   * @return the same options
   */
  public HttpServerOptions configure(HttpServerOptions http) {
    int largest = options.limits().messageBytes();
    return http.setMaxWebSocketFrameSize(largest)
        .setMaxWebSocketMessageSize(largest)
        .setPerFrameWebSocketCompressionSupported(false)
        .setPerMessageWebSocketCompressionSupported(false);
  }

  /** Upgrades a routed request; its user becomes the principal. */
  @Override
  public void handle(RoutingContext context) {
    upgrade(context.request(), principal(context.user()));
  }

  /** Upgrades a request that nobody authenticated. */
  public void upgrade(HttpServerRequest request) {
    upgrade(request, Optional.empty());
  }

  private void upgrade(HttpServerRequest request, Optional<Principal> principal) {
    String origin = request.getHeader(HttpHeaders.ORIGIN);
    if (!options.origins().allows(origin, request.getHeader(HttpHeaders.HOST))) {
      request.response().setStatusCode(403).end("Origin not allowed");
      return;
    }
    if (!request.canUpgradeToWebSocket()) {
      request.response().setStatusCode(426).putHeader(HttpHeaders.UPGRADE, "websocket").end();
      return;
    }
    String query = request.query();
    ClientInfo client =
        options.client(
            principal, String.valueOf(request.remoteAddress()), query == null ? "" : query);
    unwrapped(request).toWebSocket().onSuccess(socket -> open(socket, client));
  }

  /**
   * The request that a router hands on inside its own. The router's would give a socket that hides
   * the connection, which {@link LargeMessages} needs. A wrapper passes fluent calls on and returns
   * what the wrapped request returns: itself. This call does nothing else, because frames that are
   * not of HTTP exist in HTTP/2 only, which upgrades no request.
   */
  private static HttpServerRequest unwrapped(HttpServerRequest request) {
    return request.customFrameHandler(frame -> {});
  }

  private void open(ServerWebSocket socket, ClientInfo client) {
    SocketConnection connection = new SocketConnection(socket);
    Session session = server.open(connection, client, options);
    try {
      listen(socket, connection, session);
    } catch (IllegalStateException closedMeanwhile) {
      // A closed socket takes no handlers, so none of them can close the session.
      session.close();
    }
  }

  private void listen(ServerWebSocket socket, SocketConnection connection, Session session) {
    LargeFrames.expectOn(socket);
    LargeMessages.expectOn(socket, options.limits().messageBytes());
    FrameJoiner joiner = new FrameJoiner(options.limits().messageBytes());
    socket.frameHandler(
        frame -> {
          try {
            joiner.join(frame).ifPresent(message -> receive(socket, session, message));
          } catch (FrameJoiner.TooBig refused) {
            connection.close(CloseCode.MESSAGE_TOO_BIG, refused.getMessage());
            session.close();
          }
        });
    socket.exceptionHandler(
        broken -> {
          if (broken instanceof CorruptedWebSocketFrameException refused) {
            connection.close(refused.closeStatus().code(), "");
          }
          session.close();
        });
    socket.closeHandler(closed -> session.close());
  }

  private static void receive(ServerWebSocket socket, Session session, ByteBuffer message) {
    CompletionStage<Void> room = session.receive(message);
    if (!room.toCompletableFuture().isDone()) {
      socket.pause();
      room.thenRun(socket::resume);
    }
  }

  private static Optional<Principal> principal(@Nullable User user) {
    return Optional.ofNullable(user).map(known -> known::subject);
  }

  private record SocketConnection(ServerWebSocket socket) implements Connection {

    @Override
    public CompletionStage<Void> send(ByteBuffer message) {
      return socket
          .writeBinaryMessage(BufferInternal.buffer(Unpooled.wrappedBuffer(message)))
          .toCompletionStage();
    }

    @Override
    public CompletionStage<Void> send(ByteBuffer head, ByteBuffer rest) {
      return rest.hasRemaining() ? LongMessage.send(socket, head, rest) : send(head);
    }

    @Override
    public void close(int code, String reason) {
      try {
        socket.close((short) code, reason);
      } catch (RuntimeException alreadyBroken) {
        // Vert.x ends a broken connection by itself.
        return;
      }
    }
  }
}
