package dev.perspective4j.server;

/**
 * A token bucket: a sustained rate, and a burst of one second's worth. Used by one thread at a
 * time.
 */
final class RateLimit {
  private static final long SECOND = 1_000_000_000L;

  private final long nanosPerRequest;
  private long paidUntil = Long.MIN_VALUE;

  RateLimit(int requestsPerSecond) {
    this.nanosPerRequest = Math.max(1, SECOND / requestsPerSecond);
  }

  /**
   * Takes a token and says how long to wait before using it.
   *
   * @param now a reading of {@link System#nanoTime()}
   * @return nanoseconds, 0 if none
   */
  long nanosUntilAllowed(long now) {
    if (paidUntil == Long.MIN_VALUE || paidUntil - now < -SECOND) {
      paidUntil = now - SECOND;
    }
    paidUntil += nanosPerRequest;
    return Math.max(0, paidUntil - now);
  }
}
