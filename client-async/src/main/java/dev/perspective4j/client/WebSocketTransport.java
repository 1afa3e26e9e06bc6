package dev.perspective4j.client;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A WebSocket of the JDK's {@link HttpClient}. Immutable; the {@code with} methods answer with
 * another one.
 *
 * <pre>{@code
 * ClientTransport transport =
 *     WebSocketTransport.to(uri).withHeader("Authorization", "Bearer " + token);
 * Client client = Client.over(transport).join();
 * }</pre>
 */
public final class WebSocketTransport implements ClientTransport {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);
  private static final int MAX_MESSAGE = 1 << 30;

  private final URI uri;
  private final HttpClient http;
  private final Map<String, String> headers;
  private final Duration connectTimeout;
  private final int maxMessageSize;

  private WebSocketTransport(
      URI uri,
      HttpClient http,
      Map<String, String> headers,
      Duration connectTimeout,
      int maxMessageSize) {
    this.uri = uri;
    this.http = http;
    this.headers = headers;
    this.connectTimeout = connectTimeout;
    this.maxMessageSize = maxMessageSize;
  }

  /**
   * A WebSocket to {@code uri}: no headers, 10 seconds to connect, messages of up to 1 GiB.
   *
   * @param uri {@code ws:} or {@code wss:}, any path and query
   */
  public static WebSocketTransport to(URI uri) {
    return new WebSocketTransport(
        uri, HttpClient.newHttpClient(), Map.of(), CONNECT_TIMEOUT, MAX_MESSAGE);
  }

  /** The same with a header in the request that opens the socket. */
  public WebSocketTransport withHeader(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new WebSocketTransport(uri, http, more, connectTimeout, maxMessageSize);
  }

  /** The same through another HTTP client, for example one with a TLS context or a proxy. */
  public WebSocketTransport withHttpClient(HttpClient client) {
    return new WebSocketTransport(uri, client, headers, connectTimeout, maxMessageSize);
  }

  /** The same with another time to connect. */
  public WebSocketTransport withConnectTimeout(Duration timeout) {
    return new WebSocketTransport(uri, http, headers, timeout, maxMessageSize);
  }

  /**
   * The same with another bound on a received message, in bytes; a larger one ends the connection.
   */
  public WebSocketTransport withMaxMessageSize(int bytes) {
    return new WebSocketTransport(uri, http, headers, connectTimeout, bytes);
  }

  @Override
  public CompletionStage<Connection> connect(Receiver receiver) {
    WebSocket.Builder builder = http.newWebSocketBuilder().connectTimeout(connectTimeout);
    headers.forEach(builder::header);
    Inbound inbound = new Inbound(receiver, maxMessageSize);
    return builder.buildAsync(uri, inbound).thenApply(socket -> new Outbound(socket, inbound));
  }

  /** A WebSocket takes one message at a time; the others wait here. */
  private static final class Outbound implements Connection {
    private final WebSocket socket;
    private final Inbound inbound;
    private final Object lock = new Object();
    private CompletableFuture<WebSocket> last;

    Outbound(WebSocket socket, Inbound inbound) {
      this.socket = socket;
      this.inbound = inbound;
      this.last = CompletableFuture.completedFuture(socket);
    }

    @Override
    public CompletionStage<Void> send(ByteBuffer message) {
      synchronized (lock) {
        last = last.thenCompose(ready -> ready.sendBinary(message, true));
        return last.thenApply(sent -> null);
      }
    }

    @Override
    public void close() {
      // An aborted socket does not call its listener any more.
      inbound.closed("WebSocket closed by this side");
      synchronized (lock) {
        last =
            last.thenCompose(ready -> ready.sendClose(WebSocket.NORMAL_CLOSURE, ""))
                .orTimeout(CLOSE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((sent, failure) -> socket.abort());
      }
    }
  }

  /** Puts fragments together, and reads on only when the receiver is ready. */
  private static final class Inbound implements WebSocket.Listener {
    private final Receiver receiver;
    private final int maxMessageSize;
    private final AtomicBoolean closed = new AtomicBoolean();
    private byte[] bytes = new byte[0];
    private int size;

    Inbound(Receiver receiver, int maxMessageSize) {
      this.receiver = receiver;
      this.maxMessageSize = maxMessageSize;
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(
        WebSocket socket, ByteBuffer fragment, boolean last) {
      int more = fragment.remaining();
      if (more > maxMessageSize - size) {
        closed("Received a message of more than " + maxMessageSize + " bytes");
        socket.abort();
        return null;
      }
      if (more > bytes.length - size) {
        int doubled = (int) Math.min(2L * size, maxMessageSize);
        bytes = Arrays.copyOf(bytes, last ? size + more : Math.max(size + more, doubled));
      }
      fragment.get(bytes, size, more);
      size += more;
      if (!last) {
        socket.request(1);
        return null;
      }
      ByteBuffer message = ByteBuffer.wrap(bytes, 0, size);
      bytes = new byte[0];
      size = 0;
      receiver.message(message).whenComplete((handled, failure) -> socket.request(1));
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
      closed("WebSocket closed " + status + (reason.isEmpty() ? "" : ": " + reason));
      return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
      closed("WebSocket failed: " + error);
    }

    void closed(String reason) {
      if (closed.compareAndSet(false, true)) {
        receiver.closed(reason);
      }
    }
  }
}
