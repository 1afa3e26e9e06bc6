package dev.perspective4j.conformance.live;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.perspective4j.conformance.compare.Servers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongFunction;
import java.util.function.Supplier;

/**
 * Runs random scripts against the reference and against ours; a failing one is shrunk and printed.
 *
 * <p>{@code -Dcomparison.tries=N} sets the number of scripts, {@code -Dcomparison.seed=N} the first
 * seed.
 */
public final class LiveComparison {

  private static final int SHRINKING_RUNS = 120;
  private static final int MOST_FAILURES = 3;
  private static final AtomicInteger RUNS = new AtomicInteger();

  private LiveComparison() {}

  /**
   * What is done.
   *
   * @param columns those of each table
   */
  public record Script(List<LiveStep> steps, Map<String, LiveColumns> columns) {}

  /**
   * Runs the scripts of consecutive seeds.
   *
   * @param usual how many, unless something else is asked for
   */
  public static void run(int usual, LongFunction<Script> scripts) {
    run(usual, Servers::shared, scripts);
  }

  /** As above, with servers of some kind. */
  public static void run(int usual, Supplier<Servers> servers, LongFunction<Script> scripts) {
    int tries = Integer.getInteger("comparison.tries", usual);
    long seed = Long.getLong("comparison.seed", 20261121L);
    List<String> failures = new ArrayList<>();
    for (int i = 0; i < tries && failures.size() < MOST_FAILURES; i++) {
      Script script = scripts.apply(seed + i);
      Optional<String> difference = differs(servers, script.steps(), script.columns());
      if (difference.isPresent()) {
        failures.add(report(servers, seed + i, script, difference.get()));
      }
    }
    assertEquals(List.of(), failures);
  }

  private static Optional<String> differs(
      Supplier<Servers> some, List<LiveStep> steps, Map<String, LiveColumns> columns) {
    String prefix = "live" + RUNS.incrementAndGet() + "-";
    Servers servers = some.get();
    try (LiveRun run = new LiveRun(servers, prefix, columns)) {
      return run.differs(steps);
    } catch (IllegalStateException | CompletionException lost) {
      if (!servers.isReferenceDying()) {
        throw lost;
      }
      return Optional.empty(); // the reference died of something that ours survived
    }
  }

  /** The first word of what differs, so that a script does not shrink to another fault. */
  private static String kind(String difference) {
    String what = difference.substring(difference.indexOf("\n  ") + 3);
    return what.substring(0, Math.max(1, what.indexOf(' ')));
  }

  private static String report(
      Supplier<Servers> servers, long seed, Script script, String difference) {
    List<LiveStep> left = new ArrayList<>(script.steps());
    String last = difference;
    int runs = 0;
    for (int size = left.size() / 2; size > 0; size /= 2) {
      for (int from = left.size() - size; from > 0 && runs < SHRINKING_RUNS; from -= size) {
        List<LiveStep> fewer = new ArrayList<>(left);
        fewer.subList(Math.max(1, from), Math.min(left.size(), from + size)).clear();
        Optional<String> still = differs(servers, fewer, script.columns());
        runs++;
        if (still.isPresent() && kind(still.get()).equals(kind(difference))) {
          left = fewer;
          last = still.get();
        }
      }
    }
    StringBuilder text =
        new StringBuilder("seed " + seed + ", " + difference + "\nshrunk: " + last + "\nscript:\n");
    left.forEach(step -> text.append("  ").append(step).append('\n'));
    return text.toString();
  }
}
