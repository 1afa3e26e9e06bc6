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
 * <p>Anyone may put messages in; a pool thread takes them out as the connection asks for more, or, if they
 * are short, the thread on which the message before was written. Three
 * rules keep a slow reader from growing the heap. Past {@link Limits#outboundMessages()} waiting
 * messages, a change notification is dropped if one of the same subscription and port still waits:
 * whatever the client asks after that one includes this change too. Past the same number, {@linkplain
 * Mergeable what can merge} joins what still waits of the same subscription.
 * Past {@link Limits#outboundBytes()} of waiting notifications the connection is closed. Answers are
 * not counted: the session waits for {@link #whenCalm} before it takes up another request.
 */
final class Outbox {

  /** Bytes of waiting messages up to which the session goes on with the next request. */
  private static final long CALM_BYTES = 1 << 20;

  /** What waits. */
  private sealed interface Message {
    long size();

    boolean isNotification();
  }

  private record Plain(ByteBuffer bytes, boolean isNotification, @Nullable ChangeKey change)
      implements Message {
    @Override
    public long size() {
      return bytes.remaining();
    }
  }

  /** An answer whose end is long. */
  private record InTwoParts(ByteBuffer head, ByteBuffer rest) implements Message {
    @Override
    public long size() {
      return (long) head.remaining() + rest.remaining();
    }

    @Override
    public boolean isNotification() {
      return false;
    }
  }

  private record ChangeKey(int subscription, int port) {}

  /** What later messages of the same subscription may join. */
  private record Merging(Mergeable content) implements Message {
    @Override
    public long size() {
      return content.size();
    }

    @Override
    public boolean isNotification() {
      return true;
    }
  }

  private final Connection connection;
  private final Executor sender;
  private final Limits limits;
  private final ServerMetrics metrics;
  private final Runnable onBroken;

  private final ArrayDeque<Message> waiting = new ArrayDeque<>();
  private final Map<ChangeKey, Message> changes = new HashMap<>();

  /** The last mergeable message that waits, by subscription, unless something follows that they must not pass. */
  private final Map<Integer, Merging> lastMerging = new HashMap<>();

  private long waitingBytes;
  private long notificationBytes;
  private boolean sending;
  private boolean held;
  private boolean closed;
  private @Nullable CompletableFuture<Void> calm;

  /**
   * An empty outbox.
   *
   * @param sender runs what takes messages out
   * @param onBroken called when the connection fails or is given up
   */
  Outbox(
      Connection connection,
      Executor sender,
      Limits limits,
      ServerMetrics metrics,
      Runnable onBroken) {
    this.connection = connection;
    this.sender = sender;
    this.limits = limits;
    this.metrics = metrics;
    this.onBroken = onBroken;
  }

  /** Puts in an answer. */
  void answer(ByteBuffer message) {
    put(new Plain(message, false, null));
  }

  /** Puts in an answer that comes in two parts. */
  void answer(ByteBuffer head, ByteBuffer rest) {
    put(new InTwoParts(head, rest));
  }

  /** Puts in a notification that must not be lost. */
  void notification(ByteBuffer message) {
    put(new Plain(message, true, null));
  }

  /** Puts in removed keys of a view, which nothing of the same view may pass by merging. */
  void removal(String view, ByteBuffer message) {
    synchronized (this) {
      lastMerging.values().removeIf(last -> last.content.view().equals(view));
    }
    put(new Plain(message, true, null));
  }

  /** Puts in what may merge with what still waits of the same subscription. */
  void merging(Mergeable content) {
    put(new Merging(content));
  }

  /** Puts in a notification that something changed, which may merge with an equal one. */
  void change(int subscription, int port, ByteBuffer message) {
    put(new Plain(message, true, new ChangeKey(subscription, port)));
  }

  /**
   * Keeps back what is put in, until {@link #release}: an answer and the notifications right behind it
   * then leave without a thread being woken for each.
   */
  synchronized void hold() {
    held = true;
  }

  /** Sends what was kept back; short messages on this thread, as far as the connection takes them. */
  void release() {
    synchronized (this) {
      held = false;
      if (sending || waiting.isEmpty()) {
        return;
      }
      sending = true;
    }
    drainShort();
  }

  /** Whether so little waits that another answer may be made. */
  synchronized boolean isCalm() {
    return closed || waitingBytes <= CALM_BYTES;
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
      waiting.forEach(
          message -> {
            if (message instanceof Merging merging) {
              merging.content.discard();
            }
          });
      waiting.clear();
      changes.clear();
      lastMerging.clear();
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
      if (waiting.size() >= limits.outboundMessages() && merges(message)) {
        metrics.notificationMerged();
        tooSlow = notificationBytes > limits.outboundBytes();
        if (!tooSlow) {
          return;
        }
      } else {
        tooSlow = add(message);
      }
      if (!tooSlow && (sending || held)) {
        return;
      }
      sending = true;
      closed = tooSlow; // nobody else gives the connection up, too
    }
    if (tooSlow) {
      metrics.slowReaderClosed();
      close();
      connection.close(CloseCode.POLICY_VIOLATION, "reader too slow");
      onBroken.run();
    } else {
      sender.execute(this::drain);
    }
  }

  /** Whether a message that waits says what this one would. */
  private boolean merges(Message message) {
    switch (message) {
      case Plain plain -> {
        return plain.change != null && changes.containsKey(plain.change);
      }
      case InTwoParts answer -> {
        return false;
      }
      case Merging merging -> {
        Merging last = lastMerging.get(merging.content.subscription());
        if (last == null) {
          return false;
        }
        long before = last.size();
        boolean joined = last.content.join(merging.content);
        waitingBytes += last.size() - before;
        notificationBytes += last.size() - before;
        return joined;
      }
    }
  }

  /** Adds a message and says whether too much waits now. */
  private boolean add(Message message) {
    waiting.add(message);
    long bytes = message.size();
    waitingBytes += bytes;
    switch (message) {
      case Plain plain -> {
        if (plain.change != null) {
          changes.put(plain.change, plain);
        }
      }
      case InTwoParts answer -> {}
      case Merging merging -> lastMerging.put(merging.content.subscription(), merging);
    }
    if (!message.isNotification()) {
      return false;
    }
    notificationBytes += bytes;
    return notificationBytes > limits.outboundBytes();
  }

  private void removed(Message message) {
    long bytes = message.size();
    waitingBytes -= bytes;
    if (message.isNotification()) {
      notificationBytes -= bytes;
    }
    switch (message) {
      case Plain plain -> {
        if (plain.change != null) {
          changes.remove(plain.change, plain);
        }
      }
      case InTwoParts answer -> {}
      case Merging merging -> lastMerging.remove(merging.content.subscription(), merging);
    }
  }

  /** Sends until the connection is not ready at once. Runs at most once at a time. */
  private void drain() {
    drain(false);
  }

  /** As {@link #drain}, on a thread that has other things to do: what takes time is left to the sender. */
  private void drainShort() {
    drain(true);
  }

  private void drain(boolean shortOnly) {
    while (true) {
      Message message;
      CompletableFuture<Void> waiter = null;
      boolean handOver;
      synchronized (this) {
        handOver = shortOnly && !waiting.isEmpty() && !(waiting.peek() instanceof Plain);
        message = handOver ? null : waiting.poll();
        if (message != null) {
          removed(message);
        } else if (!handOver) {
          sending = false;
        }
        if (waitingBytes <= CALM_BYTES) {
          waiter = calm;
          calm = null;
        }
      }
      if (waiter != null) {
        waiter.complete(null);
      }
      if (handOver) {
        sender.execute(this::drain);
      }
      if (message == null) {
        return;
      }
      CompletableFuture<Void> sent;
      try {
        sent = send(message).toCompletableFuture();
      } catch (RuntimeException | OutOfMemoryError broken) {
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

  private CompletionStage<Void> send(Message message) {
    if (message instanceof InTwoParts(ByteBuffer head, ByteBuffer rest)) {
      metrics.messageSent((int) Math.min(message.size(), Integer.MAX_VALUE));
      return connection.send(head, rest);
    }
    ByteBuffer bytes =
        message instanceof Merging merging ? merging.content.end() : ((Plain) message).bytes;
    metrics.messageSent(bytes.remaining());
    return connection.send(bytes);
  }

  private void afterSend(@Nullable Throwable failure) {
    if (failure != null) {
      broken();
      return;
    }
    synchronized (this) {
      if (waiting.isEmpty()) {
        sending = false;
        return;
      }
    }
    drainShort();
  }

  /** The peer may have got a part of a message, and waits for the rest. */
  private void broken() {
    close();
    connection.close(CloseCode.INTERNAL_ERROR, "sending failed");
    onBroken.run();
  }
}
