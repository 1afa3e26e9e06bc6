package dev.perspective4j.server;

import static dev.perspective4j.server.Race.call;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/**
 * A strand that several threads use at the same time runs every task, one at a time, in the order in
 * which they were handed in; tasks behind an empty place wait, and nothing else does.
 */
class StrandRaceTest {

  @Test
  void runsTheTasksOfEachThreadInOrder() {
    race()
        .thread(call("execute", 1), call("execute", 2))
        .thread(call("execute", 3), call("turn"))
        .thread(call("turn"), call("turn"))
        .endsWith(call("ran"))
        .check();
  }

  @Test
  void goesOnWhenAPlaceIsFilledAsItsTurnComes() {
    race()
        .before(call("reserve", 0), call("execute", 1))
        .thread(call("turn"), call("turn"))
        .thread(call("fill", 0, 2))
        .endsWith(call("ran"))
        .check();
  }

  @Test
  void fillsAPlaceOnce() {
    race()
        .before(call("reserve", 0))
        .thread(call("fill", 0, 1), call("execute", 2))
        .thread(call("fill", 0, 3))
        .thread(call("turn"), call("abandon", 0))
        .endsWith(call("ran"))
        .check();
  }

  @Test
  void keepsTheOrderOfPlacesFilledInAnother() {
    race()
        .before(call("reserve", 0), call("reserve", 1))
        .thread(call("fill", 1, 1), call("execute", 2))
        .thread(call("turn"), call("turn"))
        .thread(call("fill", 0, 3))
        .endsWith(call("ran"))
        .check();
  }

  @Test
  void waitsBehindAPlaceThatStaysEmpty() {
    race()
        .before(call("execute", 1), call("reserve", 0))
        .thread(call("execute", 2), call("turn"))
        .thread(call("turn"))
        .endsWith(call("ran"), call("fill", 0, 3), call("ran"))
        .check();
  }

  @Test
  void runsOneTaskAtATimeBehindAPlaceThatWasFilledBefore() {
    race()
        .before(call("reserve", 0), call("fill", 0, 1), call("execute", 2), call("execute", 3))
        .thread(call("turn"))
        .thread(call("turn"))
        .endsWith(call("ran"))
        .before(call("reserve", 0), call("reserve", 1), call("turn"), call("fill", 1, 2))
        .before(call("execute", 3), call("execute", 4), call("fill", 0, 1))
        .thread(call("turn"))
        .thread(call("turn"))
        .endsWith(call("ran"))
        .check();
  }

  @Test
  void goesOnWhenAHeldTaskLetsGoOnAnotherThread() {
    race()
        .before(call("executeHeld", 1))
        .thread(call("turn"), call("executeHeld", 2))
        .thread(call("turn"), call("execute", 3))
        .endsWith(call("ran"))
        .check();
  }

  @Test
  void givesItsThreadBackWithoutLosingATask() {
    race()
        .before(call("executeMany", 63), call("execute", 1), call("executeHeld", 2))
        .thread(call("turn"), call("turn"))
        .thread(call("execute", 3))
        .endsWith(call("ran"))
        .check();
  }

  @Test
  void doesSoWhateverIsCalled() {
    drawn(Race.EFFORT).check();
  }

  @Test
  void doesSoOnFreeThreads() {
    drawn(Race.EFFORT).checkOnFreeThreads();
  }

  private static Race drawn(int scenarios) {
    List<IntFunction<Race.Call>> choices =
        List.of(
            number -> call("execute", number),
            number -> call("executeHeld", number),
            number -> call("fill", number % 2, number),
            number -> call("abandon", number % 2),
            number -> call("turn"));
    Race race = race();
    for (int seed = 1; seed <= scenarios; seed++) {
      race.before(call("reserve", 0), call("turn"), call("reserve", 1))
          .drawn(new Random(seed), choices)
          .endsWith(call("ran"));
    }
    return race;
  }

  private static Race race() {
    return new Race(Calls.class, Specification.class);
  }

  /** Calls of a strand. Tasks are digits; {@code ran} is the number they make. */
  public static class Calls {
    private final Race.Pool pool = new Race.Pool();
    private final Strand strand = new Strand(pool);
    private final Strand.Place[] places = new Strand.Place[2];
    private long ran;
    private boolean running;
    private boolean overlapped;

    public void execute(int task) {
      strand.execute(() -> run(task));
    }

    /** Hands in tasks that leave no trace. */
    public void executeMany(int count) {
      for (int i = 0; i < count; i++) {
        strand.execute(() -> {});
      }
    }

    /** Hands in a task that ends with another one, on any thread of the pool. */
    public void executeHeld(int task) {
      strand.executeHeld(
          release -> {
            run(task);
            pool.execute(release);
          });
    }

    public void reserve(int place) {
      places[place] = strand.reserve();
    }

    public void fill(int place, int task) {
      places[place].fill(() -> run(task));
    }

    public void abandon(int place) {
      places[place].abandon();
    }

    /** Lends the pool a thread for one turn. */
    public void turn() {
      Race.runOne(pool);
    }

    /** Which tasks have run when the pool has nothing left to do; negative if two ran at a time. */
    public long ran() {
      while (Race.runOne(pool)) {}
      return overlapped ? -ran : ran;
    }

    private void run(int task) {
      overlapped |= running;
      running = true;
      ran = ran * 10 + task;
      running = false;
    }
  }

  /** A list of tasks and places, run from its start up to the first place that is empty. */
  public static class Specification {
    private static final int ABANDONED = 0;

    private final List<Integer> tasks = new ArrayList<>();

    public void execute(int task) {
      tasks.add(task);
    }

    public void executeMany(int count) {}

    public void executeHeld(int task) {
      tasks.add(task);
    }

    public void reserve(int place) {
      tasks.add(empty(place));
    }

    public void fill(int place, int task) {
      tasks.replaceAll(each -> each == empty(place) ? task : each);
    }

    public void abandon(int place) {
      fill(place, ABANDONED);
    }

    public void turn() {}

    public long ran() {
      long ran = 0;
      for (int task : tasks) {
        if (task < 0) {
          break;
        }
        if (task != ABANDONED) {
          ran = ran * 10 + task;
        }
      }
      return ran;
    }

    private static int empty(int place) {
      return -1 - place;
    }
  }
}
