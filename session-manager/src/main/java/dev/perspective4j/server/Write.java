package dev.perspective4j.server;

/**
 * A write that is prepared: its data is parsed and fits, so it cannot fail any more, except for what
 * only the table's own order of calls can tell, such as whether a port exists.
 */
@FunctionalInterface
public interface Write {

  /**
   * Changes the rows. Called at most once, in the order of the table.
   *
   * @throws dev.perspective4j.engine.EngineException if it cannot be done; nothing has changed then
   */
  void apply();
}
