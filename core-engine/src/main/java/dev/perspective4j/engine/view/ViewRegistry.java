package dev.perspective4j.engine.view;

import dev.perspective4j.engine.View;
import dev.perspective4j.engine.filter.ColumnTest;
import dev.perspective4j.engine.filter.Condition;
import dev.perspective4j.engine.filter.FilterStage;
import dev.perspective4j.engine.order.SortedSlots;
import dev.perspective4j.engine.plan.Binding;
import dev.perspective4j.engine.plan.ExpressionLanguage;
import dev.perspective4j.engine.plan.Field;
import dev.perspective4j.engine.plan.Fields;
import dev.perspective4j.engine.plan.Ordering;
import dev.perspective4j.engine.plan.PlannedFilter;
import dev.perspective4j.engine.plan.Planner;
import dev.perspective4j.engine.plan.ViewPlan;
import dev.perspective4j.engine.slice.Slice;
import dev.perspective4j.engine.table.Rows;
import dev.perspective4j.model.ColumnType;
import dev.perspective4j.model.Dialect;
import dev.perspective4j.model.FilterOp;
import dev.perspective4j.model.ViewConfig;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The views of one table.
 *
 * <p>Views share what is equal in their configurations: a filter, an order, extremes exist once
 * however many views use them. Belongs to the table's thread.
 */
public final class ViewRegistry {
  private final Rows rows;
  private final ExpressionLanguage expressions;
  private final GroupedViews groupedViews;
  private final RefCounted<FilterKey, SharedFilter> filters = new RefCounted<>();

  /** What makes filters equal; order and repetition of conditions do not matter. */
  private record FilterKey(FilterOp op, Set<BoundCondition> conditions) {}

  private record BoundCondition(int position, Condition condition) {}

  /**
   * A registry without views.
   *
   * @param rows the rows of the table
   * @param expressions computes expression columns
   * @param groupedViews opens all views that are not flat
   */
  public ViewRegistry(Rows rows, ExpressionLanguage expressions, GroupedViews groupedViews) {
    this.rows = rows;
    this.expressions = expressions;
    this.groupedViews = groupedViews;
  }

  /**
   * Opens a view for clients before 5.6.
   *
   * @throws dev.perspective4j.engine.EngineException if the configuration is bad; nothing has
   *     changed then
   */
  public View open(ViewConfig config) {
    return open(config, Dialect.BEFORE_5_6);
  }

  /**
   * Opens a view.
   *
   * @param dialect what clients expect
   * @throws dev.perspective4j.engine.EngineException if the configuration is bad; nothing has
   *     changed then
   */
  public View open(ViewConfig config, Dialect dialect) {
    ViewPlan plan = Planner.plan(config, Fields.of(rows, config, expressions), false);
    Binding binding = new Binding(rows, expressions);
    try {
      return plan.kind() == Slice.Kind.FLAT
          ? openFlat(plan, binding)
          : openGrouped(plan, binding, dialect);
    } catch (RuntimeException e) {
      binding.close();
      throw e;
    }
  }

  /**
   * The schema a view of that configuration would have, without making one. Refuses what {@link
   * #open} refuses, and a column named twice in {@code group_by}.
   *
   * @throws dev.perspective4j.engine.EngineException if the configuration is bad
   */
  public Map<String, ColumnType> describe(ViewConfig config) {
    return Planner.plan(config, Fields.of(rows, config, expressions), true).schema();
  }

  /** Number of distinct filters in use. */
  int filterCount() {
    return filters.size();
  }

  private View openFlat(ViewPlan plan, Binding binding) {
    FilterKey filterKey = filterKey(plan, binding);
    List<SortedSlots.Key> sortKeys = sortKeys(plan, binding);
    SharedFilter selected = acquire(filterKey);
    SortedSlots order = selected.acquireOrder(sortKeys);
    return new FlatView(
        rows,
        plan,
        binding,
        selected,
        order,
        () -> {
          selected.releaseOrder(sortKeys);
          release(filterKey);
        });
  }

  private View openGrouped(ViewPlan plan, Binding binding, Dialect dialect) {
    FilterKey filterKey = filterKey(plan, binding);
    SharedFilter selected = acquire(filterKey);
    try {
      return groupedViews.open(
          rows, plan, selected.filter(), binding, dialect, () -> release(filterKey));
    } catch (RuntimeException e) {
      release(filterKey);
      throw e;
    }
  }

  private SharedFilter acquire(FilterKey key) {
    return filters.acquire(
        key,
        () ->
            new SharedFilter(
                rows, new FilterStage(rows, key.op(), tests(key)), new Binding(rows, expressions)));
  }

  private void release(FilterKey key) {
    filters.release(key, SharedFilter::close);
  }

  private List<ColumnTest> tests(FilterKey key) {
    List<ColumnTest> tests = new ArrayList<>();
    for (BoundCondition bound : key.conditions()) {
      tests.add(ColumnTest.of(bound.condition(), bound.position(), rows.column(bound.position())));
    }
    return tests;
  }

  private static FilterKey filterKey(ViewPlan plan, Binding binding) {
    Set<BoundCondition> conditions = new LinkedHashSet<>();
    for (PlannedFilter filter : plan.filters()) {
      conditions.add(new BoundCondition(binding.position(filter.field()), filter.condition()));
    }
    FilterOp op = conditions.size() > 1 ? plan.config().filterOp() : FilterOp.AND;
    return new FilterKey(op, conditions);
  }

  /** The sort keys of a view whose rows are table rows. */
  public static List<SortedSlots.Key> sortKeys(ViewPlan plan, Binding binding) {
    List<SortedSlots.Key> keys = new ArrayList<>();
    Set<Field> decided = new LinkedHashSet<>();
    for (Ordering ordering : plan.rowSorts()) {
      Field field = plan.measures().get(ordering.measure()).field();
      if (decided.contains(field)) {
        continue;
      }
      keys.add(
          new SortedSlots.Key(
              binding.position(field), binding.column(field), ordering.direction()));
      if (!ordering.direction().isAbsolute()) {
        decided.add(field);
      }
    }
    return keys;
  }
}
