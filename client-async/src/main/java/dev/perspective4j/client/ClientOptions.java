package dev.perspective4j.client;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;

/**
 * How a client behaves.
 *
 * <pre>{@code
 * ClientOptions options = ClientOptions.DEFAULT.withRequestTimeout(Duration.ofSeconds(5));
 * }</pre>
 *
 * @param requestTimeout how long a request may go without an answer
 * @param maxPendingRequests most requests without an answer; a further one fails at once
 * @param maxQueuedNotifications most notifications waiting for slow listeners before the client
 *     stops reading from the connection
 * @param reconnect whether a lost connection is opened again
 * @param initialBackoff wait before the first attempt; each further wait is twice as long
 * @param maxBackoff longest wait between attempts
 * @param executor runs the completions of futures and the listeners, each of the two one at a time
 * @param listener learns what becomes of the connection
 */
public record ClientOptions(
    Duration requestTimeout,
    int maxPendingRequests,
    int maxQueuedNotifications,
    boolean reconnect,
    Duration initialBackoff,
    Duration maxBackoff,
    Executor executor,
    ConnectionListener listener) {

  /**
   * 60 seconds for an answer, 10,000 requests and 1,000 notifications, reconnecting after 0.2 to 10
   * seconds, on the common pool.
   */
  public static final ClientOptions DEFAULT =
      new ClientOptions(
          Duration.ofSeconds(60),
          10_000,
          1_000,
          true,
          Duration.ofMillis(200),
          Duration.ofSeconds(10),
          ForkJoinPool.commonPool(),
          ConnectionListener.NONE);

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if a duration or a bound is not positive
   */
  public ClientOptions {
    positive(requestTimeout, "requestTimeout");
    positive(initialBackoff, "initialBackoff");
    positive(maxBackoff, "maxBackoff");
    if (maxPendingRequests < 1 || maxQueuedNotifications < 1) {
      throw new IllegalArgumentException("bounds must be at least 1");
    }
  }

  /** The same with another time for answers. */
  public ClientOptions withRequestTimeout(Duration timeout) {
    return new ClientOptions(
        timeout,
        maxPendingRequests,
        maxQueuedNotifications,
        reconnect,
        initialBackoff,
        maxBackoff,
        executor,
        listener);
  }

  /** The same with another bound on requests without an answer. */
  public ClientOptions withMaxPendingRequests(int bound) {
    return new ClientOptions(
        requestTimeout,
        bound,
        maxQueuedNotifications,
        reconnect,
        initialBackoff,
        maxBackoff,
        executor,
        listener);
  }

  /** The same with another bound on waiting notifications. */
  public ClientOptions withMaxQueuedNotifications(int bound) {
    return new ClientOptions(
        requestTimeout,
        maxPendingRequests,
        bound,
        reconnect,
        initialBackoff,
        maxBackoff,
        executor,
        listener);
  }

  /** The same, reconnecting after waits of {@code initial} to {@code max}. */
  public ClientOptions withReconnect(Duration initial, Duration max) {
    return new ClientOptions(
        requestTimeout,
        maxPendingRequests,
        maxQueuedNotifications,
        true,
        initial,
        max,
        executor,
        listener);
  }

  /** The same, closing for good when the connection is lost. */
  public ClientOptions withoutReconnect() {
    return new ClientOptions(
        requestTimeout,
        maxPendingRequests,
        maxQueuedNotifications,
        false,
        initialBackoff,
        maxBackoff,
        executor,
        listener);
  }

  /** The same on another executor. */
  public ClientOptions withExecutor(Executor pool) {
    return new ClientOptions(
        requestTimeout,
        maxPendingRequests,
        maxQueuedNotifications,
        reconnect,
        initialBackoff,
        maxBackoff,
        pool,
        listener);
  }

  /** The same with another listener. */
  public ClientOptions withListener(ConnectionListener connectionListener) {
    return new ClientOptions(
        requestTimeout,
        maxPendingRequests,
        maxQueuedNotifications,
        reconnect,
        initialBackoff,
        maxBackoff,
        executor,
        connectionListener);
  }

  private static void positive(Duration duration, String name) {
    if (duration.isNegative() || duration.isZero()) {
      throw new IllegalArgumentException(name + " must be positive: " + duration);
    }
  }
}
