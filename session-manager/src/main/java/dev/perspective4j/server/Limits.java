package dev.perspective4j.server;

/**
 * Bounds on what one session may cost. All defaults are in {@link #DEFAULT}.
 *
 * <pre>{@code
 * Limits limits = Limits.DEFAULT.withViewsPerSession(50);
 * }</pre>
 *
 * @param messageBytes largest message accepted; a larger one closes the connection with code 1009
 * @param viewsPerSession views that may exist at a time
 * @param subscriptionsPerSession subscriptions that may exist at a time
 * @param requestsPerSecond sustained rate; faster senders are slowed down, not refused
 * @param inboundBytes received but not yet handled bytes after which the session asks its transport
 *     to stop reading
 * @param outboundBytes unsent notifications after which a slow reader is closed with code 1008;
 *     answers do not count, because a session answers one request at a time and waits for its
 *     reader
 * @param outboundMessages unsent messages after which change notifications of one subscription and
 *     port merge into one, and changed rows of one subscription merge by key
 * @param columnsPerView columns a view may have; splits make one for each of their values
 * @param cellsPerRead cells that may be read at a time
 */
public record Limits(
    int messageBytes,
    int viewsPerSession,
    int subscriptionsPerSession,
    int requestsPerSecond,
    long inboundBytes,
    long outboundBytes,
    int outboundMessages,
    int columnsPerView,
    long cellsPerRead) {

  /** The defaults: a 100 MiB upload with its envelope fits in a message. */
  public static final Limits DEFAULT =
      new Limits(
          110 << 20, 1_000, 10_000, 20_000, 128L << 20, 64L << 20, 512, 65_536, 250_000_000L);

  /**
   * Checks that every bound is positive.
   *
   * @throws IllegalArgumentException if one is not
   */
  public Limits {
    if (messageBytes <= 0
        || viewsPerSession <= 0
        || subscriptionsPerSession <= 0
        || requestsPerSecond <= 0
        || inboundBytes <= 0
        || outboundBytes <= 0
        || outboundMessages <= 0
        || columnsPerView <= 0
        || cellsPerRead <= 0) {
      throw new IllegalArgumentException("limits must be positive");
    }
  }

  /** The same with another bound on messages. */
  public Limits withMessageBytes(int bytes) {
    return new Limits(
        bytes,
        viewsPerSession,
        subscriptionsPerSession,
        requestsPerSecond,
        inboundBytes,
        outboundBytes,
        outboundMessages,
        columnsPerView,
        cellsPerRead);
  }

  /** The same with another bound on views. */
  public Limits withViewsPerSession(int views) {
    return new Limits(
        messageBytes,
        views,
        subscriptionsPerSession,
        requestsPerSecond,
        inboundBytes,
        outboundBytes,
        outboundMessages,
        columnsPerView,
        cellsPerRead);
  }

  /** The same with another bound on subscriptions. */
  public Limits withSubscriptionsPerSession(int subscriptions) {
    return new Limits(
        messageBytes,
        viewsPerSession,
        subscriptions,
        requestsPerSecond,
        inboundBytes,
        outboundBytes,
        outboundMessages,
        columnsPerView,
        cellsPerRead);
  }

  /** The same with another rate. */
  public Limits withRequestsPerSecond(int requests) {
    return new Limits(
        messageBytes,
        viewsPerSession,
        subscriptionsPerSession,
        requests,
        inboundBytes,
        outboundBytes,
        outboundMessages,
        columnsPerView,
        cellsPerRead);
  }

  /** The same with other bounds on what waits for a slow reader. */
  public Limits withOutbound(long bytes, int messages) {
    return new Limits(
        messageBytes,
        viewsPerSession,
        subscriptionsPerSession,
        requestsPerSecond,
        inboundBytes,
        bytes,
        messages,
        columnsPerView,
        cellsPerRead);
  }

  /** The same with other bounds on the size of views and of what is read of them. */
  public Limits withViewSize(int columns, long cells) {
    return new Limits(
        messageBytes,
        viewsPerSession,
        subscriptionsPerSession,
        requestsPerSecond,
        inboundBytes,
        outboundBytes,
        outboundMessages,
        columns,
        cells);
  }
}
