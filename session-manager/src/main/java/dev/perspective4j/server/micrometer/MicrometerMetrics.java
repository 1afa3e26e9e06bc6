package dev.perspective4j.server.micrometer;

import dev.perspective4j.server.ServerMetrics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts and times what a server does in a Micrometer registry.
 *
 * <pre>{@code
 * Server server = Server.builder().metrics(new MicrometerMetrics(registry)).build();
 * }</pre>
 *
 * <p>Meters: {@code perspective.sessions} (open now), {@code perspective.requests} (time spent, by
 * {@code kind} and {@code outcome}), {@code perspective.sent} (bytes per message), {@code
 * perspective.notifications.merged}, {@code perspective.readers.closed}. Safe for use from any
 * thread.
 */
public final class MicrometerMetrics implements ServerMetrics {
  private record Request(String kind, boolean failed) {}

  private final MeterRegistry registry;
  private final AtomicInteger sessions = new AtomicInteger();
  private final Map<Request, Timer> requests = new ConcurrentHashMap<>();
  private final DistributionSummary sent;
  private final Counter merged;
  private final Counter closedReaders;

  /** Registers the meters. */
  @SuppressWarnings("exports") // optional: whoever calls this has Micrometer
  public MicrometerMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.sent =
        DistributionSummary.builder("perspective.sent").baseUnit("bytes").register(registry);
    this.merged = registry.counter("perspective.notifications.merged");
    this.closedReaders = registry.counter("perspective.readers.closed");
    registry.gauge("perspective.sessions", sessions);
  }

  @Override
  public void sessionOpened() {
    sessions.incrementAndGet();
  }

  @Override
  public void sessionClosed() {
    sessions.decrementAndGet();
  }

  @Override
  public void requestHandled(String kind, long nanos, boolean failed) {
    requests
        .computeIfAbsent(new Request(kind, failed), this::timer)
        .record(Duration.ofNanos(nanos));
  }

  @Override
  public void messageSent(int bytes) {
    sent.record(bytes);
  }

  @Override
  public void notificationMerged() {
    merged.increment();
  }

  @Override
  public void slowReaderClosed() {
    closedReaders.increment();
  }

  private Timer timer(Request request) {
    return registry.timer(
        "perspective.requests",
        "kind",
        request.kind(),
        "outcome",
        request.failed() ? "error" : "ok");
  }
}
