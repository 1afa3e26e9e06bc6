package dev.perspective4j.server;

import static dev.perspective4j.server.Race.call;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.jetbrains.lincheck.LincheckAssertionError;
import org.junit.jupiter.api.Test;

/** The model checker sees what it should: it would pass everything if it failed to switch threads. */
class RaceTest {

  @Test
  void findsAnUpdateThatIsLost() {
    Race race =
        new Race(Unguarded.class, Counter.class)
            .thread(call("add", 1))
            .thread(call("add", 2))
            .endsWith(call("sum"));

    LincheckAssertionError found = assertThrows(LincheckAssertionError.class, race::check);

    assertTrue(found.getMessage().contains("interleaving leads to the error"), found.getMessage());
  }

  /** Two threads may read the same sum and add to it. */
  public static class Unguarded {
    private int sum;

    public void add(int number) {
      sum += number;
    }

    public int sum() {
      return sum;
    }
  }

  /** What the sum should be. */
  public static class Counter {
    private int sum;

    public void add(int number) {
      sum += number;
    }

    public int sum() {
      return sum;
    }
  }
}
