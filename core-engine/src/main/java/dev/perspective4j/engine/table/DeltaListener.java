package dev.perspective4j.engine.table;

import java.util.BitSet;

/**
 * Something kept up to date with the rows of a table: a filter, an order, a tree of groups.
 *
 * <p>A step calls {@link #retract} on every listener while all cells still hold their old values,
 * then writes the cells (and recomputes derived columns), then calls {@link #apply} on every
 * listener. So a listener takes a row's old contribution out and puts the new one in, and nobody
 * has to keep previous values. Cost must be proportional to the rows of the delta. Listeners must
 * not throw.
 */
public interface DeltaListener {

  /** Takes out the rows of {@code removed} and {@code updated}; cells hold old values. */
  void retract(Delta delta);

  /** Puts in the rows of {@code updated} and {@code inserted}; cells hold new values. */
  void apply(Delta delta);

  /**
   * The step is over: every listener has applied every round of it. Whoever keeps rows of its own by what
   * others make of these follows now, as a step of its own rows.
   *
   * @param steps the steps of the tables settled so far; who is a table adds its own
   */
  default void settled(SettledSteps steps) {}

  /**
   * Adds the string codes of a column that are kept from step to step though no live row may have them.
   * All other codes that no live row has are given to other strings between two steps.
   *
   * @param position position of the column, as {@link Delta#writtenColumns} counts
   */
  default void keepCodes(int position, BitSet codes) {}

  /**
   * Called between two steps: forget what is kept for rows that are gone, if it is much. Columns have
   * forgotten their strings by then.
   */
  default void tidy() {}
}
