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
 * whatever the client asks after that one includes this change too. Past the same number, changed rows
 * that have a key {@linkplain RowMerge merge} with those of the same subscription that still wait.
 * Others do not: nothing in them says which row a later one replaces.
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

  /** Changed rows; those of later steps may join them. */
  private static final class Rows implements Message {
    final RowChange first;
    @Nullable RowMerge merge;

    Rows(RowChange first) {
      this.first = first;
    }

    @Override
    public long size() {
      return merge == null ? first.size() : merge.size();
    }

    @Override
    public boolean isNotification() {
      return true;
    }

    /** Takes in the rows of a later step and says whether that was possible. */
    boolean join(RowChange later) {
      if (first.key().isEmpty()
          || first.port() != later.port()
          || !first.view().equals(later.view())) {
        return false;
      }
      RowMerge to = merge;
      if (to == null) {
        to = RowMerge.begin(first.key().get(), first.rows()).orElse(null);
        merge = to;
      }
      return to != null && to.add(later.rows());
    }

    ByteBuffer bytes() {
      return merge == null ? first.message() : first.message(merge.end());
    }

    void discard() {
      if (merge != null) {
        merge.close();
      }
    }
  }

  private final Connection connection;
  private final Executor sender;
  private final Limits limits;
  private final ServerMetrics metrics;
  private final Runnable onBroken;

  private final ArrayDeque<Message> waiting = new ArrayDeque<>();
  private final Map<ChangeKey, Message> changes = new HashMap<>();

  /** The last rows that wait, by subscription, unless something follows that they must not pass. */
  private final Map<Integer, Rows> lastRows = new HashMap<>();

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

  /** Puts in removed keys of a view, which changed rows of the same view must not pass. */
  void removal(String view, ByteBuffer message) {
    synchronized (this) {
      lastRows.values().removeIf(rows -> rows.first.view().equals(view));
    }
    put(new Plain(message, true, null));
  }

  /** Puts in changed rows, which may merge with those of the same subscription. */
  void rows(RowChange change) {
    put(new Rows(change));
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
            if (message instanceof Rows rows) {
              rows.discard();
            }
          });
      waiting.clear();
      changes.clear();
      lastRows.clear();
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
      case Rows rows -> {
        Rows last = lastRows.get(rows.first.subscription());
        if (last == null) {
          return false;
        }
        long before = last.size();
        boolean joined = last.join(rows.first);
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
      case Rows rows -> lastRows.put(rows.first.subscription(), rows);
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
      case Rows rows -> lastRows.remove(rows.first.subscription(), rows);
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

  private CompletionStage<Void> send(Message message) {
    if (message instanceof InTwoParts(ByteBuffer head, ByteBuffer rest)) {
      metrics.messageSent((int) Math.min(message.size(), Integer.MAX_VALUE));
      return connection.send(head, rest);
    }
    ByteBuffer bytes = message instanceof Rows rows ? rows.bytes() : ((Plain) message).bytes;
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

  private void broken() {
    close();
    onBroken.run();
  }
}
