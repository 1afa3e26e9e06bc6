package dev.perspective4j.engine.window;

import dev.perspective4j.model.WindowSpec.Frame;
import java.util.List;

/**
 * A window in terms of column positions; equal shapes compute equal columns.
 *
 * @param operation what is computed
 * @param source position of the source column
 * @param partitionBy positions of the partition columns
 * @param orderBy position of the order column, or -1 for natural order
 * @param descending whether larger order keys come first
 * @param frame the rows seen; of no effect on operations with an offset
 * @param offset rows back or ahead
 * @param alpha smoothing factor
 */
public record WindowShape(
    WindowOperation operation,
    int source,
    List<Integer> partitionBy,
    int orderBy,
    boolean descending,
    Frame frame,
    long offset,
    double alpha) {

  /** Copies the list. */
  public WindowShape {
    partitionBy = List.copyOf(partitionBy);
  }
}
