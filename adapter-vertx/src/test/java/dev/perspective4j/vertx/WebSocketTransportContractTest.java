package dev.perspective4j.vertx;

import dev.perspective4j.client.ClientTransport;
import dev.perspective4j.client.WebSocketTransport;
import dev.perspective4j.server.EndpointOptions;
import dev.perspective4j.server.Server;
import dev.perspective4j.testkit.BadNetwork;
import dev.perspective4j.testkit.ClientTransportContract;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;

/**
 * The client's WebSocket keeps the contract of client transports. It is tried here because the JDK has
 * no WebSocket server.
 */
class WebSocketTransportContractTest extends ClientTransportContract {
  private final Vertx vertx = Vertx.vertx();
  private BadNetwork network;

  @Override
  protected ClientTransport mount(Server server, EndpointOptions options) throws IOException {
    PerspectiveVertxHandler handler = new PerspectiveVertxHandler(server, options);
    HttpServer http =
        vertx
            .createHttpServer(handler.configure(new HttpServerOptions()))
            .requestHandler(handler::upgrade)
            .listen(0, "127.0.0.1")
            .await();
    network = new BadNetwork(http.actualPort());
    return to(network.port());
  }

  @Override
  protected void unmount() throws IOException {
    network.close();
    vertx.close().await();
  }

  @Override
  protected ClientTransport toNobody() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return to(free.getLocalPort());
    }
  }

  @Override
  protected boolean stall() {
    network.stall();
    return true;
  }

  @Override
  protected void cut() throws IOException {
    network.cut();
  }

  private static ClientTransport to(int port) {
    return WebSocketTransport.to(URI.create("ws://127.0.0.1:" + port + "/websocket"));
  }
}
