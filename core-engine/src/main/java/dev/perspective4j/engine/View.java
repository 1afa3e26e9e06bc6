package dev.perspective4j.engine;

import dev.perspective4j.engine.column.Vector;
import dev.perspective4j.engine.slice.ColumnPath;
import dev.perspective4j.engine.slice.KeysWanted;
import dev.perspective4j.engine.slice.Slice;
import dev.perspective4j.model.ColumnType;
import dev.perspective4j.model.Dimensions;
import dev.perspective4j.model.MinMax;
import dev.perspective4j.model.ViewConfig;
import dev.perspective4j.model.Viewport;
import java.util.List;
import java.util.Map;

/**
 * One viewer's window on a live computation over a table.
 *
 * <p>Views with equal configurations share the computation; a view adds what differs per viewer:
 * which groups are open. Used only on the strand of its table. Always equal to a fresh view of the
 * same configuration on the same rows, apart from open and closed groups.
 */
public interface View extends AutoCloseable {

  /** The resolved configuration: default columns and aggregates filled in, names canonical. */
  ViewConfig config();

  /** Type of each visible column (plain names, never split paths), after aggregation. */
  Map<String, ColumnType> schema();

  /** Type of each expression of the configuration, after aggregation where visible. */
  Map<String, ColumnType> expressionSchema();

  /** The visible value columns in output order; without split one per configured column. */
  List<ColumnPath> columnPaths();

  /** Sizes of the table and of this view. */
  Dimensions dimensions();

  /**
   * Opens the group at a visible row.
   *
   * @param row position of the row, unsigned 32-bit; 0 is the total row
   * @return number of rows that appeared. As every release does: {@code row} itself where a view
   *     has no groups to open
   */
  long expand(long row);

  /**
   * Closes the group at a visible row.
   *
   * @param row position of the row, unsigned 32-bit
   * @return number of rows that vanished
   */
  long collapse(long row);

  /** Opens all groups down to {@code depth + 1} levels and keeps new ones open to that depth. */
  void setDepth(long depth);

  /**
   * Smallest and largest value of a column among the rows of this view.
   *
   * @throws EngineException if the column is unknown
   */
  MinMax minMax(String column);

  /** The cells of a window, without keys; cost is proportional to the window. */
  default Slice slice(Viewport viewport) {
    return slice(viewport, KeysWanted.NONE);
  }

  /** The cells of a window, with keys for formats that show them. */
  Slice slice(Viewport viewport, KeysWanted keys);

  /** Starts or stops recording which rows a step touches, needed by {@link #rowDelta()}. */
  void recordRowDeltas(boolean on);

  /** All columns of the visible rows that the last step touched, in view order, no row paths. */
  Slice rowDelta();

  /**
   * The keys of rows that the last step took out of this view though the table still has them; keys that
   * never were in this view may be among them.
   *
   * @throws UnsupportedOperationException if the view is not flat, or its table has no index
   */
  default Vector hiddenKeys() {
    throw new UnsupportedOperationException("only flat views of an indexed table know keys");
  }

  /** Releases the computation if no other view shares it. Closing twice is harmless. */
  @Override
  void close();
}
