package dev.perspective4j.conformance.live;

import org.junit.jupiter.api.Test;

/**
 * Random updates, views, subscriptions and reads of several sessions answer like the reference
 * engine after every step, and every live view equals a fresh one.
 *
 * <p>{@code -Dcomparison.tries=N} sets the number of scripts, {@code -Dcomparison.seed=N} the first
 * seed.
 */
class LiveComparisonTest {

  private static final int LENGTH = 30;

  @Test
  void sessionsThatChangeATableSeeWhatTheReferenceShows() {
    LiveComparison.run(
        40,
        seed -> {
          LiveScript script = LiveScript.of(seed, LENGTH);
          return new LiveComparison.Script(script.steps(), script.columns());
        });
  }
}
