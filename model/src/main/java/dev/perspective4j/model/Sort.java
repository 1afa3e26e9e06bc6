package dev.perspective4j.model;

/**
 * One sort entry.
 *
 * @param column a column, expression or window name; need not be visible
 * @param direction the direction
 */
public record Sort(String column, SortDirection direction) {}
