package dev.perspective4j.client;

import dev.perspective4j.wire.proto.Request;
import dev.perspective4j.wire.proto.Response;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A subscription that knows how to make itself again on another connection.
 *
 * <p>Its owner (a view, or the client) starts it on each connection and drops it when it is
 * cancelled.
 */
final class LiveSubscription implements Subscription {

  /** How a kind of subscription is written. */
  interface Kind {
    /** The request that subscribes. */
    Request.Builder subscribe();

    /** The request that cancels the subscription {@code id}. */
    Request.Builder cancel(int id);
  }

  private final Kind kind;
  private final Dispatch dispatch;
  private final Executor deliverOn;
  private final Consumer<Response> listener;
  private final Consumer<LiveSubscription> dropped;
  private volatile boolean cancelled;
  private volatile @Nullable Channel channel;
  private volatile int id;

  /**
   * Prepares a subscription.
   *
   * @param deliverOn runs the listener
   * @param dropped runs when the subscription has been cancelled or refused
   */
  LiveSubscription(
      Kind kind,
      Dispatch dispatch,
      Executor deliverOn,
      Consumer<Response> listener,
      Consumer<LiveSubscription> dropped) {
    this.kind = kind;
    this.dispatch = dispatch;
    this.deliverOn = deliverOn;
    this.listener = listener;
    this.dropped = dropped;
  }

  /** Subscribes on a connection; does nothing if that is closed. */
  void start(Channel on) {
    if (cancelled) {
      return;
    }
    int given =
        on.subscribe(
            kind.subscribe(),
            new Channel.Subscriber() {
              @Override
              public void notified(Response notification) {
                deliver(notification);
              }

              @Override
              public void refused(PerspectiveException failure) {
                cancelled = true;
                dropped.accept(LiveSubscription.this);
                dispatch.failed(failure);
              }
            });
    if (given != 0) {
      channel = on;
      id = given;
    }
  }

  /** Calls the listener unless the subscription has been cancelled by then. */
  void deliver(Response notification) {
    deliverOn.execute(
        () -> {
          if (!cancelled) {
            listener.accept(notification);
          }
        });
  }

  @Override
  public CompletableFuture<Void> cancel() {
    Channel on = channel;
    if (cancelled || on == null) {
      cancelled = true;
      dropped.accept(this);
      return CompletableFuture.completedFuture(null);
    }
    cancelled = true;
    dropped.accept(this);
    on.unsubscribe(id);
    if (on.isClosed()) {
      return CompletableFuture.completedFuture(null);
    }
    return on.call(kind.cancel(id), true, answer -> answer).thenAccept(answer -> {});
  }
}
