package dev.perspective4j.server;

import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * A serial executor over a shared pool: tasks run one at a time, in the order they were handed in.
 *
 * <p>A table and everything fed by it share one strand, so the engine needs no locks. Tables that
 * become connected later (a join) get {@linkplain #absorb joined strands}: the absorbed strand
 * hands its waiting tasks over and forwards every later one, which keeps the order of tasks on each
 * side. A strand gives its pool thread back after a bounded number of tasks, so that many busy
 * tables share few threads fairly.
 */
final class Strand implements Executor {
  private static final System.Logger LOG = System.getLogger(Strand.class.getName());
  private static final int TASKS_PER_TURN = 64;

  private final Executor pool;
  private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
  private boolean scheduled;
  private @Nullable Strand forward;

  Strand(Executor pool) {
    this.pool = pool;
  }

  /** Hands in a task. It must not throw. */
  @Override
  public void execute(Runnable task) {
    Strand target = this;
    while (true) {
      Strand next;
      synchronized (target) {
        next = target.forward;
        if (next == null) {
          target.add(task);
          return;
        }
      }
      target = next;
    }
  }

  /** The strand that runs what is handed to this one. */
  Strand target() {
    Strand target = this;
    while (true) {
      Strand next;
      synchronized (target) {
        next = target.forward;
      }
      if (next == null) {
        return target;
      }
      target = next;
    }
  }

  /**
   * Takes over the waiting and all later tasks of another strand. Both must be {@linkplain #target
   * unforwarded} and neither may be running a task other than the caller's.
   */
  void absorb(Strand other) {
    ArrayDeque<Runnable> taken;
    synchronized (other) {
      taken = new ArrayDeque<>(other.waiting);
      other.waiting.clear();
      other.forward = this;
    }
    taken.forEach(this::execute);
  }

  private void add(Runnable task) {
    waiting.add(task);
    if (!scheduled) {
      scheduled = true;
      pool.execute(this::turn);
    }
  }

  /** A task that fails must not take the strand, and with it the table, down. */
  private static void run(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException | StackOverflowError fault) {
      LOG.log(System.Logger.Level.ERROR, "A task on a strand failed", fault);
    }
  }

  private void turn() {
    for (int i = 0; i < TASKS_PER_TURN; i++) {
      Runnable task;
      synchronized (this) {
        task = waiting.poll();
        if (task == null) {
          scheduled = false;
          return;
        }
      }
      run(task);
    }
    pool.execute(this::turn);
  }
}
