package dev.perspective4j.engine.table;

import java.util.BitSet;

/**
 * Something kept up to date with the rows of a table: a filter, an order, a tree of groups.
 *
 * <p>A step calls {@link #retract} on every listener while all cells still hold their old values,
 * then writes the cells (and recomputes derived columns), then calls {@link #apply} on every
 * listener. So a listener takes a row's old contribution out and puts the new one in, and no
 * listener keeps previous values. Cost must be proportional to the rows of the delta. Listeners
 * must not throw.
 */
public interface DeltaListener {

  /*
   * This is incremental maintenance of materialised views by counting (Gupta, Mumick and
   * Subrahmanian, "Maintaining Views Incrementally", SIGMOD 1993): an update is a deletion of the
   * old row and an insertion of the new one, and every stage accepts both; a group is there as long
   * as its count of rows is not zero. The difference to the textbook: the deleted rows are not
   * materialised. Retract is called before anything is written, so the columns themselves are the
   * old values, and apply is called after, when they are the new ones.
   *
   * Invariants of a step: one apply for each retract; retract reaches every listener before a cell
   * changes, apply reaches every listener after all cells, derived columns included, have changed.
   * A second round carries rows that a derived column changes though the step did not write them (a
   * window over neighbours); its deltas say "continued". Then "settled", once. A listener that
   * feeds others (filter, join) passes on each call within its own, narrowed or translated; so a
   * chain of tables goes through the phases together, and no stage sees another half done.
   */

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
   * Adds the string codes of a column that are kept from step to step though no live row may have
   * them. All other codes that no live row has are given to other strings between two steps.
   *
   * @param position position of the column, as {@link Delta#writtenColumns} counts
   */
  default void keepCodes(int position, BitSet codes) {}

  /**
   * Called between two steps: forget what is kept for rows that are gone, if it is much. Columns
   * have forgotten their strings by then.
   */
  default void tidy() {}
}
