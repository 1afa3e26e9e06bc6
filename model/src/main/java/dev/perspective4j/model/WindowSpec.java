package dev.perspective4j.model;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * One window column: an operation over a frame of ordered, partitioned rows.
 *
 * @param source the source column: a table column or an expression alias
 * @param operation the operation, for example {@code "sum"} or {@code "lag"}
 * @param partitionBy columns whose equal values form a partition; empty for one partition
 * @param orderBy the order inside a partition; empty for natural order
 * @param frame the frame; empty if the client sent none
 * @param offset rows back or ahead, for {@code lag}, {@code lead} and {@code diff}; unsigned
 * @param alpha smoothing factor of {@code ema}
 */
public record WindowSpec(
    String source,
    String operation,
    List<String> partitionBy,
    Optional<Order> orderBy,
    Optional<Frame> frame,
    OptionalInt offset,
    OptionalDouble alpha) {

  /** Copies the partition columns. */
  public WindowSpec {
    partitionBy = List.copyOf(partitionBy);
  }

  /**
   * Order inside a partition.
   *
   * @param column a table column
   * @param descending whether larger keys come first
   */
  public record Order(String column, boolean descending) {}

  /** Rows a window operation sees; every frame ends at the row itself. */
  public sealed interface Frame {
    /**
     * The row and {@code preceding} rows before it.
     *
     * @param preceding number of preceding rows, unsigned 32-bit
     */
    record Rows(int preceding) implements Frame {}

    /**
     * The rows whose order key is at most {@code width} away.
     *
     * @param width plain number, milliseconds (datetime) or days (date)
     */
    record Range(double width) implements Frame {}

    /** All rows of the partition up to this one. */
    record Cumulative() implements Frame {}
  }
}
