package dev.perspective4j.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Column names and types, in column order.
 *
 * <pre>{@code
 * Schema schema = Schema.of("ticker", ColumnType.STRING, "price", ColumnType.FLOAT);
 * }</pre>
 *
 * @param columns the columns in order; names are unique, any string is a name
 */
public record Schema(List<Column> columns) {

  /**
   * One column.
   *
   * @param name the name, case sensitive, possibly empty
   * @param type the logical type
   */
  public record Column(String name, ColumnType type) {}

  /**
   * Checks that names are unique.
   *
   * @throws IllegalArgumentException if a name occurs twice
   */
  public Schema {
    columns = List.copyOf(columns);
    Map<String, ColumnType> seen = new LinkedHashMap<>();
    for (Column column : columns) {
      if (seen.put(column.name(), column.type()) != null) {
        throw new IllegalArgumentException("Duplicate column '" + column.name() + "' in schema");
      }
    }
  }

  /** A schema of one column. */
  public static Schema of(String name, ColumnType type) {
    return new Schema(List.of(new Column(name, type)));
  }

  /** A schema of two columns. */
  public static Schema of(String name1, ColumnType type1, String name2, ColumnType type2) {
    return new Schema(List.of(new Column(name1, type1), new Column(name2, type2)));
  }

  /** A schema in the iteration order of {@code columns}. */
  public static Schema of(Map<String, ColumnType> columns) {
    List<Column> list = new ArrayList<>(columns.size());
    columns.forEach((name, type) -> list.add(new Column(name, type)));
    return new Schema(list);
  }

  /** The names in column order. */
  public List<String> names() {
    return columns.stream().map(Column::name).toList();
  }

  /** The type of {@code name}, or empty if there is no such column. */
  public Optional<ColumnType> type(String name) {
    for (Column column : columns) {
      if (column.name().equals(name)) {
        return Optional.of(column.type());
      }
    }
    return Optional.empty();
  }

  /** The columns as a map in column order. */
  public Map<String, ColumnType> toMap() {
    Map<String, ColumnType> map = new LinkedHashMap<>();
    columns.forEach(column -> map.put(column.name(), column.type()));
    return map;
  }
}
