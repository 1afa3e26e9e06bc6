package dev.perspective4j.server;

/**
 * Told what a server does, to count and time it. Every method does nothing by default.
 *
 * <p>Called on the server's threads, often: implementations are thread-safe and fast, and do not
 * throw.
 */
public interface ServerMetrics {

  /** Ignores everything. */
  ServerMetrics NONE = new ServerMetrics() {};

  /** A session was opened. */
  default void sessionOpened() {}

  /** A session was closed. */
  default void sessionClosed() {}

  /**
   * A request was handled.
   *
   * @param kind name of the request, for example {@code "TABLE_UPDATE_REQ"}
   * @param nanos time spent on it, in nanoseconds, without waiting
   * @param failed whether the answer is an error
   */
  default void requestHandled(String kind, long nanos, boolean failed) {}

  /**
   * A message was handed to a connection.
   *
   * @param bytes its size
   */
  default void messageSent(int bytes) {}

  /** A change notification was merged into one that was still waiting for a slow reader. */
  default void notificationMerged() {}

  /** A connection was closed because its reader was too slow. */
  default void slowReaderClosed() {}
}
