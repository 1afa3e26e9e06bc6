package dev.perspective4j.engine.plan;

import dev.perspective4j.model.SortDirection;

/**
 * One sort entry.
 *
 * @param measure index into {@link ViewPlan#measures()} of the column compared
 * @param direction how; never {@link SortDirection#NONE}
 */
public record Ordering(int measure, SortDirection direction) {}
