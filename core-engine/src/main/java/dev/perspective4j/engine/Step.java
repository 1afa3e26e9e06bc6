package dev.perspective4j.engine;

import dev.perspective4j.engine.column.Vector;
import java.util.Optional;

/**
 * What one request did to a table, as far as subscribers must hear of it.
 *
 * @param port the port it came through
 * @param notifies whether every view of the table is notified
 * @param removedKeys keys of an indexed table that are gone, ascending; present only if there are
 *     any
 */
public record Step(int port, boolean notifies, Optional<Vector> removedKeys) {

  /** A step that did nothing at all. */
  public static Step nothing(int port) {
    return new Step(port, false, Optional.empty());
  }
}
