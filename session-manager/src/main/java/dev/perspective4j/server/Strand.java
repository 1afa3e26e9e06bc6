package dev.perspective4j.server;

import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
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

  /** The strand whose task this thread runs, if it runs one. */
  private static final ThreadLocal<@Nullable Strand> CURRENT = new ThreadLocal<>();

  private final Executor pool;
  private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
  private boolean scheduled;
  private boolean held;
  private boolean parked;
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

  /**
   * Hands in a task that lasts until it, or somebody on its behalf, runs the release it is given.
   * The strand does nothing else meanwhile, and occupies no thread.
   */
  void executeHeld(Consumer<Runnable> task) {
    execute(() -> hold(task));
  }

  /**
   * Takes the next place in the order of tasks, for a task that is not known yet. When its turn comes
   * before it is {@linkplain Place#fill filled}, the strand waits for it, without occupying a thread.
   */
  Place reserve() {
    Place place = new Place();
    executeHeld(place::reached);
    return place;
  }

  /** A place in the order of a strand. Must be filled once; later fillings are ignored. */
  final class Place {
    private boolean filled;
    private @Nullable Runnable task;
    private @Nullable Runnable release;

    private Place() {}

    /** Says what is to be done in this place: now and on this thread if its turn has come. */
    void fill(Runnable known) {
      Runnable held;
      synchronized (this) {
        if (filled) {
          return;
        }
        filled = true;
        held = release;
        if (held == null) {
          task = known;
          return;
        }
      }
      run(known);
      held.run();
    }

    /** Gives the place up. */
    void abandon() {
      fill(() -> {});
    }

    private void reached(Runnable releaseStrand) {
      Runnable known;
      synchronized (this) {
        known = task;
        if (known == null) {
          release = releaseStrand;
          return;
        }
      }
      run(known);
      releaseStrand.run();
    }
  }

  /** Whether the calling thread runs a task of this strand. */
  boolean isCurrent() {
    Strand running = CURRENT.get();
    return running != null && running == target();
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
   * unforwarded}, and held or idle.
   */
  void absorb(Strand other) {
    synchronized (other) {
      synchronized (this) {
        other.waiting.forEach(this::add);
      }
      other.waiting.clear();
      other.forward = this;
    }
  }

  /** Runs on the strand that took the task, which is the one to hold. */
  private void hold(Consumer<Runnable> task) {
    Strand running = target();
    synchronized (running) {
      running.held = true;
    }
    task.accept(() -> running.release());
  }

  private synchronized void release() {
    held = false;
    if (parked) {
      parked = false;
      pool.execute(this::turn);
    }
  }

  private void add(Runnable task) {
    waiting.add(task);
    if (!scheduled) {
      scheduled = true;
      pool.execute(this::turn);
    }
  }

  /** A task that fails must not take the strand, and with it the table, down. */
  private void run(Runnable task) {
    Strand before = CURRENT.get();
    CURRENT.set(target());
    try {
      task.run();
    } catch (RuntimeException | StackOverflowError fault) {
      LOG.log(System.Logger.Level.ERROR, "A task on a strand failed", fault);
    } finally {
      CURRENT.set(before);
    }
  }

  private void turn() {
    for (int i = 0; i < TASKS_PER_TURN; i++) {
      Runnable task;
      synchronized (this) {
        if (held) {
          parked = true;
          return;
        }
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
