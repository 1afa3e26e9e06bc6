package dev.perspective4j.engine.table;

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
   * Whether anything that depends on string codes of a column is kept from step to step: codes, a
   * vector with the dictionary, an answer by code. While nobody does, the table may number the
   * strings of that column anew between two steps.
   *
   * @param position position of the column, as {@link Delta#writtenColumns} counts
   */
  default boolean keepsCodesOf(int position) {
    return true;
  }
}
