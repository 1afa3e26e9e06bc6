package dev.perspective4j.conformance.loading;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Generated loads and updates in every format give the tables and the errors of the reference. */
class LoadingComparisonTest {

  private static final int TRIES = Integer.getInteger("comparison.tries", 60);
  private static final long SEED = Long.getLong("comparison.seed", 20261121L);

  @ParameterizedTest
  @EnumSource(LoadingScripts.Made.class)
  void loadsAndUpdates(LoadingScripts.Made made) {
    LoadingComparison comparison = new LoadingComparison();
    Random seeds = new Random(SEED + made.ordinal());
    for (int i = 0; i < TRIES; i++) {
      comparison.compare(new LoadingScripts(seeds.nextLong()).next(made));
    }
    System.out.println(made + ": " + comparison.summary());
    assertEquals(List.of(), comparison.differences());
  }
}
