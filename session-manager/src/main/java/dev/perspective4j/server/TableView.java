package dev.perspective4j.server;

import dev.perspective4j.engine.View;
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
import java.util.concurrent.CompletionStage;

/**
 * One client's view of a table, wherever its rows live.
 *
 * <p>What is read is answered with a stage, so that nobody waits for rows that live elsewhere: while
 * it is not complete, other clients of the table are served, and only the client that asked waits.
 * Stages may complete on any thread. When the client goes, {@code toCompletableFuture().cancel(true)}
 * is called on the stage it waits for, and then {@link #close}. A stage that fails is answered like
 * an exception that is thrown: with its text if it is an {@link
 * dev.perspective4j.engine.EngineException}, otherwise as an internal error.
 *
 * <p>Called by one thread at a time, in the order of the requests; a method must not block.
 */
public interface TableView extends AutoCloseable {

  /** A view of the in-memory engine: everything it is asked is there at once. */
  static TableView of(View view) {
    return new EngineView(view);
  }

  /** The resolved configuration: default columns and aggregates filled in. */
  ViewConfig config();

  /** Type of each visible column (plain names, never split paths), after aggregation. */
  Map<String, ColumnType> schema();

  /** Type of each expression of the configuration, after aggregation where visible. */
  default Map<String, ColumnType> expressionSchema() {
    return Map.of();
  }

  /** Sizes of the table and of this view; clients are told at most 4,294,967,295. */
  CompletionStage<Dimensions> dimensions();

  /** The visible value columns in output order; without split one per configured column. */
  CompletionStage<List<ColumnPath>> columnPaths();

  /**
   * The cells of a window.
   *
   * @param keys which keys are wanted, too; more may come
   */
  CompletionStage<Slice> slice(Viewport viewport, KeysWanted keys);

  /**
   * Smallest and largest value of a column among the rows of this view. Fails with an {@link
   * dev.perspective4j.engine.EngineException} if the column is unknown.
   */
  CompletionStage<MinMax> minMax(String column);

  /**
   * Opens the group at a visible row.
   *
   * @param row position of the row, unsigned 32-bit; 0 is the total row
   * @return number of rows that appeared
   */
  CompletionStage<Long> expand(long row);

  /**
   * Closes the group at a visible row.
   *
   * @param row position of the row, unsigned 32-bit
   * @return number of rows that vanished
   */
  CompletionStage<Long> collapse(long row);

  /** Opens all groups down to {@code depth + 1} levels and keeps new ones open to that depth. */
  CompletionStage<Void> setDepth(long depth);

  /**
   * Starts or stops recording which rows a step touches.
   *
   * @return whether the view can; clients of one that cannot are told of changes without the rows
   */
  default boolean recordRowDeltas(boolean on) {
    return false;
  }

  /**
   * All columns of the visible rows that the last step touched, in view order. Asked right after the
   * step was reported, and only if {@link #recordRowDeltas} said that the view can.
   */
  default Slice rowDelta() {
    throw new UnsupportedOperationException("this view records no changed rows");
  }

  /** Releases the view. Closing twice is harmless. */
  @Override
  void close();
}
