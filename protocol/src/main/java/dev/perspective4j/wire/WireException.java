package dev.perspective4j.wire;

/**
 * A message that cannot be translated. The text is meant for the peer, and is the one the reference
 * server uses where it has one.
 */
public class WireException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A failure described by {@code message}. */
  public WireException(String message) {
    super(message);
  }

  /** A failure described by {@code message} with the fault behind it. */
  public WireException(String message, Throwable cause) {
    super(message, cause);
  }
}
