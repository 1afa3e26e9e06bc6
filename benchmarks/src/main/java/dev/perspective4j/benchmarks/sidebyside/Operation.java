package dev.perspective4j.benchmarks.sidebyside;

/**
 * Something done to both servers.
 *
 * @param name what it is
 * @param warmUps how often it is done before, untimed: servers compile or fill caches at first, and
 *     what takes less than a millisecond takes hundreds of turns until that is over
 * @param repeats how often it is timed
 * @param prepare done before the first repeat, untimed
 * @param run one repeat
 */
record Operation(String name, int warmUps, int repeats, Step prepare, Timed run) {

  /** An operation on the tables that are there. */
  static Operation of(String name, int repeats, Timed run) {
    return new Operation(name, 2, repeats, client -> {}, run);
  }

  /** An untimed part. */
  @FunctionalInterface
  interface Step {
    void apply(BareClient client);
  }

  /** A part that times itself, so that clean-up does not count. */
  @FunctionalInterface
  interface Timed {
    /**
     * Runs once.
     *
     * @param client a connection to one of the servers
     * @param turn number of the repeat, for unique names
     * @return nanoseconds
     */
    long apply(BareClient client, int turn);
  }
}
