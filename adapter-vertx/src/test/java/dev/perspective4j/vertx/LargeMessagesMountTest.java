package dev.perspective4j.vertx;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perspective4j.server.Server;
import dev.perspective4j.testkit.WebSocketPeer;
import dev.perspective4j.wire.proto.Request;
import io.netty.channel.ChannelPipeline;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpServerConnection;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** However a server is mounted, its connections are prepared for large messages. */
class LargeMessagesMountTest {
  private final Vertx vertx = Vertx.vertx();
  private final Server server = Server.create();
  private final PerspectiveVertxHandler handler = new PerspectiveVertxHandler(server);

  @AfterEach
  void stop() {
    server.close();
    vertx.close().await();
  }

  @Test
  void withoutARouter() throws Exception {
    assertTrue(isPrepared(handler::upgrade));
  }

  @Test
  void behindARouter() throws Exception {
    Router router = Router.router(vertx);
    router.route("/websocket").handler(handler);

    assertTrue(isPrepared(router));
  }

  @Test
  void behindARouterInARouterThatAnswersLater() throws Exception {
    Router inner = Router.router(vertx);
    inner
        .route("/socket")
        .handler(
            context -> {
              context.request().pause();
              vertx.setTimer(
                  1,
                  later -> {
                    context.request().resume();
                    context.next();
                  });
            })
        .handler(handler);
    Router outer = Router.router(vertx);
    outer.route("/websocket").handler(context -> context.reroute("/web/socket"));
    outer.route("/web/*").subRouter(inner);

    assertTrue(isPrepared(outer));
  }

  /** Looks at a connection that has become a WebSocket, as long as it is open. */
  private boolean isPrepared(Handler<HttpServerRequest> requests) throws Exception {
    CompletableFuture<ChannelPipeline> pipeline = new CompletableFuture<>();
    HttpServer http =
        vertx
            .createHttpServer(handler.configure(new HttpServerOptions()))
            .connectionHandler(
                connection ->
                    pipeline.complete(
                        ((HttpServerConnection) connection).channelHandlerContext().pipeline()))
            .requestHandler(requests)
            .listen(0, "127.0.0.1")
            .await();
    URI uri = URI.create("ws://127.0.0.1:" + http.actualPort() + "/websocket");
    try (WebSocketPeer peer = WebSocketPeer.connect(uri, Map.of())) {
      peer.send(Request.newBuilder().setMsgId(1).build());
      peer.nextMessage();
      return pipeline.get(60, TimeUnit.SECONDS).get(LargeMessages.class) != null;
    }
  }
}
