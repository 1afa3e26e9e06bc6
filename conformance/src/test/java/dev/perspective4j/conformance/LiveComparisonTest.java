package dev.perspective4j.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * Random updates, views, subscriptions and reads of several sessions answer like the reference
 * engine after every step, and every live view equals a fresh one.
 *
 * <p>{@code -Dcomparison.tries=N} sets the number of scripts, {@code -Dcomparison.seed=N} the first
 * seed; a failing script is shrunk and printed.
 */
class LiveComparisonTest {

  private static final int LENGTH = 30;
  private static final int SHRINKING_RUNS = 120;
  private static final int MOST_FAILURES = 3;
  private static final AtomicInteger RUNS = new AtomicInteger();

  @Test
  void sessionsThatChangeATableSeeWhatTheReferenceShows() {
    int tries = Integer.getInteger("comparison.tries", 40);
    long seed = Long.getLong("comparison.seed", 20261121L);
    List<String> failures = new ArrayList<>();
    for (int i = 0; i < tries && failures.size() < MOST_FAILURES; i++) {
      LiveScript script = LiveScript.of(seed + i, LENGTH);
      Optional<String> difference = differs(script.steps(), script.withNulls());
      if (difference.isPresent()) {
        failures.add(report(seed + i, script, difference.get()));
      }
    }
    assertEquals(List.of(), failures);
  }

  private static Optional<String> differs(List<LiveStep> steps, boolean withNulls) {
    String prefix = "live" + RUNS.incrementAndGet() + "-";
    Servers servers = Servers.shared();
    try (LiveRun run = new LiveRun(servers, prefix, withNulls)) {
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

  private static String report(long seed, LiveScript script, String difference) {
    List<LiveStep> left = new ArrayList<>(script.steps());
    String last = difference;
    int runs = 0;
    for (int size = left.size() / 2; size > 0; size /= 2) {
      for (int from = left.size() - size; from > 0 && runs < SHRINKING_RUNS; from -= size) {
        List<LiveStep> fewer = new ArrayList<>(left);
        fewer.subList(Math.max(1, from), Math.min(left.size(), from + size)).clear();
        Optional<String> still = differs(fewer, script.withNulls());
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
