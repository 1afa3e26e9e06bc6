package dev.perspective4j.engine.expression.syntax;

import java.util.List;

/**
 * A parsed expression.
 *
 * @param body its statements; the value is that of the last
 * @param columns names of the columns it reads, each once
 * @param variables number of variables
 * @param vectors sizes of the vectors
 * @param source its text
 */
public record Program(
    Node body, List<String> columns, int variables, List<Integer> vectors, String source) {

  /** A refusal at an offset of the text. */
  public ExpressionFault fault(String message, int offset) {
    return new Source(source).fault(message, offset);
  }
}
