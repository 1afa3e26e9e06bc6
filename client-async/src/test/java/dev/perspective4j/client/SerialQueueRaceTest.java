package dev.perspective4j.client;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Method;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import org.jetbrains.kotlinx.lincheck.Actor;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionScenario;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.ManagedStrategyGuaranteeKt;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Options;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * A queue that several threads use at the same time runs every task, one at a time, in the order in
 * which they were handed in, and lets everybody go on who waits for room.
 *
 * <p>Lincheck runs each scenario in many interleavings, first in those its model checker chooses, then
 * on free threads, and compares what is returned with the {@link Specification}.
 */
class SerialQueueRaceTest {

  /** How many times more interleavings than in a build. */
  private static final int EFFORT = Integer.getInteger("races.effort", 1);

  private static final int SCHEDULES = 100;
  private static final int FREE_RUNS = 50;

  private static final List<ExecutionScenario> TASKS =
      List.of(
          scenario(
              List.of(),
              List.of(
                  List.of(call("execute", 1), call("execute", 2)),
                  List.of(call("execute", 3), call("work")),
                  List.of(call("work"), call("work")))),
          scenario(
              List.of(),
              List.of(
                  List.of(call("work"), call("execute", 1), call("executeFailing", 2)),
                  List.of(call("executeFailing", 3), call("execute", 4), call("work")))));

  private static final List<ExecutionScenario> ROOM =
      List.of(
          scenario(
              List.of(call("execute", 1), call("execute", 2)),
              List.of(List.of(call("work")), List.of(call("whenRoom"), call("whenRoom")))),
          scenario(
              List.of(),
              List.of(
                  List.of(call("execute", 1), call("execute", 2), call("whenRoom")),
                  List.of(call("work"), call("execute", 3), call("whenRoom")))),
          scenario(
              List.of(call("execute", 1)),
              List.of(
                  List.of(call("whenRoom"), call("whenRoom")),
                  List.of(call("execute", 2), call("whenRoom")),
                  List.of(call("work"), call("work")))));

  @Test
  void runsTheTasksOfEachThreadInOrder() {
    modelCheck(Calls.class, TASKS);
  }

  @Test
  void letsEverybodyGoOnWhoWaitsForRoom() {
    modelCheck(Calls.class, ROOM);
  }

  @Test
  void makesOnlyThoseWaitWhoFindNoRoom() {
    modelCheck(
        Calls.class,
        List.of(
            scenario(
                List.of(),
                List.of(
                    List.of(call("execute", 1), call("isRoom")),
                    List.of(call("execute", 2), call("isRoom"))))));
  }

  @Test
  void doesSoOnFreeThreads() {
    StressOptions options = new StressOptions().invocationsPerIteration(FREE_RUNS * EFFORT);
    TASKS.forEach(options::addCustomScenario);

    check(options, Calls.class, ROOM);
  }

  /** The model checker would pass everything if it failed to switch threads. */
  @Test
  void wouldFindAnUpdateThatIsLost() {
    List<ExecutionScenario> calls =
        List.of(
            new ExecutionScenario(
                List.of(),
                List.of(List.of(call(Lossy.class, "add")), List.of(call(Lossy.class, "add"))),
                List.of(call(Lossy.class, "count")),
                null));

    LincheckAssertionError found =
        assertThrows(LincheckAssertionError.class, () -> modelCheck(Lossy.class, calls));

    assertTrue(found.getMessage().contains("interleaving leads to the error"), found.getMessage());
  }

  private static void modelCheck(Class<?> subject, List<ExecutionScenario> scenarios) {
    ModelCheckingOptions options =
        new ModelCheckingOptions()
            .invocationsPerIteration(SCHEDULES * EFFORT)
            .addGuarantee(
                ManagedStrategyGuaranteeKt.forClasses(ArrayDeque.class.getName())
                    .allMethods()
                    .treatAsAtomic());
    check(options, subject, scenarios);
  }

  private static void check(
      Options<?, ?> options, Class<?> subject, List<ExecutionScenario> scenarios) {
    scenarios.forEach(options::addCustomScenario);
    options
        .iterations(0)
        .sequentialSpecification(subject == Calls.class ? Specification.class : subject)
        .check(subject);
  }

  /** Calls made before several threads start, and theirs; then what came of them. */
  private static ExecutionScenario scenario(List<Actor> before, List<List<Actor>> threads) {
    return new ExecutionScenario(
        before, threads, List.of(call("ran"), call("failures"), call("waiters")), null);
  }

  private static Actor call(String method, Object... arguments) {
    return call(Calls.class, method, arguments);
  }

  private static Actor call(Class<?> subject, String name, Object... arguments) {
    Method method =
        Arrays.stream(subject.getMethods())
            .filter(candidate -> candidate.getName().equals(name))
            .findFirst()
            .orElseThrow();
    return new Actor(method, List.of(arguments));
  }

  /** Calls of a queue with room for two. Tasks are digits; {@code ran} is the number they make. */
  public static class Calls {
    private final ArrayDeque<Runnable> pool = new ArrayDeque<>();
    private long ran;
    private boolean running;
    private boolean overlapped;
    private int failures;
    private int waiters;
    private final SerialQueue queue = new SerialQueue(this::pooled, 2, failure -> failures++);

    private synchronized void pooled(Runnable task) {
      pool.add(task);
    }

    private synchronized @Nullable Runnable poll() {
      return pool.poll();
    }

    public void execute(int task) {
      queue.execute(() -> run(task));
    }

    /** Hands in a task that throws at its end. */
    public void executeFailing(int task) {
      queue.execute(
          () -> {
            run(task);
            throw new IllegalStateException("expected by the test");
          });
    }

    public void whenRoom() {
      count(1);
      queue.whenRoom(() -> count(-1));
    }

    /** Waits for room and says whether there was some at once. */
    public boolean isRoom() {
      count(1);
      boolean[] room = new boolean[1];
      queue.whenRoom(
          () -> {
            count(-1);
            room[0] = true;
          });
      return room[0];
    }

    private synchronized void count(int waiter) {
      waiters += waiter;
    }

    /** Lends the pool a thread for one of its tasks. */
    public void work() {
      workOn();
    }

    private boolean workOn() {
      Runnable task = poll();
      if (task == null) {
        return false;
      }
      task.run();
      return true;
    }

    /** Which tasks have run in the end; negative if two ran at a time. */
    public long ran() {
      while (workOn()) {}
      return overlapped ? -ran : ran;
    }

    /** How many failures were reported. */
    public int failures() {
      return failures;
    }

    /** How many still wait for room. */
    public int waiters() {
      return waiters;
    }

    private void run(int task) {
      overlapped |= running;
      running = true;
      ran = ran * 10 + task;
      running = false;
    }
  }

  /** A list of tasks; what waits for room has it in the end. */
  public static class Specification {
    private long tasks;
    private int waiting;
    private int failures;

    public void execute(int task) {
      tasks = tasks * 10 + task;
      waiting++;
    }

    public void executeFailing(int task) {
      execute(task);
      failures++;
    }

    public void whenRoom() {}

    public boolean isRoom() {
      return waiting < 2;
    }

    public void work() {}

    public long ran() {
      return tasks;
    }

    public int failures() {
      return failures;
    }

    public int waiters() {
      return 0;
    }
  }

  /** A counter on which two threads may read the same count and add to it. */
  public static class Lossy {
    private int count;

    public void add() {
      count++;
    }

    public int count() {
      return count;
    }
  }
}
