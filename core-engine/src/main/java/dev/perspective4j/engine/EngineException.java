package dev.perspective4j.engine;

/**
 * A request the engine refuses: bad input, a bad configuration, an exceeded limit.
 *
 * <p>The message is meant for the client and travels as it is. As every release does: some texts
 * end with a line feed. A refused request has changed nothing.
 */
public class EngineException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Refuses with a text for the client. */
  public EngineException(String message) {
    super(message);
  }

  /** Refuses with a text for the client and the failure behind it. */
  public EngineException(String message, Throwable cause) {
    super(message, cause);
  }
}
