package dev.perspective4j.engine.table;

import dev.perspective4j.engine.Step;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * What one write did to a table and to the tables it feeds, collected while they settle and told
 * once all have.
 *
 * <p>A table adds its step before it tells its own {@link DeltaListener}s that it is settled. A
 * table that settles again, as a join of two tables that follow a third, moves behind those that
 * fed it. So the order is that of who feeds whom, and each table is in it once.
 */
public final class SettledSteps {
  private final SequencedMap<StepListeners, Step> steps = new LinkedHashMap<>();

  /**
   * Adds a step that notifies; it takes over the removed keys of an earlier one of the same table.
   */
  public void add(StepListeners table, Step step) {
    Step earlier = steps.get(table);
    steps.putLast(
        table,
        earlier == null
            ? step
            : new Step(step.port(), true, step.removedKeys().or(earlier::removedKeys)));
  }

  /** Whether a table has added a step. */
  public boolean contains(StepListeners table) {
    return steps.containsKey(table);
  }

  /** Tells the listeners of every table; all tables show their steps. */
  void tell() {
    steps.forEach(StepListeners::tell);
  }
}
