package dev.perspective4j.engine.plan;

import dev.perspective4j.model.ColumnType;
import java.util.Optional;

/**
 * A value column of a view: a field, and how its rows become one value where the view aggregates.
 *
 * @param field the column
 * @param aggregate the aggregate; of no effect in flat and split-only views
 * @param argument the second column of aggregates that take one
 */
public record Measure(Field field, AggregateKind aggregate, Optional<Field> argument) {

  /** The type of the column in an aggregating view. */
  public ColumnType aggregatedType() {
    return aggregate.resultType(field.type());
  }
}
