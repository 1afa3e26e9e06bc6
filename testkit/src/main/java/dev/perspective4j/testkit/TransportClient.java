package dev.perspective4j.testkit;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.perspective4j.client.ClientTransport;
import dev.perspective4j.client.ClientTransport.Connection;
import dev.perspective4j.wire.proto.Request;
import dev.perspective4j.wire.proto.Response;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** One connection of a client transport and all that it has told. Waits are bounded. */
final class TransportClient implements ClientTransport.Receiver {
  private static final long PATIENCE_SECONDS = 60;

  private final BlockingQueue<ByteBuffer> messages = new LinkedBlockingQueue<>();
  private final CompletableFuture<String> closed = new CompletableFuture<>();
  private final AtomicInteger timesClosed = new AtomicInteger();
  private final AtomicBoolean inCall = new AtomicBoolean();
  private volatile boolean calledTwiceAtOnce;
  private volatile boolean slow;
  private @Nullable Connection connection;

  /** The connection can send. */
  void opened(Connection opened) {
    connection = opened;
  }

  /** Answers the transport later from here on, on another thread. */
  void takeItsTime() {
    slow = true;
  }

  @Override
  public CompletionStage<Void> message(ByteBuffer message) {
    enter();
    messages.add(message);
    inCall.set(false);
    return slow ? CompletableFuture.runAsync(() -> {}) : CompletableFuture.completedFuture(null);
  }

  @Override
  public void closed(String reason) {
    enter();
    timesClosed.incrementAndGet();
    closed.complete(reason);
    inCall.set(false);
  }

  private void enter() {
    if (!inCall.compareAndSet(false, true)) {
      calledTwiceAtOnce = true;
    }
  }

  /** Whether the receiver was called while another call was under way. */
  boolean wasCalledTwiceAtOnce() {
    return calledTwiceAtOnce;
  }

  /** How often the end was told. */
  int timesClosed() {
    return timesClosed.get();
  }

  /** Sends a request under an id, whose answer will tell that it was sent. */
  void ask(int id, Request.Builder request) {
    var _ = send(id, request);
  }

  /** Sends a request under an id. */
  CompletableFuture<Void> send(int id, Request.Builder request) {
    return send(ByteBuffer.wrap(request.setMsgId(id).build().toByteArray()));
  }

  /** Sends bytes. */
  CompletableFuture<Void> send(ByteBuffer message) {
    if (connection == null) {
      throw new IllegalStateException("not connected");
    }
    return connection.send(message).toCompletableFuture();
  }

  /** Sends a request and waits for its answer. */
  void roundTrip() {
    ask(1, WireRequests.features());
    next();
  }

  /** Makes the view {@code w} of the table {@code t}. */
  void makeView() {
    ask(2, WireRequests.view("t", "w"));
    Response made = next();
    if (!made.hasTableMakeViewResp()) {
      throw new AssertionError(made);
    }
  }

  /** The next message, as it was received. */
  ByteBuffer nextMessage() {
    try {
      ByteBuffer message = messages.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (message == null) {
        throw new AssertionError("no message came; closed: " + closed);
      }
      return message;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", interrupted);
    }
  }

  /** The next message, decoded. */
  Response next() {
    try {
      return Response.parseFrom(nextMessage().duplicate());
    } catch (InvalidProtocolBufferException malformed) {
      throw new AssertionError("not a response", malformed);
    }
  }

  /** Waits for the end of the connection. */
  String closeReason() {
    return closed.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
  }

  /** Closes from this side. */
  void close() {
    if (connection != null) {
      connection.close();
    }
  }
}
