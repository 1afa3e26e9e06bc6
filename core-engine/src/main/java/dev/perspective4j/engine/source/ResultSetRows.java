package dev.perspective4j.engine.source;

import dev.perspective4j.engine.EngineException;
import dev.perspective4j.engine.column.PhysicalType;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Rows of a JDBC result.
 *
 * <pre>{@code
 * try (ResultSet result = statement.executeQuery("select id, name, price from item")) {
 *   Table table = Table.create(ResultSetRows.read(result, 1_000_000), TableOptions.indexedBy("id"));
 * }
 * }</pre>
 *
 * <p>Columns are named by label. Integers keep their width, decimals become floats, timestamps
 * without zone count as UTC, everything without a counterpart becomes text.
 */
public final class ResultSetRows {
  private ResultSetRows() {}

  /** Moves the value of one column of the current row. */
  @FunctionalInterface
  private interface Cell {
    void move(ResultSet from, RowAppender rows, int column) throws SQLException;
  }

  /**
   * Reads the rest of a result; it is not closed.
   *
   * @param maxRows more rows are refused, so that a query without bounds cannot fill the memory
   * @throws SQLException if the database fails
   * @throws EngineException if there are more rows than allowed
   */
  public static RowAppender read(ResultSet result, int maxRows) throws SQLException {
    ResultSetMetaData meta = result.getMetaData();
    Map<String, PhysicalType> physicalTypes = new LinkedHashMap<>();
    Cell[] cells = new Cell[meta.getColumnCount()];
    for (int i = 0; i < cells.length; i++) {
      PhysicalType physicalType = physicalType(meta.getColumnType(i + 1), meta.isSigned(i + 1));
      String name = meta.getColumnLabel(i + 1);
      while (physicalTypes.containsKey(name)) {
        name += "*";
      }
      physicalTypes.put(name, physicalType);
      cells[i] = cell(physicalType, meta.getColumnType(i + 1));
    }
    RowAppender rows = RowAppender.of(physicalTypes);
    while (result.next()) {
      if (rows.rowCount() == maxRows) {
        throw new EngineException("the result has more than " + maxRows + " rows");
      }
      for (int column = 0; column < cells.length; column++) {
        cells[column].move(result, rows, column);
      }
      rows.endRow();
    }
    return rows;
  }

  private static PhysicalType physicalType(int sqlType, boolean signed) {
    return switch (sqlType) {
      case Types.BIT, Types.BOOLEAN -> PhysicalType.BOOL;
      case Types.TINYINT, Types.SMALLINT -> PhysicalType.INT32;
      case Types.INTEGER -> signed ? PhysicalType.INT32 : PhysicalType.INT64;
      case Types.BIGINT -> PhysicalType.INT64;
      case Types.REAL, Types.FLOAT, Types.DOUBLE, Types.NUMERIC, Types.DECIMAL ->
          PhysicalType.FLOAT64;
      case Types.DATE -> PhysicalType.DATE;
      case Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE -> PhysicalType.DATETIME;
      default -> PhysicalType.STRING;
    };
  }

  private static Cell cell(PhysicalType physicalType, int sqlType) {
    return switch (physicalType) {
      case BOOL ->
          (from, rows, c) -> {
            boolean value = from.getBoolean(c + 1);
            orNull(from, rows.set(c, value), c);
          };
      case INT32, INT64 ->
          (from, rows, c) -> {
            long value = from.getLong(c + 1);
            orNull(from, rows.set(c, value), c);
          };
      case FLOAT64 ->
          (from, rows, c) -> {
            double value = from.getDouble(c + 1);
            orNull(from, rows.set(c, value), c);
          };
      case DATE -> (from, rows, c) -> rows.setObject(c, from.getObject(c + 1, LocalDate.class));
      case DATETIME ->
          sqlType == Types.TIMESTAMP_WITH_TIMEZONE
              ? (from, rows, c) -> rows.setObject(c, from.getObject(c + 1, OffsetDateTime.class))
              : (from, rows, c) -> {
                LocalDateTime value = from.getObject(c + 1, LocalDateTime.class);
                rows.setObject(c, value == null ? null : value.toInstant(ZoneOffset.UTC));
              };
      default -> (from, rows, c) -> rows.set(c, from.getString(c + 1));
    };
  }

  private static void orNull(ResultSet from, RowAppender rows, int column) throws SQLException {
    if (from.wasNull()) {
      rows.setNull(column);
    }
  }
}
