package dev.perspective4j.conformance.live;

import dev.perspective4j.conformance.compare.ClientPackage;
import dev.perspective4j.conformance.compare.Servers;
import org.junit.jupiter.api.Test;

/**
 * Windows of every operation, frame, partition and order hold what the reference engine computes, after
 * every step of a random script.
 *
 * <p>Options as for {@link LiveComparisonTest}.
 */
class WindowComparisonTest {

  private static final int LENGTH = 25;

  @Test
  void windowsFollowTheirTableAsTheReferenceDoes() {
    LiveComparison.run(
        30,
        seed -> {
          LiveScript script = LiveScript.of(seed, LENGTH, WindowConfigs::ofAllReleases);
          return new LiveComparison.Script(script.steps(), script.columns());
        });
  }

  @Test
  void rowNumbersAreThoseOfRelease56() {
    try (Servers servers = Servers.of(ClientPackage.PYTHON_5_6)) {
      LiveComparison.run(
          15,
          () -> servers,
          seed -> {
            LiveScript script = LiveScript.of(seed, LENGTH, WindowConfigs::ofRelease56);
            return new LiveComparison.Script(script.withoutSubscriptions(), script.columns());
          });
    }
  }
}
