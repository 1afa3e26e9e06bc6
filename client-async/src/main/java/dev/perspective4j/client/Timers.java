package dev.perspective4j.client;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The passing of time, as a client sees it; a test lets it pass by hand. */
interface Timers extends AutoCloseable {

  /**
   * Runs {@code task} after {@code delay}, unless cancelled or closed before.
   *
   * @return cancels
   */
  Runnable after(Duration delay, Runnable task);

  @Override
  void close();

  /** Timers on a daemon thread of their own, which only hands tasks on. */
  static Timers onThread() {
    ScheduledThreadPoolExecutor scheduler =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "perspective4j-client-timer");
              thread.setDaemon(true);
              return thread;
            });
    scheduler.setRemoveOnCancelPolicy(true);
    scheduler.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    // The scheduler is shut down by close, after which a client asks for no more.
    return new Timers() {
      @Override
      public Runnable after(Duration delay, Runnable task) {
        if (scheduler.isShutdown()) {
          return () -> {};
        }
        ScheduledFuture<?> future = scheduler.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
        return () -> future.cancel(false);
      }

      @Override
      public void close() {
        scheduler.shutdown();
      }
    };
  }
}
