package dev.perspective4j.engine.expression.syntax;

/**
 * Bounds on the source of an expression.
 *
 * @param sourceLength characters
 * @param nesting levels of nested constructs; a bracket takes two or three
 * @param vectorElements elements of all vectors of an expression together
 */
public record SyntaxLimits(int sourceLength, int nesting, int vectorElements) {}
