package dev.perspective4j.vertx;

import dev.perspective4j.server.EndpointOptions;
import dev.perspective4j.server.Server;
import dev.perspective4j.testkit.TransportContract;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.net.URI;

class PerspectiveVertxHandlerTest extends TransportContract {
  private final Vertx vertx = Vertx.vertx();

  @Override
  protected URI mount(Server server, EndpointOptions options) {
    PerspectiveVertxHandler handler = new PerspectiveVertxHandler(server, options);
    Router router = Router.router(vertx);
    router.route("/websocket").handler(handler);
    HttpServer http =
        vertx
            .createHttpServer(handler.configure(new HttpServerOptions()))
            .requestHandler(router)
            .listen(0, "127.0.0.1")
            .await();
    return URI.create("ws://127.0.0.1:" + http.actualPort() + "/websocket");
  }

  @Override
  protected void unmount() {
    vertx.close().await();
  }
}
