package dev.perspective4j.client;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * What all connections of one client share.
 *
 * @param options how the client behaves
 * @param messageIds the last correlation id given out; ids go on across connections
 * @param inbound everything that arrives is handled here, so it is also where the state of
 *     connections changes and where futures complete
 * @param notifications listeners of the application run here, so a slow one delays only others of
 *     them
 * @param timers time
 */
record Dispatch(
    ClientOptions options,
    AtomicInteger messageIds,
    SerialQueue inbound,
    SerialQueue notifications,
    Timers timers) {

  static Dispatch create(ClientOptions options, Timers timers) {
    SerialQueue notifications =
        new SerialQueue(
            options.executor(),
            options.maxQueuedNotifications(),
            failure -> options.listener().failed(failure));
    SerialQueue inbound =
        new SerialQueue(
            options.executor(),
            Integer.MAX_VALUE,
            failure -> notifications.execute(() -> options.listener().failed(failure)));
    return new Dispatch(options, new AtomicInteger(), inbound, notifications, timers);
  }

  /** Reports a failure that no future carries. */
  void failed(Throwable failure) {
    notifications.execute(() -> options.listener().failed(failure));
  }
}
