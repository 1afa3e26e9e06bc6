package dev.perspective4j.engine.load;

import dev.perspective4j.engine.column.Vector;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows on their way into a table, column by column.
 *
 * <p>Strings are codes into a dictionary of the batch column's own; the table maps each distinct
 * string once, not once per row.
 *
 * @param rowCount number of rows
 * @param columns columns in order of the source; names are unique
 */
public record Batch(int rowCount, List<Column> columns) {

  /**
   * Name of the pseudo column that addresses rows of an existing table: by row number (storage
   * INT64), or by key if the table has an index (storage of the index column).
   */
  public static final String INDEX = "__INDEX__";

  /** Copies the list. */
  public Batch {
    columns = List.copyOf(columns);
  }

  /**
   * One column of a batch.
   *
   * @param name the name
   * @param cells as many cells as the batch has rows, already of the storage the table wants
   * @param supplied one bit per row, lowest first: set where the input carries the cell (a value or
   *     an explicit null); where clear, an existing row keeps its cell. Null if every row carries
   *     the cell
   */
  public record Column(String name, Vector cells, long @Nullable [] supplied) {

    /** Whether the input carries the cell. */
    public boolean isSupplied(int row) {
      return supplied == null || (supplied[row >>> 6] & (1L << row)) != 0;
    }
  }
}
