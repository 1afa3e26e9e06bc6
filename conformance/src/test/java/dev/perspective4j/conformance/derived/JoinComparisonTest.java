package dev.perspective4j.conformance.derived;

import dev.perspective4j.conformance.live.LiveComparison;
import org.junit.jupiter.api.Test;

/**
 * Random joins under changes of their sources, with views over them, answer like the reference engine
 * after every step.
 *
 * <p>Options as for {@code LiveComparisonTest}.
 */
class JoinComparisonTest {

  private static final int LENGTH = 30;

  @Test
  void joinsShowWhatTheReferenceShows() {
    LiveComparison.run(
        40,
        seed -> {
          JoinScript script = JoinScript.of(seed, LENGTH);
          return new LiveComparison.Script(script.steps(), script.columns());
        });
  }
}
