package dev.perspective4j.engine.expression.syntax;

/**
 * The text of an expression, and the way from an offset to a line and a column.
 *
 * @param text the text as typed
 */
record Source(String text) {

  /**
   * A refusal at an offset. Columns count code points, so that they agree with what a user sees.
   */
  ExpressionFault fault(String message, int offset) {
    int line = 0;
    int lineStart = 0;
    int end = Math.min(offset, text.length());
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      if (c == '\n') {
        line++;
      }
      if (c == '\n' || c == '\r') {
        lineStart = i + 1;
      }
    }
    return new ExpressionFault(message, line, text.codePointCount(lineStart, end));
  }
}
