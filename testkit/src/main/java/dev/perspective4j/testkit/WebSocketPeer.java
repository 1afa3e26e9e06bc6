package dev.perspective4j.testkit;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A peer on the WebSocket of the JDK. */
public final class WebSocketPeer implements Peer {
  private static final long PATIENCE_SECONDS = 60;

  private final BlockingQueue<byte[]> messages = new LinkedBlockingQueue<>();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final HttpClient http;
  private final WebSocket socket;
  private volatile boolean reading = true;

  private WebSocketPeer(HttpClient http, URI uri, Map<String, String> headers) {
    this.http = http;
    WebSocket.Builder builder = http.newWebSocketBuilder().connectTimeout(Duration.ofMinutes(1));
    headers.forEach(builder::header);
    this.socket = builder.buildAsync(uri, new Inbound()).join();
  }

  /** Connects. */
  public static WebSocketPeer connect(URI uri, Map<String, String> headers) {
    return new WebSocketPeer(HttpClient.newHttpClient(), uri, headers);
  }

  @Override
  public void send(ByteBuffer message) {
    socket.sendBinary(message, true).join();
  }

  @Override
  public void sendFragments(ByteBuffer message, int size) {
    while (message.remaining() > size) {
      socket.sendBinary(message.slice(message.position(), size), false).join();
      message.position(message.position() + size);
    }
    socket.sendBinary(message, true).join();
  }

  @Override
  public void sendText(String text) {
    socket.sendText(text, true).join();
  }

  @Override
  public byte[] nextMessage() {
    try {
      byte[] message = messages.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (message == null) {
        throw new AssertionError("no message came; closed: " + closed);
      }
      return message;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", interrupted);
    }
  }

  @Override
  public int closeCode() {
    try {
      return closed.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", interrupted);
    } catch (ExecutionException | TimeoutException open) {
      throw new AssertionError("the connection was not closed", open);
    }
  }

  @Override
  public void stopReading() {
    reading = false;
  }

  @Override
  public void close() {
    socket.abort();
    http.shutdownNow();
  }

  private final class Inbound implements WebSocket.Listener {
    private final ByteArrayOutputStream parts = new ByteArrayOutputStream();

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer part, boolean last) {
      byte[] bytes = new byte[part.remaining()];
      part.get(bytes);
      parts.writeBytes(bytes);
      if (last) {
        messages.add(parts.toByteArray());
        parts.reset();
      }
      if (reading) {
        from.request(1);
      }
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
      closed.complete(code);
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable failure) {
      closed.complete(1006);
    }
  }
}
