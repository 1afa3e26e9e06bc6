package dev.perspective4j.client;

import dev.perspective4j.client.ClientTransport.Connection;
import dev.perspective4j.wire.proto.Request;
import dev.perspective4j.wire.proto.Response;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one connection open: connects, notices a loss, waits, connects again, has the client's
 * views and subscriptions made again, and only then lets requests through.
 *
 * <p>State changes on the inbound queue only; {@link #open} may be read from any thread.
 */
final class Connector {
  private final ClientTransport transport;
  private final Dispatch dispatch;
  private final Function<Channel, CompletableFuture<List<View>>> restore;
  private final Runnable resumed;
  private final CompletableFuture<Void> started = new CompletableFuture<>();

  private volatile @Nullable Channel open;
  private @Nullable Channel current;
  private Runnable cancelAttempt = () -> {};
  private int attempts;
  private boolean closed;

  /**
   * Prepares a connector.
   *
   * @param restore makes views and subscriptions again on a new connection and says which views
   *     are lost
   * @param resumed runs when requests are let through again
   */
  Connector(
      ClientTransport transport,
      Dispatch dispatch,
      Function<Channel, CompletableFuture<List<View>>> restore,
      Runnable resumed) {
    this.transport = transport;
    this.dispatch = dispatch;
    this.restore = restore;
    this.resumed = resumed;
  }

  /** Connects; the future fails if the first attempt does. */
  CompletableFuture<Void> start() {
    dispatch.inbound().execute(this::connect);
    return started;
  }

  /** Sends a request on the open connection. */
  <T> CompletableFuture<T> call(Request.Builder request, boolean soon, Function<Response, T> read) {
    Channel channel = open;
    return channel == null
        ? CompletableFuture.failedFuture(PerspectiveException.transport("Not connected"))
        : channel.call(request, soon, read);
  }

  /** The connection that lets requests through, if any. */
  @Nullable Channel open() {
    return open;
  }

  /** Closes for good. */
  void close(String reason) {
    dispatch.inbound().execute(() -> end(reason));
  }

  private void connect() {
    if (closed) {
      return;
    }
    Channel channel = new Channel(dispatch, this::lost);
    current = channel;
    CompletionStage<Connection> connecting;
    try {
      connecting = transport.connect(channel);
    } catch (RuntimeException refused) {
      connecting = CompletableFuture.failedFuture(refused);
    }
    connecting.whenComplete(
        (connection, failure) ->
            dispatch
                .inbound()
                .execute(
                    () -> {
                      if (failure != null) {
                        lost(
                            channel,
                            String.valueOf(Channel.transportFailure(failure).getMessage()));
                      } else {
                        connected(channel, connection);
                      }
                    }));
  }

  private void connected(Channel channel, Connection connection) {
    channel.opened(connection);
    if (closed || current != channel || channel.isClosed()) {
      connection.close();
      return;
    }
    if (!started.isDone()) {
      open = channel;
      started.complete(null);
      return;
    }
    CompletionStage<List<View>> restored = restore.apply(channel);
    restored.whenComplete(
        (lost, failure) -> {
          if (failure != null) {
            channel.close();
          } else if (!closed && current == channel && !channel.isClosed()) {
            attempts = 0;
            open = channel;
            resumed.run();
            dispatch.notifications().execute(() -> dispatch.options().listener().reconnected(lost));
          }
        });
  }

  private void lost(Channel channel, String reason) {
    if (closed || current != channel) {
      return;
    }
    boolean wasOpen = open != null;
    open = null;
    current = null;
    if (!started.isDone()) {
      end(reason);
      started.completeExceptionally(PerspectiveException.transport(reason));
    } else if (!dispatch.options().reconnect()) {
      end(reason);
    } else {
      if (wasOpen) {
        dispatch.notifications().execute(() -> dispatch.options().listener().disconnected(reason));
      }
      retry();
    }
  }

  private void retry() {
    attempts++;
    int attempt = attempts;
    Duration delay = backoff(attempt);
    dispatch
        .notifications()
        .execute(() -> dispatch.options().listener().reconnecting(attempt, delay));
    cancelAttempt = dispatch.timers().after(delay, () -> dispatch.inbound().execute(this::connect));
  }

  private Duration backoff(int attempt) {
    Duration delay = dispatch.options().initialBackoff();
    Duration longest = dispatch.options().maxBackoff();
    for (int i = 1; i < attempt && delay.compareTo(longest) < 0; i++) {
      delay = delay.multipliedBy(2);
    }
    return delay.compareTo(longest) < 0 ? delay : longest;
  }

  private void end(String reason) {
    if (closed) {
      return;
    }
    closed = true;
    Channel last = current;
    open = null;
    current = null;
    cancelAttempt.run();
    dispatch.timers().close();
    if (last != null) {
      last.close();
      last.closed(reason);
    }
    started.completeExceptionally(PerspectiveException.transport(reason));
    dispatch.notifications().execute(() -> dispatch.options().listener().closed(reason));
  }
}
