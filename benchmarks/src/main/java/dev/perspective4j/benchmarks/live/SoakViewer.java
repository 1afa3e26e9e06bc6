package dev.perspective4j.benchmarks.live;

import com.google.protobuf.ByteString;
import dev.perspective4j.engine.arrow.ArrowReader;
import dev.perspective4j.engine.load.Batch;
import dev.perspective4j.engine.load.LoadTarget;
import dev.perspective4j.model.ListFlatten;
import dev.perspective4j.model.ViewConfig;
import dev.perspective4j.testkit.ResponseListener;
import dev.perspective4j.testkit.WireRequests;
import dev.perspective4j.wire.proto.Request;
import dev.perspective4j.wire.proto.Response;
import dev.perspective4j.wire.proto.ViewOnUpdateReq;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A viewer of the soak. One that takes rows checks that the sequence numbers in them have no gap (a
 * removal brings no new one); one that does not reads its screen and checks that they never go
 * back.
 */
final class SoakViewer implements AutoCloseable {
  private static final int MAKE = 1;
  private static final int SUBSCRIBE = 2;
  private static final int READ = 3;
  private static final int READY = 4;
  private static final LoadTarget ANY =
      new LoadTarget(true, Map.of(), Optional.empty(), false, ListFlatten.STRINGIFY);

  private final String view;
  private final boolean rows;
  private final CountDownLatch ready = new CountDownLatch(1);
  private final AtomicLong seen = new AtomicLong(-1);
  private final AtomicLong notifications = new AtomicLong();
  private final AtomicLong messages = new AtomicLong();
  private final AtomicReference<@Nullable String> fault = new AtomicReference<>();
  private @Nullable WebSocket socket;

  /**
   * A viewer that is not connected yet.
   *
   * @param rows whether it takes the changed rows
   */
  SoakViewer(String view, boolean rows) {
    this.view = view;
    this.rows = rows;
  }

  /** Connects, makes the view and subscribes; returns when the subscription stands. */
  void open(HttpClient client, URI uri, String table, ViewConfig config)
      throws InterruptedException {
    WebSocket opened =
        client
            .newWebSocketBuilder()
            .buildAsync(uri, new ResponseListener(this::take, this::fail))
            .join();
    socket = opened;
    send(opened, MAKE, WireRequests.view(table, view, config));
    ViewOnUpdateReq.Builder mode = ViewOnUpdateReq.newBuilder();
    if (rows) {
      mode.setMode(ViewOnUpdateReq.Mode.ROW);
    }
    send(opened, SUBSCRIBE, Request.newBuilder().setEntityId(view).setViewOnUpdateReq(mode));
    send(opened, READY, WireRequests.dimensions(view));
    ready.await();
  }

  private static void send(WebSocket socket, int id, Request.Builder request) {
    socket.sendBinary(encoded(id, request), true).join();
  }

  private static ByteBuffer encoded(int id, Request.Builder request) {
    return ByteBuffer.wrap(request.setMsgId(id).build().toByteArray());
  }

  /** The number of the last step it knows of, or -1. */
  long seen() {
    return seen.get();
  }

  long messages() {
    return messages.get();
  }

  /** Number of changes with rows; none may be missing. */
  long notifications() {
    return notifications.get();
  }

  boolean takesRows() {
    return rows;
  }

  /** What went wrong, if something did. */
  Optional<String> fault() {
    return Optional.ofNullable(fault.get());
  }

  private @Nullable CompletionStage<?> take(WebSocket from, Response response) {
    messages.incrementAndGet();
    if (response.hasServerError()) {
      fail(response.getServerError().getMessage());
    } else if (response.getMsgId() == READY) {
      ready.countDown();
    } else if (response.hasViewOnUpdateResp() && rows) {
      notifications.incrementAndGet();
      long step = step(response.getViewOnUpdateResp().getDelta());
      long before = seen.getAndAccumulate(step, Math::max);
      if (step > before + 1) {
        fail("step " + step + " after " + before);
      }
    } else if (response.hasViewOnUpdateResp()) {
      Request.Builder screen = WireRequests.arrow(view, WireRequests.window(0, 50, 0, 50));
      return from.sendBinary(encoded(READ, screen), true);
    } else if (response.hasViewToArrowResp()) {
      long step = step(response.getViewToArrowResp().getArrow());
      long before = seen.getAndAccumulate(step, Math::max);
      if (step < before) {
        fail("screen of step " + step + " after " + before);
      }
    }
    return null;
  }

  /** The largest step in the column that carries it. */
  private static long step(ByteString arrow) {
    long[] most = {-1};
    new ArrowReader()
        .read(
            arrow.asReadOnlyByteBuffer(),
            ANY,
            batch -> {
              for (Batch.Column column : batch.columns()) {
                if (column.name().endsWith("step")) {
                  for (int row = 0; row < column.cells().size(); row++) {
                    if (!column.cells().isNull(row)) {
                      most[0] = Math.max(most[0], column.cells().longs()[row]);
                    }
                  }
                }
              }
            });
    return most[0];
  }

  private void fail(String what) {
    fault.compareAndSet(null, view + ": " + what);
  }

  @Override
  public void close() {
    WebSocket open = socket;
    if (open != null) {
      open.abort();
    }
  }
}
