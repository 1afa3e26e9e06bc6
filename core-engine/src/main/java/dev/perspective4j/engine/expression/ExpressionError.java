package dev.perspective4j.engine.expression;

/**
 * Why an expression is refused.
 *
 * @param message the text for the client
 * @param line line feeds before the place in the text as typed
 * @param column code points before the place in its line
 */
public record ExpressionError(String message, int line, int column) {}
