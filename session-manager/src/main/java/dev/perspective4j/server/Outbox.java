package dev.perspective4j.server;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be sent on one connection, in order, one message at a time.
 *
 * <p>Anyone may put messages in; a pool thread takes them out as the connection asks for more. Two
 * rules keep a slow reader from growing the heap. Past {@link Limits#outboundMessages()} waiting
 * messages, a change notification is dropped if one of the same subscription and port still waits:
 * whatever the client asks after that one includes this change too. Past {@link
 * Limits#outboundBytes()} of waiting notifications the connection is closed. Answers are not
 * counted: the session waits for {@link #whenCalm} before it takes up another request.
 */
final class Outbox {

  /** Bytes of waiting messages up to which the session goes on with the next request. */
  private static final long CALM_BYTES = 1 << 20;

  private record Message(ByteBuffer bytes, boolean notification, @Nullable ChangeKey change) {}

  private record ChangeKey(int subscription, int port) {}

  private final Connection connection;
  private final Executor pool;
  private final Limits limits;
  private final ServerMetrics metrics;
  private final Runnable onBroken;

  private final ArrayDeque<Message> waiting = new ArrayDeque<>();
  private final Map<ChangeKey, Message> changes = new HashMap<>();
  private long waitingBytes;
  private long notificationBytes;
  private boolean sending;
  private boolean closed;
  private @Nullable CompletableFuture<Void> calm;

  /**
   * An empty outbox.
   *
   * @param onBroken called when the connection fails or is given up
   */
  Outbox(
      Connection connection,
      Executor pool,
      Limits limits,
      ServerMetrics metrics,
      Runnable onBroken) {
    this.connection = connection;
    this.pool = pool;
    this.limits = limits;
    this.metrics = metrics;
    this.onBroken = onBroken;
  }

  /** Puts in an answer. */
  void answer(ByteBuffer message) {
    put(new Message(message, false, null));
  }

  /** Puts in a notification that must not be lost. */
  void notification(ByteBuffer message) {
    put(new Message(message, true, null));
  }

  /** Puts in a notification that something changed, which may merge with an equal one. */
  void change(int subscription, int port, ByteBuffer message) {
    put(new Message(message, true, new ChangeKey(subscription, port)));
  }

  /** Completes when so little waits that another answer may be made. */
  synchronized CompletionStage<Void> whenCalm() {
    if (closed || waitingBytes <= CALM_BYTES) {
      return CompletableFuture.completedFuture(null);
    }
    if (calm == null) {
      calm = new CompletableFuture<>();
    }
    return calm;
  }

  /** Drops everything that waits and takes nothing more. */
  void close() {
    CompletableFuture<Void> waiter;
    synchronized (this) {
      closed = true;
      waiting.clear();
      changes.clear();
      waitingBytes = 0;
      notificationBytes = 0;
      waiter = calm;
      calm = null;
    }
    if (waiter != null) {
      waiter.complete(null);
    }
  }

  private void put(Message message) {
    boolean tooSlow = false;
    synchronized (this) {
      if (closed) {
        return;
      }
      if (message.change != null) {
        if (waiting.size() >= limits.outboundMessages() && changes.containsKey(message.change)) {
          metrics.notificationMerged();
          return;
        }
        changes.put(message.change, message);
      }
      int bytes = message.bytes.remaining();
      waiting.add(message);
      waitingBytes += bytes;
      if (message.notification) {
        notificationBytes += bytes;
        tooSlow = notificationBytes > limits.outboundBytes();
      }
      if (!tooSlow && sending) {
        return;
      }
      sending = true;
    }
    if (tooSlow) {
      metrics.slowReaderClosed();
      close();
      connection.close(CloseCode.POLICY_VIOLATION, "reader too slow");
      onBroken.run();
    } else {
      pool.execute(this::drain);
    }
  }

  /** Sends until the connection is not ready at once. Runs at most once at a time. */
  private void drain() {
    while (true) {
      Message message;
      CompletableFuture<Void> waiter = null;
      synchronized (this) {
        message = waiting.poll();
        if (message == null) {
          sending = false;
        } else {
          int bytes = message.bytes.remaining();
          waitingBytes -= bytes;
          if (message.notification) {
            notificationBytes -= bytes;
          }
          if (message.change != null) {
            changes.remove(message.change, message);
          }
        }
        if (waitingBytes <= CALM_BYTES) {
          waiter = calm;
          calm = null;
        }
      }
      if (waiter != null) {
        waiter.complete(null);
      }
      if (message == null) {
        return;
      }
      metrics.messageSent(message.bytes.remaining());
      CompletableFuture<Void> sent;
      try {
        sent = connection.send(message.bytes).toCompletableFuture();
      } catch (RuntimeException broken) {
        sent = CompletableFuture.failedFuture(broken);
      }
      if (!sent.isDone()) {
        CompletionStage<Void> pending = sent;
        pending.whenComplete((nothing, failure) -> afterSend(failure));
        return;
      }
      if (sent.isCompletedExceptionally()) {
        broken();
        return;
      }
    }
  }

  private void afterSend(@Nullable Throwable failure) {
    if (failure == null) {
      pool.execute(this::drain);
    } else {
      broken();
    }
  }

  private void broken() {
    close();
    onBroken.run();
  }
}
