package dev.perspective4j.client;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs tasks one at a time, in order, on a shared executor. A task that throws is reported and does
 * not stop those behind it. Callers that feed it from a connection ask {@link #whenRoom} before
 * they read on.
 */
final class SerialQueue implements Executor {
  private final Executor executor;
  private final int bound;
  private final Consumer<Throwable> failures;
  private final Object lock = new Object();
  private final Queue<Runnable> tasks = new ArrayDeque<>();
  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private boolean draining;

  SerialQueue(Executor executor, int bound, Consumer<Throwable> failures) {
    this.executor = executor;
    this.bound = bound;
    this.failures = failures;
  }

  @Override
  public void execute(Runnable task) {
    synchronized (lock) {
      tasks.add(task);
      if (draining) {
        return;
      }
      draining = true;
    }
    executor.execute(this::drain);
  }

  /**
   * Runs {@code next} at once if fewer than the bound of tasks wait, or else as soon as it is so.
   */
  void whenRoom(Runnable next) {
    synchronized (lock) {
      if (tasks.size() >= bound) {
        waiting.add(next);
        return;
      }
    }
    next.run();
  }

  private void drain() {
    for (Runnable task = take(); task != null; task = take()) {
      try {
        task.run();
      } catch (RuntimeException | Error failure) {
        failures.accept(failure);
      }
      for (Runnable next = room(); next != null; next = room()) {
        next.run();
      }
    }
  }

  private @Nullable Runnable take() {
    synchronized (lock) {
      Runnable task = tasks.poll();
      draining = task != null;
      return task;
    }
  }

  private @Nullable Runnable room() {
    synchronized (lock) {
      return tasks.size() < bound ? waiting.poll() : null;
    }
  }
}
