package dev.perspective4j.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class RateLimitTest {
  private static final long SECOND = 1_000_000_000L;

  @Test
  void allowsABurstThenSlowsDown() {
    RateLimit limit = new RateLimit(100);

    for (int i = 0; i < 100; i++) {
      assertEquals(0, limit.nanosUntilAllowed(5 * SECOND));
    }

    assertEquals(SECOND / 100, limit.nanosUntilAllowed(5 * SECOND));
  }

  @Test
  void neverDelaysWhoKeepsTheRate() {
    RateLimit limit = new RateLimit(100);

    for (long i = 0; i < 1_000; i++) {
      assertEquals(0, limit.nanosUntilAllowed(i * SECOND / 100));
    }
  }

  @Test
  void doesNotSaveUpMoreThanASecond() {
    RateLimit limit = new RateLimit(10);
    assertEquals(0, limit.nanosUntilAllowed(0));

    for (int i = 0; i < 10; i++) {
      assertEquals(0, limit.nanosUntilAllowed(100 * SECOND));
    }

    assertTrue(limit.nanosUntilAllowed(100 * SECOND) > 0);
  }
}
