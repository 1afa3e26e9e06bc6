package dev.perspective4j.server.micrometer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

class MicrometerMetricsTest {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final MicrometerMetrics metrics = new MicrometerMetrics(registry);

  @Test
  void showsOpenSessions() {
    metrics.sessionOpened();
    metrics.sessionOpened();
    metrics.sessionClosed();

    assertEquals(1, registry.get("perspective.sessions").gauge().value());
  }

  @Test
  void timesRequestsByKindAndOutcome() {
    metrics.requestHandled("TABLE_SIZE_REQ", 1_000, false);
    metrics.requestHandled("TABLE_SIZE_REQ", 1_000, true);

    assertEquals(1, registry.get("perspective.requests").tags("outcome", "error").timer().count());
    assertEquals(1, registry.get("perspective.requests").tags("outcome", "ok").timer().count());
  }

  @Test
  void countsWhatSlowReadersCost() {
    metrics.messageSent(10);
    metrics.notificationMerged();
    metrics.slowReaderClosed();

    assertEquals(10, registry.get("perspective.sent").summary().totalAmount());
    assertEquals(1, registry.get("perspective.notifications.merged").counter().count());
    assertEquals(1, registry.get("perspective.readers.closed").counter().count());
  }
}
