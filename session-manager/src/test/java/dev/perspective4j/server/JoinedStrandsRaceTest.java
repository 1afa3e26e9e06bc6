package dev.perspective4j.server;

import static dev.perspective4j.server.Race.call;

import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Strands that are joined while others use them lose no task, keep the order of tasks on each side, and
 * run one at a time from then on.
 */
class JoinedStrandsRaceTest {

  @Test
  void keepTheirOrderWhileTasksComeIn() {
    race()
        .thread(call("join", 0, 1))
        .thread(call("execute", 1, 1), call("execute", 1, 2))
        .thread(call("turn"), call("turn"), call("turn"))
        .endsWith(call("ran", 0), call("ran", 1), call("oneStrand", 0, 1))
        .check();
  }

  @Test
  void takeOverWhatIsHandedInMeanwhile() {
    race()
        .before(call("join", 0, 1), call("turn"), call("turn"))
        .thread(call("turn"))
        .thread(call("execute", 1, 1), call("execute", 1, 2))
        .endsWith(call("ran", 0), call("ran", 1), call("oneStrand", 0, 1))
        .before(call("join", 0, 1), call("turn"), call("turn"), call("execute", 1, 1))
        .thread(call("turn"))
        .thread(call("execute", 0, 2), call("execute", 1, 3))
        .endsWith(call("ran", 0), call("ran", 1), call("oneStrand", 0, 1))
        .check();
  }

  @Test
  void keepTheOrderOfTasksThatWaited() {
    race()
        .before(call("execute", 0, 1), call("execute", 1, 2))
        .thread(call("join", 0, 1), call("turn"), call("turn"))
        .thread(call("execute", 0, 3), call("turn"), call("turn"))
        .thread(call("execute", 1, 4), call("turn"))
        .endsWith(call("ran", 0), call("ran", 1), call("oneStrand", 0, 1))
        .check();
  }

  @Test
  void waitForAPlaceThatWasReservedBefore() {
    race()
        .before(call("reserve", 1), call("join", 0, 1), call("execute", 1, 2))
        .thread(call("turn"), call("turn"), call("turn"))
        .thread(call("execute", 0, 3), call("turn"))
        .thread(call("fill", 1))
        .endsWith(call("ran", 0), call("ran", 1), call("oneStrand", 0, 1))
        .check();
  }

  @Test
  void waitForAPlaceOfTheSideThatWasTakenOver() {
    race()
        .before(call("join", 0, 1), call("turn"), call("turn"), call("reserve", 1))
        .before(call("execute", 1, 2))
        .thread(call("turn"), call("turn"))
        .thread(call("execute", 0, 3), call("turn"))
        .thread(call("fill", 1))
        .endsWith(call("ran", 0), call("ran", 1), call("oneStrand", 0, 1))
        .before(call("join", 0, 1), call("turn"), call("turn"), call("turn"))
        .before(call("reserve", 1), call("execute", 1, 2))
        .thread(call("turn"), call("turn"))
        .thread(call("fill", 1), call("execute", 0, 3))
        .endsWith(call("ran", 0), call("ran", 1), call("oneStrand", 0, 1))
        .check();
  }

  @Test
  void canBeJoinedToAThird() {
    race()
        .before(call("execute", 2, 1))
        .thread(call("join", 0, 1), call("execute", 1, 2), call("turn"))
        .thread(call("join", 1, 2), call("turn"), call("turn"))
        .thread(call("turn"), call("execute", 2, 3), call("turn"))
        .endsWith(call("ran", 1), call("ran", 2), call("oneStrand", 0, 2))
        .check();
  }

  @Test
  void doSoWhateverIsCalled() {
    drawn(Race.EFFORT).check();
  }

  @Test
  void doSoOnFreeThreads() {
    drawn(Race.EFFORT).checkOnFreeThreads();
  }

  private static Race drawn(int scenarios) {
    List<IntFunction<Race.Call>> choices =
        List.of(
            number -> call("execute", number % 3, number),
            number -> call("execute", number % 2, number),
            number -> call("join", number % 3, (number + 1) % 3),
            number -> call("turn"),
            number -> call("turn"));
    Race race = race();
    for (int seed = 1; seed <= scenarios; seed++) {
      race.before(call("reserve", 1))
          .drawn(new Random(seed), choices)
          .endsWith(call("fill", 1), call("ran", 0), call("ran", 1), call("ran", 2));
    }
    return race;
  }

  private static Race race() {
    return new Race(Calls.class, Specification.class);
  }

  /** Calls of three strands, joined as the server does. Tasks are digits. */
  public static class Calls {
    private final Race.Pool pool = new Race.Pool();
    private final Strand merges = new Strand(pool);
    private final Strand[] strands =
        Stream.generate(() -> new Strand(pool)).limit(3).toArray(Strand[]::new);
    private final Strand.Place[] places = new Strand.Place[3];
    private final long[] ran = new long[3];
    private final boolean[] running = new boolean[3];
    private boolean overlapped;

    public void execute(int strand, int task) {
      strands[strand].execute(() -> run(strand, task));
    }

    public void reserve(int strand) {
      places[strand] = strands[strand].reserve();
    }

    /** Fills the place with a task, 9. */
    public void fill(int strand) {
      places[strand].fill(() -> run(strand, 9));
    }

    public void join(int left, int right) {
      merges.executeHeld(done -> join(strands[left].target(), strands[right].target(), done));
    }

    private void join(Strand kept, Strand absorbed, Runnable done) {
      if (kept == absorbed) {
        done.run();
        return;
      }
      kept.executeHeld(
          releaseKept ->
              absorbed.executeHeld(
                  releaseAbsorbed -> {
                    kept.absorb(absorbed);
                    releaseAbsorbed.run();
                    releaseKept.run();
                    done.run();
                  }));
    }

    public void turn() {
      Race.runOne(pool);
    }

    /** Which tasks of a strand have run in the end; negative if two of one strand ran at a time. */
    public long ran(int strand) {
      while (Race.runOne(pool)) {}
      return overlapped ? -1 : ran[strand];
    }

    /** Whether two are one in the end. */
    public boolean oneStrand(int left, int right) {
      return strands[left].target() == strands[right].target();
    }

    private void run(int strand, int task) {
      Strand target = strands[strand].target();
      for (int other = 0; other < strands.length; other++) {
        overlapped |= running[other] && strands[other].target() == target;
      }
      running[strand] = true;
      ran[strand] = ran[strand] * 10 + task;
      running[strand] = false;
    }
  }

  /** Three lists; joins change nothing in any of them. */
  public static class Specification {
    private static final long EMPTY_PLACE = 9;

    private final long[] tasks = new long[3];
    private final int[] joinedTo = {0, 1, 2};

    public void execute(int strand, int task) {
      tasks[strand] = tasks[strand] * 10 + task;
    }

    public void reserve(int strand) {
      tasks[strand] = tasks[strand] * 10 + EMPTY_PLACE;
    }

    public void fill(int strand) {}

    public void join(int left, int right) {
      int absorbed = joinedTo[right];
      for (int strand = 0; strand < joinedTo.length; strand++) {
        if (joinedTo[strand] == absorbed) {
          joinedTo[strand] = joinedTo[left];
        }
      }
    }

    public void turn() {}

    public long ran(int strand) {
      return tasks[strand];
    }

    public boolean oneStrand(int left, int right) {
      return joinedTo[left] == joinedTo[right];
    }
  }
}
