package dev.perspective4j.client;

import java.time.Duration;
import java.util.List;

/**
 * Is told what becomes of a client's connection. Calls are made one at a time, in order, on the
 * client's executor, together with those of the other listeners.
 */
public interface ConnectionListener {

  /** A listener that ignores everything. */
  ConnectionListener NONE = new ConnectionListener() {};

  /**
   * The connection is lost. Requests without an answer have failed, and further ones fail until
   * {@link #reconnected}.
   *
   * @param reason for people
   */
  default void disconnected(String reason) {}

  /**
   * The client will try to connect.
   *
   * @param attempt counted from 1 after each loss
   * @param delay time until the attempt
   */
  default void reconnecting(int attempt, Duration delay) {}

  /**
   * The connection is back; views and subscriptions have been made again. What groups of a view
   * were open is forgotten, apart from the last {@code setDepth}. What changed in between was not
   * announced: listeners of updates are called once with {@code resumed}.
   *
   * @param lost views that could not be made again, for example because their table is gone; their
   *     deletion listeners have been called
   */
  default void reconnected(List<View> lost) {}

  /**
   * The client is closed: by the application, or because it may not reconnect (any more).
   *
   * @param reason for people
   */
  default void closed(String reason) {}

  /**
   * Something failed that no future reports: a subscription the server refuses, a message nothing
   * asked for, a listener that threw, a replica that cannot follow its view.
   *
   * @param failure what happened
   */
  default void failed(Throwable failure) {}
}
