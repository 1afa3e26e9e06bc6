package dev.perspective4j.model;

import java.util.OptionalLong;

/**
 * The window of a read: rows and value columns, start inclusive, end exclusive.
 *
 * <p>Bounds are unsigned 32-bit on the wire. An absent start is 0, an absent end is the size of the
 * view; bounds past the end are clamped, an inverted window is empty.
 *
 * @param startRow first row
 * @param endRow row after the last
 * @param startColumn first value column
 * @param endColumn value column after the last
 */
public record Viewport(
    OptionalLong startRow, OptionalLong endRow, OptionalLong startColumn, OptionalLong endColumn) {

  /** Everything. */
  public static final Viewport ALL =
      new Viewport(
          OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty());

  /** The rows {@code [start, end)}, all columns. */
  public static Viewport rows(long start, long end) {
    return new Viewport(
        OptionalLong.of(start), OptionalLong.of(end), OptionalLong.empty(), OptionalLong.empty());
  }

  /** The first row for a view of {@code size} rows, in {@code [0, size]}. */
  public int firstRow(int size) {
    return (int) Math.min(size, startRow.orElse(0));
  }

  /** The row after the last for a view of {@code size} rows, in {@code [firstRow, size]}. */
  public int lastRow(int size) {
    return (int) Math.max(firstRow(size), Math.min(size, endRow.orElse(size)));
  }

  /** The first column for a view of {@code size} columns, in {@code [0, size]}. */
  public int firstColumn(int size) {
    return (int) Math.min(size, startColumn.orElse(0));
  }

  /** The column after the last for {@code size} columns, in {@code [firstColumn, size]}. */
  public int lastColumn(int size) {
    return (int) Math.max(firstColumn(size), Math.min(size, endColumn.orElse(size)));
  }
}
