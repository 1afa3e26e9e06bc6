package dev.perspective4j.engine.expression.syntax;

/** An expression is refused: the text for the client and the place, both zero-based. */
public final class ExpressionFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private static final String TYPE_ERROR =
      "Type Error - inputs do not resolve to a valid expression.";

  private final int line;
  private final int column;

  /**
   * A refusal at a place.
   *
   * @param message text for the client
   * @param line line feeds before the place
   * @param column characters before the place in its line
   */
  public ExpressionFault(String message, int line, int column) {
    super(message, null, false, false);
    this.line = line;
    this.column = column;
  }

  /** A refusal without a place. */
  public ExpressionFault(String message) {
    this(message, 0, 0);
  }

  /** The answer to everything that parses but has no type. */
  public static ExpressionFault untyped() {
    return new ExpressionFault(TYPE_ERROR);
  }

  /** Line feeds before the place. */
  public int line() {
    return line;
  }

  /** Characters before the place in its line. */
  public int column() {
    return column;
  }

  /** The text for the client; never null. */
  public String text() {
    String message = getMessage();
    return message == null ? TYPE_ERROR : message;
  }
}
