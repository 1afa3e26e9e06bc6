package dev.perspective4j.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Assertions;

/** One client over a fake transport, with everything it said. */
final class Bench {
  final FakeTransport transport = new FakeTransport();
  final ManualTimers timers = new ManualTimers();
  final List<String> events = new ArrayList<>();
  final List<Throwable> failures = new ArrayList<>();
  final List<View> lost = new ArrayList<>();
  final Client client;

  Bench() {
    this(ClientOptions.DEFAULT);
  }

  Bench(ClientOptions options) {
    transport.answers = Answers::ordinary;
    client =
        Client.over(
                transport,
                options
                    .withExecutor(Runnable::run)
                    .withReconnect(Duration.ofMillis(100), Duration.ofMillis(350))
                    .withListener(new Recorder()),
                timers)
            .join();
  }

  FakeTransport.FakeConnection connection() {
    return transport.last();
  }

  /** Loses the connection and lets the client connect again at its first attempt. */
  void reconnect() {
    connection().drop("gone");
    timers.pass(Duration.ofMillis(100));
  }

  static PerspectiveException failure(CompletableFuture<?> future) {
    CompletionException failed = Assertions.assertThrows(CompletionException.class, future::join);
    return Assertions.assertInstanceOf(PerspectiveException.class, failed.getCause());
  }

  private final class Recorder implements ConnectionListener {
    @Override
    public void disconnected(String reason) {
      events.add("disconnected " + reason);
    }

    @Override
    public void reconnecting(int attempt, Duration delay) {
      events.add("attempt " + attempt + " in " + delay.toMillis());
    }

    @Override
    public void reconnected(List<View> views) {
      events.add("reconnected");
      lost.addAll(views);
    }

    @Override
    public void closed(String reason) {
      events.add("closed " + reason);
    }

    @Override
    public void failed(Throwable failure) {
      failures.add(failure);
    }
  }
}
