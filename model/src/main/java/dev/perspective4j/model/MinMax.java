package dev.perspective4j.model;

/**
 * The range of a column; both {@link Scalar#NULL} if it holds no value.
 *
 * @param min smallest value
 * @param max largest value
 */
public record MinMax(Scalar min, Scalar max) {}
