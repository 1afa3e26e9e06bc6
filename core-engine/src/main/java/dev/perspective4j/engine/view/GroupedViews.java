package dev.perspective4j.engine.view;

import dev.perspective4j.engine.View;
import dev.perspective4j.engine.filter.FilterStage;
import dev.perspective4j.engine.plan.Binding;
import dev.perspective4j.engine.plan.ViewPlan;
import dev.perspective4j.engine.table.Rows;
import dev.perspective4j.model.Dialect;

/** Opens views of every kind but flat. One per table, so that equal plans can share. */
@FunctionalInterface
public interface GroupedViews {

  /**
   * A view on the rows of a filter.
   *
   * @param rows the rows of the table
   * @param plan the plan, not of kind {@code FLAT}
   * @param filter the rows that pass the plan's filters, and their deltas
   * @param binding the view's own columns; the view closes it
   * @param dialect what clients expect
   * @param release the view runs it once, when it is closed, after it has left the filter
   */
  View open(
      Rows rows,
      ViewPlan plan,
      FilterStage filter,
      Binding binding,
      Dialect dialect,
      Runnable release);
}
