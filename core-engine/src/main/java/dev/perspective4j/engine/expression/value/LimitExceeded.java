package dev.perspective4j.engine.expression.value;

/**
 * A row needs more than it may: loop steps, text, vector elements.
 *
 * <p>The check refuses the expression with this message; afterwards the cell of that row is null.
 * No stack trace, because it may happen in every row.
 */
public final class LimitExceeded extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With the text for the client. */
  public LimitExceeded(String message) {
    super(message, null, false, false);
  }

  /** An index outside its vector. */
  public static LimitExceeded index() {
    return new LimitExceeded("Runtime Error - Vector index out of bounds.");
  }

  /** The text for the client. */
  public String text() {
    String message = getMessage();
    return message == null ? "" : message;
  }
}
