package dev.perspective4j.engine.aggregate;

import dev.perspective4j.engine.column.ColumnSource;
import dev.perspective4j.engine.plan.AggregateKind;
import java.util.Optional;

/**
 * One result column to be computed.
 *
 * @param kind the aggregate; has to suit the type of the column
 * @param column the column aggregated
 * @param argument the second column of aggregates that take one
 * @param stored whether the column belongs to the table; sums of computed ones skip NaN and
 *     infinities
 */
public record AggregateRequest(
    AggregateKind kind, ColumnSource column, Optional<ColumnSource> argument, boolean stored) {}
