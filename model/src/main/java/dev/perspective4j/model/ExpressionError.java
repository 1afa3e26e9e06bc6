package dev.perspective4j.model;

/**
 * Why an expression does not compile.
 *
 * @param message the text for the author of the expression
 * @param line where, counted from 0
 * @param column where in the line, counted from 0
 */
public record ExpressionError(String message, int line, int column) {}
