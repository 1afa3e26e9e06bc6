package dev.perspective4j.server;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a client has sent and nobody has handled yet. Gives out one message at a time, in order of
 * arrival; while one is being handled the others wait. Past a number of waiting bytes the sender is
 * asked to pause. All methods are safe to call from any thread.
 */
final class Inbox {
  private final Executor pool;
  private final long roomyBytes;
  private final Consumer<ByteBuffer> handler;
  private final Runnable end;

  private final ArrayDeque<ByteBuffer> waiting = new ArrayDeque<>();
  private long waitingBytes;
  private boolean busy;
  private boolean closed;
  private @Nullable CompletableFuture<Void> room;

  /**
   * An empty inbox.
   *
   * @param pool runs what must not run on the caller's thread
   * @param roomyBytes waiting bytes up to which the sender need not pause
   * @param handler is given one message after the other; asks for the {@link #next} when it is done
   * @param end runs once, after {@link #close}, when no message is being handled any more
   */
  Inbox(Executor pool, long roomyBytes, Consumer<ByteBuffer> handler, Runnable end) {
    this.pool = pool;
    this.roomyBytes = roomyBytes;
    this.handler = handler;
    this.end = end;
  }

  /**
   * Takes a message; gives it to the handler on this thread if no other one is being handled.
   *
   * @return completes when the sender should go on
   */
  CompletionStage<Void> put(ByteBuffer message) {
    synchronized (this) {
      if (closed) {
        return CompletableFuture.completedFuture(null);
      }
      if (busy) {
        waiting.add(message);
        waitingBytes += message.remaining();
        if (waitingBytes <= roomyBytes) {
          return CompletableFuture.completedFuture(null);
        }
        if (room == null) {
          room = new CompletableFuture<>();
        }
        return room;
      }
      busy = true;
    }
    handler.accept(message);
    return CompletableFuture.completedFuture(null);
  }

  /** The message before is done: gives the next one to the handler, or ends if the inbox is closed. */
  void next() {
    ByteBuffer message;
    CompletableFuture<Void> waiter = null;
    synchronized (this) {
      if (closed) {
        message = null;
      } else {
        message = waiting.poll();
        if (message == null) {
          busy = false;
          return;
        }
        waitingBytes -= message.remaining();
        if (waitingBytes <= roomyBytes) {
          waiter = room;
          room = null;
        }
      }
    }
    if (waiter != null) {
      CompletableFuture<Void> sender = waiter;
      pool.execute(() -> sender.complete(null));
    }
    if (message == null) {
      end.run();
    } else {
      handler.accept(message);
    }
  }

  /**
   * Drops what waits and takes nothing more.
   *
   * @param whenClosed runs right after, before a paused sender goes on; not at all if the inbox was
   *     closed before
   */
  void close(Runnable whenClosed) {
    CompletableFuture<Void> waiter;
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      waiting.clear();
      waitingBytes = 0;
      waiter = room;
      room = null;
      if (!busy) {
        busy = true;
        pool.execute(this::next);
      }
    }
    whenClosed.run();
    if (waiter != null) {
      waiter.complete(null);
    }
  }
}
