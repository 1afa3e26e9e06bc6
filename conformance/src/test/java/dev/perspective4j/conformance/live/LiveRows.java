package dev.perspective4j.conformance.live;

import com.google.protobuf.ByteString;
import dev.perspective4j.conformance.generate.Tables;
import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.column.StringDictionary;
import dev.perspective4j.engine.column.Vector;
import dev.perspective4j.engine.slice.ColumnPath;
import dev.perspective4j.engine.slice.Slice;
import dev.perspective4j.model.ColumnType;
import dev.perspective4j.wire.proto.MakeTableData;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Rows to write, in any of the formats a table takes.
 *
 * <p>Cells are {@code Long} (integers, days, milliseconds), {@code Double}, {@code String}, {@code
 * Boolean} or null. Rows of the two record formats may lack columns.
 *
 * @param types type of each column, in column order
 * @param rows the rows
 */
public record LiveRows(Map<String, ColumnType> types, List<Map<String, @Nullable Object>> rows) {

  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

  /** Spellings of rows. */
  public enum Format {
    ROWS,
    COLUMNS,
    NDJSON,
    CSV,
    ARROW
  }

  /** The rows in a format. */
  public MakeTableData in(Format format) {
    MakeTableData.Builder data = MakeTableData.newBuilder();
    return switch (format) {
      case ROWS -> data.setFromRows(utf8("[" + String.join(",", objects()) + "]")).build();
      case NDJSON -> data.setFromNdjson(utf8(String.join("\n", objects()))).build();
      case COLUMNS -> data.setFromCols(utf8(columns())).build();
      case CSV -> data.setFromCsv(utf8(csv())).build();
      case ARROW -> data.setFromArrow(arrow()).build();
    };
  }

  private static ByteString utf8(String text) {
    return ByteString.copyFromUtf8(text);
  }

  private List<String> objects() {
    List<String> objects = new ArrayList<>();
    for (Map<String, @Nullable Object> row : rows) {
      List<String> members = new ArrayList<>();
      row.forEach((name, cell) -> members.add(quote(name) + ":" + json(name, cell)));
      objects.add("{" + String.join(",", members) + "}");
    }
    return objects;
  }

  private String columns() {
    List<String> members = new ArrayList<>();
    for (String name : types.keySet()) {
      members.add(quote(name) + ":" + rows.stream().map(row -> json(name, row.get(name))).toList());
    }
    return "{" + String.join(",", members) + "}";
  }

  private String csv() {
    StringBuilder out = new StringBuilder(String.join(",", types.keySet()));
    for (Map<String, @Nullable Object> row : rows) {
      List<String> cells = new ArrayList<>();
      for (String name : types.keySet()) {
        cells.add(csv(name, row.get(name)));
      }
      out.append('\n').append(String.join(",", cells));
    }
    return out.append('\n').toString();
  }

  private ByteString arrow() {
    List<Slice.Column> columns = new ArrayList<>();
    types.forEach(
        (name, type) -> {
          boolean text = type == ColumnType.STRING;
          Vector cells =
              new Vector(physicalType(type), text ? new StringDictionary() : null, rows.size() + 1);
          rows.forEach(row -> add(cells, row.get(name)));
          columns.add(new Slice.Column(ColumnPath.of(name), cells));
        });
    return Tables.arrow(columns, rows.size());
  }

  private static void add(Vector cells, @Nullable Object cell) {
    switch (cell) {
      case null -> cells.addNull();
      case Long number -> cells.addLong(number);
      case Double number -> cells.addDouble(number);
      case Boolean flag -> cells.addLong(flag ? 1 : 0);
      case String text -> cells.addCode(cells.dictionary().intern(text));
      default -> throw new IllegalArgumentException("cell " + cell);
    }
  }

  private static PhysicalType physicalType(ColumnType type) {
    return switch (type) {
      case INTEGER -> PhysicalType.INT32;
      case FLOAT -> PhysicalType.FLOAT64;
      case STRING -> PhysicalType.STRING;
      case BOOLEAN -> PhysicalType.BOOL;
      case DATE -> PhysicalType.DATE;
      case DATETIME -> PhysicalType.DATETIME;
    };
  }

  private String json(String name, @Nullable Object cell) {
    return switch (cell) {
      case null -> "null";
      case String text -> quote(text);
      case Long day when types.get(name) == ColumnType.DATE ->
          quote(LocalDate.ofEpochDay(day).toString());
      default -> cell.toString();
    };
  }

  private String csv(String name, @Nullable Object cell) {
    return switch (cell) {
      case null -> "";
      case String text -> quote(text);
      case Long day when types.get(name) == ColumnType.DATE -> LocalDate.ofEpochDay(day).toString();
      case Long moment when types.get(name) == ColumnType.DATETIME ->
          MOMENT.format(Instant.ofEpochMilli(moment));
      default -> cell.toString();
    };
  }

  private static String quote(String text) {
    return '"' + text + '"';
  }

  @Override
  public String toString() {
    return objects().toString();
  }

  /** Collects rows column by column. */
  static Map<String, @Nullable Object> row(
      Map<String, ColumnType> types, BiConsumer<String, Map<String, @Nullable Object>> fill) {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    types.keySet().forEach(name -> fill.accept(name, row));
    return row;
  }
}
