package dev.perspective4j.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Time that passes when the test says so. */
final class ManualTimers implements Timers {
  private record Due(long at, Runnable task) {}

  private final List<Due> waiting = new ArrayList<>();
  private long now;

  @Override
  public Runnable after(Duration delay, Runnable task) {
    Due due = new Due(now + delay.toMillis(), task);
    waiting.add(due);
    return () -> waiting.remove(due);
  }

  @Override
  public void close() {
    waiting.clear();
  }

  void pass(Duration duration) {
    long until = now + duration.toMillis();
    while (true) {
      Due next =
          waiting.stream()
              .filter(due -> due.at() <= until)
              .min(Comparator.comparingLong(Due::at))
              .orElse(null);
      if (next == null) {
        now = until;
        return;
      }
      waiting.remove(next);
      now = next.at();
      next.task().run();
    }
  }

  int waiting() {
    return waiting.size();
  }
}
