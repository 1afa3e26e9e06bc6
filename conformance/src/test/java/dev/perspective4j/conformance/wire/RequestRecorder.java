package dev.perspective4j.conformance.wire;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.perspective4j.wire.proto.Request;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketClient;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Stands between a client and a server, and notes everything the client sends. */
final class RequestRecorder implements AutoCloseable {

  /** Headers whose values differ from connection to connection. */
  private static final Set<String> OWN_VALUES = Set.of("host", "sec-websocket-key");

  private final Vertx vertx = Vertx.vertx();

  /** Closes its connections when it is collected. */
  private final WebSocketClient back = vertx.createWebSocketClient();

  private final int serverPort;
  private final HttpServer front;
  private final List<String> sent = Collections.synchronizedList(new ArrayList<>());
  private final Map<String, String> viewNames = new LinkedHashMap<>();

  /** A recorder before a server of this machine. */
  RequestRecorder(int serverPort) {
    this.serverPort = serverPort;
    this.front =
        vertx.createHttpServer().webSocketHandler(this::connect).listen(0, "127.0.0.1").await();
  }

  /** Where clients connect. */
  String uri() {
    return "ws://127.0.0.1:" + front.actualPort() + "/websocket";
  }

  /**
   * The headers of the handshake, then the requests in order. Numbers of requests and names of views,
   * which clients draw at random, are replaced.
   */
  List<String> sent() {
    return List.copyOf(sent);
  }

  private void connect(ServerWebSocket client) {
    client
        .headers()
        .forEach(
            (name, value) -> {
              boolean own = OWN_VALUES.contains(name.toLowerCase(Locale.ROOT));
              sent.add(name + ": " + (own ? "…" : value));
            });
    client.pause();
    back.connect(serverPort, "127.0.0.1", "/websocket")
        .onSuccess(
            server -> {
              client.binaryMessageHandler(
                  message -> {
                    note(message);
                    server.writeBinaryMessage(message);
                  });
              client.closeHandler(_ -> server.close());
              server.binaryMessageHandler(client::writeBinaryMessage);
              client.resume();
            })
        .onFailure(_ -> client.close());
  }

  private void note(Buffer message) {
    try {
      Request request = Request.parseFrom(message.getBytes());
      if (request.hasTableMakeViewReq()) {
        String name = request.getTableMakeViewReq().getViewId();
        viewNames.put(name, "view " + viewNames.size());
      }
      String[] text = {request.toBuilder().clearMsgId().build().toString()};
      viewNames.forEach((name, number) -> text[0] = text[0].replace(name, number));
      sent.add(text[0]);
    } catch (InvalidProtocolBufferException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  @Override
  public void close() {
    vertx.close().await();
  }
}
