package dev.perspective4j.benchmarks.sidebyside;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.perspective4j.conformance.Requests;
import dev.perspective4j.model.ViewConfig;
import dev.perspective4j.wire.proto.Request;
import dev.perspective4j.wire.proto.Response;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** Someone who looks at a view and reads the screen again whenever it changes. */
final class Viewer implements AutoCloseable, WebSocket.Listener {
  private static final int MAKE = 1;
  private static final int SUBSCRIBE = 2;
  private static final int READ = 3;

  private final String view;
  private final Semaphore screens;
  private final CountDownLatch ready = new CountDownLatch(1);
  private final ByteArrayOutputStream message = new ByteArrayOutputStream();
  private @Nullable WebSocket socket;
  private volatile boolean started;

  /**
   * A viewer that is not connected yet.
   *
   * @param view the name of its view
   * @param screens gets a permit for each screen read
   */
  Viewer(String view, Semaphore screens) {
    this.view = view;
    this.screens = screens;
  }

  /** Connects, makes the view, reads a first screen and subscribes to changes. */
  void open(HttpClient client, URI uri, String table, ViewConfig config)
      throws InterruptedException {
    WebSocket opened = client.newWebSocketBuilder().buildAsync(uri, this).join();
    socket = opened;
    send(opened, MAKE, Requests.view(table, view, config));
    send(opened, READ, screen());
    send(opened, SUBSCRIBE, Requests.onUpdate(view));
    ready.await();
    screens.acquire();
    started = true;
  }

  private Request.Builder screen() {
    return Requests.columns(view, Requests.window(0, 50, 0, 50), true);
  }

  private static void send(WebSocket socket, int id, Request.Builder request) {
    socket.sendBinary(ByteBuffer.wrap(request.setMsgId(id).build().toByteArray()), true).join();
  }

  @Override
  public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
    byte[] part = new byte[data.remaining()];
    data.get(part);
    message.writeBytes(part);
    from.request(1);
    if (!last) {
      return null;
    }
    try {
      Response response = Response.parseFrom(message.toByteArray());
      message.reset();
      if (response.hasServerError()) {
        throw new IllegalStateException(response.getServerError().getMessage());
      }
      if (response.getMsgId() == READ) {
        screens.release();
        ready.countDown();
      } else if (response.getMsgId() == SUBSCRIBE && started) {
        return from.sendBinary(
            ByteBuffer.wrap(screen().setMsgId(READ).build().toByteArray()), true);
      }
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("undecodable answer", e);
    }
    return null;
  }

  @Override
  public void close() {
    WebSocket open = socket;
    if (open != null) {
      open.abort();
    }
  }
}
