package dev.perspective4j.engine.plan;

import dev.perspective4j.engine.filter.Condition;

/**
 * One filter: a field and what is asked of its cells.
 *
 * @param field the column
 * @param condition the question
 */
public record PlannedFilter(Field field, Condition condition) {}
