package dev.perspective4j.server;

import java.lang.reflect.Method;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.function.IntFunction;
import org.jetbrains.kotlinx.lincheck.Actor;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionScenario;
import org.jetbrains.lincheck.datastructures.ManagedStrategyGuarantee;
import org.jetbrains.lincheck.datastructures.ManagedStrategyGuaranteeKt;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Options;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.jspecify.annotations.Nullable;

/**
 * Scenarios of a few calls on each of two or three threads, which Lincheck runs in many interleavings.
 * Whatever the interleaving, the calls must return what a specification, a class with the same methods
 * for one thread, returns in some order of the calls.
 *
 * <p>The model checker tries the same interleavings in each build. It switches threads before accesses
 * of fields and locks, and assumes that every thread sees what others wrote; free threads are there for
 * what that assumption hides.
 */
final class Race {

  /** How many times more interleavings, and drawn scenarios, than in a build. */
  static final int EFFORT = Integer.getInteger("races.effort", 1);

  private static final int SCHEDULES = 100;
  private static final int FREE_RUNS = 50;

  /** Rounds after which a loop counts as endless: more than tasks in a turn of a strand. */
  private static final int LOOP_BOUND = 100;

  private static final int DRAWN_THREADS = 3;
  private static final int DRAWN_CALLS = 3;

  private final Class<?> subject;
  private final Class<?> specification;
  private final List<Actor> before = new ArrayList<>();
  private final List<List<Actor>> threads = new ArrayList<>();
  private final List<ExecutionScenario> scenarios = new ArrayList<>();

  /**
   * A race without calls.
   *
   * @param subject has the calls, as public methods of different names
   * @param specification has methods of the same names, for one thread
   */
  Race(Class<?> subject, Class<?> specification) {
    this.subject = subject;
    this.specification = specification;
  }

  /** A call of the method with this name. */
  record Call(String method, List<Object> arguments) {}

  static Call call(String method, Object... arguments) {
    return new Call(method, List.of(arguments));
  }

  /** Adds calls made before the threads start. */
  Race before(Call... calls) {
    before.addAll(actors(calls));
    return this;
  }

  /** Adds a thread. */
  Race thread(Call... calls) {
    threads.add(actors(calls));
    return this;
  }

  /**
   * Adds threads with drawn calls.
   *
   * @param choices make a call from a number between 1 and 9 that no other call has
   */
  Race drawn(Random random, List<IntFunction<Call>> choices) {
    for (int thread = 0; thread < DRAWN_THREADS; thread++) {
      Call[] calls = new Call[DRAWN_CALLS];
      for (int i = 0; i < DRAWN_CALLS; i++) {
        int number = thread * DRAWN_CALLS + i + 1;
        calls[i] = choices.get(random.nextInt(choices.size())).apply(number);
      }
      thread(calls);
    }
    return this;
  }

  /** Ends the scenario with calls made after the threads have ended; another one may follow. */
  Race endsWith(Call... calls) {
    scenarios.add(
        new ExecutionScenario(List.copyOf(before), List.copyOf(threads), actors(calls), null));
    before.clear();
    threads.clear();
    return this;
  }

  /** Runs each scenario in interleavings that the model checker chooses. */
  void check() {
    check(
        new ModelCheckingOptions()
            .invocationsPerIteration(SCHEDULES * EFFORT)
            .loopBound(LOOP_BOUND)
            .addGuarantee(steps()));
  }

  /** Runs each scenario as often as threads that nobody steers may make it fail. */
  void checkOnFreeThreads() {
    check(new StressOptions().invocationsPerIteration(FREE_RUNS * EFFORT));
  }

  private void check(Options<?, ?> options) {
    scenarios.forEach(options::addCustomScenario);
    options.iterations(0).sequentialSpecification(specification).check(subject);
  }

  /** Methods that are one step each, so that more of the interleavings tried concern the subject. */
  private static ManagedStrategyGuarantee steps() {
    return ManagedStrategyGuaranteeKt.forClasses(HashMap.class.getName(), Pool.class.getName())
        .allMethods()
        .treatAsAtomic();
  }

  private List<Actor> actors(Call... calls) {
    return Arrays.stream(calls)
        .map(call -> new Actor(method(call.method()), call.arguments()))
        .toList();
  }

  private Method method(String name) {
    return Arrays.stream(subject.getMethods())
        .filter(method -> method.getName().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(name));
  }

  /** Runs a task that waits in a pool and says whether there was one. */
  static boolean runOne(Pool pool) {
    Runnable task = pool.poll();
    if (task == null) {
      return false;
    }
    task.run();
    return true;
  }

  /** A pool whose threads are those of the race: they take out what waits. */
  static final class Pool implements Executor {
    private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();

    @Override
    public synchronized void execute(Runnable task) {
      tasks.add(task);
    }

    private synchronized @Nullable Runnable poll() {
      return tasks.poll();
    }
  }
}
