package dev.perspective4j.model;

/**
 * Sizes of a view and of its table; all unsigned 32-bit.
 *
 * @param tableRows rows of the table
 * @param tableColumns columns of the table
 * @param viewRows rows of the view as expanded
 * @param viewColumns value columns of the view
 */
public record Dimensions(long tableRows, long tableColumns, long viewRows, long viewColumns) {}
