package dev.perspective4j.engine.cell;

import dev.perspective4j.engine.EngineException;

/** A number that the storage of its column cannot hold. */
public final class OutOfRangeException extends EngineException {
  private static final long serialVersionUID = 1L;

  OutOfRangeException(String message) {
    super(message);
  }
}
