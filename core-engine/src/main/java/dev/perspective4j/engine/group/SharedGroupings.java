package dev.perspective4j.engine.group;

import dev.perspective4j.engine.View;
import dev.perspective4j.engine.filter.FilterStage;
import dev.perspective4j.engine.plan.Binding;
import dev.perspective4j.engine.plan.ExpressionLanguage;
import dev.perspective4j.engine.plan.ViewPlan;
import dev.perspective4j.engine.slice.Slice;
import dev.perspective4j.engine.table.Rows;
import dev.perspective4j.engine.view.GroupedViews;
import dev.perspective4j.engine.view.RefCounted;
import dev.perspective4j.model.Dialect;
import java.util.HashMap;
import java.util.Map;

/**
 * The groupings of one table: opens views with groups, splits or totals, and keeps one computation
 * for all that agree in filter and {@linkplain GroupedComputation.Shape shape}.
 */
public final class SharedGroupings implements GroupedViews {
  private final ExpressionLanguage expressions;
  private final RefCounted<Key, Following> computations = new RefCounted<>();

  /** The latest computation of each shape that remembers; keys have serial number 0. */
  private final Map<Key, Key> latest = new HashMap<>();

  private int serials;

  /** Equal views share; those whose results depend on the past, while it makes no difference. */
  private record Key(FilterStage filter, GroupedComputation.Shape shape, int serial) {}

  /** A computation with columns of its own, behind a filter. */
  private record Following(GroupedComputation computation, FilterStage filter, Binding binding) {

    static Following start(Rows rows, Key key, Binding binding) {
      try {
        GroupedComputation computation =
            new GroupedComputation(rows, key.filter(), key.shape(), binding);
        key.filter().addListener(computation);
        return new Following(computation, key.filter(), binding);
      } catch (RuntimeException e) {
        binding.close();
        throw e;
      }
    }

    void stop() {
      filter.removeListener(computation);
      binding.close();
    }
  }

  /**
   * No views yet.
   *
   * @param expressions computes expression columns
   */
  public SharedGroupings(ExpressionLanguage expressions) {
    this.expressions = expressions;
  }

  @Override
  public View open(
      Rows rows,
      ViewPlan plan,
      FilterStage filter,
      Binding binding,
      Dialect dialect,
      Runnable release) {
    Key key = key(filter, plan, dialect);
    GroupedComputation computation =
        computations
            .acquire(key, () -> Following.start(rows, key, new Binding(rows, expressions)))
            .computation();
    Runnable leave =
        () -> {
          computations.release(key, following -> stop(key, following));
          binding.close();
          release.run();
        };
    return plan.kind() == Slice.Kind.SPLIT
        ? new SplitView(computation, plan, filter, binding, leave)
        : new GroupedView(computation, plan, leave);
  }

  private Key key(FilterStage filter, ViewPlan plan, Dialect dialect) {
    GroupedComputation.Shape shape = GroupedComputation.Shape.of(plan, dialect);
    Key key = new Key(filter, shape, 0);
    if (!shape.remembers()) {
      return key;
    }
    Key last = latest.getOrDefault(key, key);
    boolean asNew =
        computations.find(last).map(found -> found.computation().isAsNew(plan)).orElse(false);
    if (!asNew) {
      last = new Key(filter, shape, ++serials);
      latest.put(key, last);
    }
    return last;
  }

  private void stop(Key key, Following following) {
    latest.remove(new Key(key.filter(), key.shape(), 0), key);
    following.stop();
  }
}
