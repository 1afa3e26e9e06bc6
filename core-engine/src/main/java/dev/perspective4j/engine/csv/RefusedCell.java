package dev.perspective4j.engine.csv;

import dev.perspective4j.engine.EngineException;

/**
 * A cell that is not of its column's type; an error of the input unless the type was only a guess.
 */
final class RefusedCell extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String text;

  RefusedCell(String text) {
    super(text, null, false, false);
    this.text = text;
  }

  /** The refusal as the client sees it. */
  EngineException toError() {
    return new EngineException(text, this);
  }
}
