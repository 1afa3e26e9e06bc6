package dev.perspective4j.client;

import java.util.concurrent.CompletableFuture;

/**
 * A listener's registration. It survives a lost connection: the client registers it again on the
 * next one.
 */
public interface Subscription {

  /**
   * Ends the registration. The listener is not called any more, even before the server has
   * answered. Cancelling twice is harmless.
   *
   * @return completed when the server has confirmed, or at once if the connection is gone
   */
  CompletableFuture<Void> cancel();
}
