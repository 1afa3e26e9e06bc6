package dev.perspective4j.engine.table;

import dev.perspective4j.engine.column.ColumnSource;
import java.util.BitSet;
import java.util.function.Consumer;

/**
 * A column computed from other columns of the same rows: an expression or a window.
 *
 * <p>Registered with {@link Rows#derive}, shared by everyone who derives the same thing, and kept
 * up to date by the table: in a step, after the table's own cells are written and before listeners
 * apply, {@link #recompute} writes the cells of the delta's rows. A window may also change rows
 * outside the delta: it keeps those values back, returns the slots, and the table runs a second
 * round (retract, {@link #commit}, apply) with a delta of just these rows and this column.
 */
public interface DerivedColumn extends ColumnSource {

  /** Computes the cells of all live rows; called once, when the column is registered. */
  void fill();

  /**
   * Computes the cells of the updated and inserted rows, and forgets everything first if the delta
   * is {@code cleared}. Must not throw.
   *
   * @return whether cells of {@code updated} rows may differ from before
   */
  boolean recompute(Delta delta);

  /**
   * Whether cells of this column may change when cells of the given columns do; columns may be
   * derived ones. Decides whether an update is reported to listeners that read this column.
   */
  default boolean isAffectedBy(BitSet writtenColumns) {
    return !writtenColumns.isEmpty();
  }

  /**
   * Whether the string codes of this column are those of another one, of which live rows have them.
   */
  default boolean hasCodesOf(int position) {
    return false;
  }

  /** Slots outside the last delta whose cells are about to change, ascending; usually empty. */
  default int[] staged() {
    return new int[0];
  }

  /** Writes the cells of the {@link #staged()} slots. */
  default void commit() {}

  /**
   * As {@link DeltaListener#tidy}; also of strings that no row has any more.
   *
   * @param listeners adds the codes of this column that others keep
   */
  default void tidy(Consumer<BitSet> listeners) {}

  /** Releases memory; called when the last user is gone. */
  void close();
}
