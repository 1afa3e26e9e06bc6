package dev.perspective4j.engine.table;

import java.util.BitSet;

/**
 * What one step, or one round of it, does to the rows of a table.
 *
 * <p>The three slot lists are disjoint, except that a slot freed by the step may be taken by a row
 * the same step inserts (then it is in {@code removed} and in {@code inserted}). If {@code cleared}
 * is set, all rows that existed before are gone and {@code removed} is empty: listeners start over
 * instead of retracting row by row.
 *
 * @param port the port the step came through
 * @param cleared whether every row that existed before the step is removed
 * @param removed slots of removed rows
 * @param updated slots of rows that existed and are written by the step, whether or not a value
 *     differs
 * @param inserted slots of new rows
 * @param writtenColumns positions (in table order, or of derived columns behind them) of columns in
 *     which cells of {@code updated} rows may differ; a listener that reads none of them may skip
 *     the updated rows
 * @param continued whether listeners have already been told of another round of the same step
 */
public record Delta(
    int port,
    boolean cleared,
    int[] removed,
    int[] updated,
    int[] inserted,
    BitSet writtenColumns,
    boolean continued) {

  /**
   * Whether nothing but derived columns is written, in a round of their own: in rows that the step
   * did not write.
   *
   * @param tableColumns how many columns are not derived
   */
  public boolean isDerived(int tableColumns) {
    return continued && !cleared && writtenColumns.nextSetBit(0) >= tableColumns;
  }

  /** Whether the step touches no row at all. */
  public boolean isEmpty() {
    return !cleared && removed.length == 0 && updated.length == 0 && inserted.length == 0;
  }
}
