/**
 * Plans: a view configuration checked and resolved against the columns a view may use.
 *
 * <p>The {@link dev.perspective4j.engine.plan.Planner} refuses a bad configuration with the texts
 * clients rely on and yields a {@link dev.perspective4j.engine.plan.ViewPlan}: names became
 * {@linkplain dev.perspective4j.engine.plan.Field fields}, aggregate names became {@linkplain
 * dev.perspective4j.engine.plan.AggregateKind kinds}, filter operands have the type of their
 * column. A plan holds no rows and computes nothing; a {@link
 * dev.perspective4j.engine.plan.Binding} turns its fields into live columns. Knows columns, rows,
 * filters, windows and the kinds of slices; never orders, groups or views.
 */
@NullMarked
package dev.perspective4j.engine.plan;

import org.jspecify.annotations.NullMarked;
