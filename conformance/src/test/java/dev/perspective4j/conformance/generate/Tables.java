package dev.perspective4j.conformance.generate;

import com.google.protobuf.ByteString;
import dev.perspective4j.conformance.generate.Column.Trait;
import dev.perspective4j.engine.arrow.ArrowCompression;
import dev.perspective4j.engine.arrow.ArrowWriter;
import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.column.Vector;
import dev.perspective4j.engine.slice.ColumnPath;
import dev.perspective4j.engine.slice.FieldNaming;
import dev.perspective4j.engine.slice.Slice;
import dev.perspective4j.model.ColumnType;
import dev.perspective4j.testkit.WireRequests;
import dev.perspective4j.wire.proto.MakeTableData;
import dev.perspective4j.wire.proto.MakeTableReq;
import dev.perspective4j.wire.proto.Request;
import dev.perspective4j.wire.proto.Schema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Generated tables, rich in ties, nulls, negative numbers, unusual text and days at the edges.
 *
 * <p>Rows come as JSON, or as Arrow with integers and floats of every width. Data come with the
 * creation of the table: the reference engine knows a second kind of null otherwise (views.md B1).
 */
public final class Tables {

  /** Columns of tables made of JSON rows; {@code id} is unique. */
  public static final List<Column> ROWS =
      List.of(
          Column.of("id", ColumnType.INTEGER, Trait.MAGNITUDES),
          Column.of("n", ColumnType.INTEGER),
          Column.of("x", ColumnType.FLOAT),
          Column.of("u", ColumnType.FLOAT, Trait.MAGNITUDES),
          Column.of("t", ColumnType.STRING),
          Column.of("q", ColumnType.BOOLEAN),
          Column.of("e", ColumnType.DATE),
          Column.of("o", ColumnType.DATETIME),
          Column.of("i", ColumnType.INTEGER, Trait.NULLS, Trait.NARROW),
          Column.of("f", ColumnType.FLOAT, Trait.NULLS),
          Column.of("s", ColumnType.STRING, Trait.NULLS),
          Column.of("b", ColumnType.BOOLEAN, Trait.NULLS),
          Column.of("d", ColumnType.DATE, Trait.NULLS),
          Column.of("m", ColumnType.DATETIME, Trait.NULLS));

  /** Columns of tables made of Arrow. */
  static final List<Column> WIDTHS =
      List.of(
          Column.of("id", ColumnType.INTEGER, Trait.MAGNITUDES),
          Column.of("i8", ColumnType.INTEGER, Trait.NARROW),
          Column.of("i16", ColumnType.INTEGER, Trait.NARROW),
          Column.of("i64", ColumnType.INTEGER, Trait.NARROW),
          Column.of("u8", ColumnType.INTEGER, Trait.NARROW),
          Column.of("u16", ColumnType.INTEGER, Trait.NARROW),
          Column.of("u32", ColumnType.INTEGER, Trait.NARROW),
          Column.of("f32", ColumnType.FLOAT, Trait.NARROW),
          Column.of("odd", ColumnType.FLOAT, Trait.ODD, Trait.NULLS),
          Column.of("t", ColumnType.STRING),
          Column.of("s", ColumnType.STRING, Trait.NULLS));

  private static final List<PhysicalType> STORAGES =
      List.of(
          PhysicalType.INT32,
          PhysicalType.INT8,
          PhysicalType.INT16,
          PhysicalType.INT64,
          PhysicalType.UINT8,
          PhysicalType.UINT16,
          PhysicalType.UINT32,
          PhysicalType.FLOAT32,
          PhysicalType.FLOAT64,
          PhysicalType.STRING,
          PhysicalType.STRING);

  private static final List<String> TEXTS =
      List.of(
          "a", "b", "B", "aa", "", "a b", "é", "É", "z", "日本", "😀", "x\"y\\", "10", "9", "a|b");

  /** Rarer ones: characters that formats treat apart, beyond the basic plane, and joined ones. */
  private static final List<String> ODD_TEXTS =
      List.of(
          "a,b",
          "a\nb",
          "\r\n",
          "\t",
          " a ",
          "\u0001",
          "\u2028",
          "null",
          "true",
          "-",
          "\uFFFF",
          "𝒳",
          "🇩🇪",
          "👩‍👧",
          "e\u0301",
          "שלום",
          "ß",
          "ﬁ",
          "'",
          "\\",
          "/",
          "</script>",
          "a".repeat(300));

  private static final List<String> DAYS =
      List.of("2020-01-01", "2020-02-29", "1969-12-31", "1970-01-01", "2000-03-01", "2024-12-31");

  /** Shorter years print without zeros in the reference. */
  private static final List<String> FAR_DAYS =
      List.of("1000-01-01", "1582-10-15", "1900-02-28", "2038-01-19", "2100-03-01", "9999-12-31");

  private static final List<String> MOMENTS =
      List.of(
          "2017-07-14T02:40:00.123Z",
          "1970-01-01T00:00:00.001Z",
          "1969-12-31T23:59:59.999Z",
          "2020-01-01T00:00:00.500Z");
  private static final List<String> FAR_MOMENTS =
      List.of(
          "1000-01-01T00:00:00.001Z",
          "1900-01-01T12:00:00.999Z",
          "1970-01-01T00:00:00.000Z",
          "2106-02-07T06:28:15.999Z",
          "9999-12-31T23:59:59.999Z");
  private static final List<String> NUMBERS =
      List.of("0.5", "-0.5", "1.25", "-3.75", "0.0", "100.0", "0.125", "2.5", "12345.5", "-1e10");
  private static final List<String> LARGE = List.of("0", "-1", "1000000000", "-1000000000", "7");

  /** Live sums of the reference lose bits where such values change. */
  private static final List<String> EDGES =
      List.of("0", "-1", "2147483647", "-2147483648", "7", "65536");

  /** A row whose cells show the types of all columns. */
  private static final List<String> FIRST =
      List.of(
          "0",
          "1",
          "0.5",
          "12.5",
          "\"a\"",
          "true",
          "\"2020-01-01\"",
          "\"2017-07-14T02:40:00.123Z\"",
          "2",
          "1.5",
          "\"b\"",
          "true",
          "\"2020-01-01\"",
          "\"2017-07-14T02:40:00.123Z\"");

  private Tables() {}

  /** How rows are addressed. */
  public enum Keys {
    /** By the column {@code id}. */
    INDEX,
    /** By order of arrival. */
    ARRIVAL,
    /** By order of arrival, only the latest 12. */
    LIMIT
  }

  /**
   * A table and what happens to it.
   *
   * @param columns what views may use
   * @param keys how rows are addressed
   * @param rows the first rows; each is an id and cells as JSON literals
   * @param changes batches of updates, or of removed ids if there is no cell but the id
   * @param writesNulls whether changes set cells of known rows to null; the reference's live views get
   *     those wrong (views.md B3, B4; aggregates.md A10)
   */
  public record Content(
      List<Column> columns,
      Keys keys,
      List<List<String>> rows,
      List<List<List<String>>> changes,
      boolean writesNulls) {

    public Content {
      rows = List.copyOf(rows);
      changes = List.copyOf(changes);
    }

    public Request.Builder make(String name) {
      MakeTableReq.MakeTableOptions.Builder options = MakeTableReq.MakeTableOptions.newBuilder();
      switch (keys) {
        case INDEX -> options.setMakeIndexTable("id");
        case LIMIT -> options.setMakeLimitTable(12);
        case ARRIVAL -> {}
      }
      MakeTableData data =
          rows.isEmpty() ? MakeTableData.newBuilder().setFromSchema(schema()).build() : data(rows);
      return Request.newBuilder()
          .setEntityId(name)
          .setMakeTableReq(MakeTableReq.newBuilder().setData(data).setOptions(options));
    }

    private Schema schema() {
      Schema.Builder schema = Schema.newBuilder();
      for (Column column : columns) {
        schema.addSchema(
            Schema.KeyTypePair.newBuilder()
                .setName(column.name())
                .setType(dev.perspective4j.wire.proto.ColumnType.valueOf(column.type().name())));
      }
      return schema.build();
    }

    public Request.Builder change(String name, int batch) {
      List<List<String>> some = changes.get(batch);
      if (some.getFirst().size() == 1) {
        return WireRequests.remove(name, some.stream().map(List::getFirst).toList().toString());
      }
      return WireRequests.update(name, data(some));
    }

    /** Whether a change removes a key that no row has. */
    public boolean removesUnknownKeys() {
      Set<String> known = new HashSet<>();
      rows.forEach(row -> known.add(row.getFirst()));
      for (List<List<String>> batch : changes) {
        for (List<String> row : batch) {
          if (row.size() > 1) {
            known.add(row.getFirst());
          } else if (!known.remove(row.getFirst())) {
            return true;
          }
        }
      }
      return false;
    }

    private MakeTableData data(List<List<String>> some) {
      return columns.size() == WIDTHS.size()
          ? MakeTableData.newBuilder().setFromArrow(arrow(some)).build()
          : MakeTableData.newBuilder().setFromRows(ByteString.copyFromUtf8(json(some))).build();
    }
  }

  /** A table of one row, which does not change. */
  public static Content small(Draw draw) {
    return new Content(ROWS, Keys.INDEX, List.of(FIRST), List.of(), draw.chance(50));
  }

  /** Any table with at most {@code most} rows. */
  public static Content any(Draw draw, int most) {
    boolean widths = draw.chance(20);
    Keys keys = widths ? Keys.INDEX : draw.of(Keys.INDEX, Keys.INDEX, Keys.ARRIVAL, Keys.LIMIT);
    boolean writesNulls = draw.chance(30);
    int count = !widths && draw.chance(5) ? 0 : draw.chance(3) ? 1 : draw.between(2, most);
    List<List<String>> rows = new ArrayList<>();
    for (int r = 0; r < count; r++) {
      rows.add(row(draw, widths, r, r == 0, true, writesNulls));
    }
    if (!widths && count > 0) {
      rows.set(0, FIRST);
    }
    List<List<List<String>>> changes = new ArrayList<>();
    for (int c = draw.between(1, 3); c > 0; c--) {
      List<List<String>> batch = new ArrayList<>();
      if (keys == Keys.INDEX && draw.chance(30)) {
        draw.some(ids(1, count + 4), 1, 4).forEach(id -> batch.add(List.of(id)));
      } else {
        for (int r = draw.between(1, 6); r > 0; r--) {
          int id = keys == Keys.INDEX ? draw.below(count + 6) : 1000 + draw.below(1000);
          // The first batch of an empty table would bring the other kind of null.
          boolean nulls = (writesNulls || keys != Keys.INDEX) && !(count == 0 && changes.isEmpty());
          batch.add(row(draw, widths, id, false, nulls, writesNulls));
        }
      }
      changes.add(batch);
    }
    return new Content(widths ? WIDTHS : ROWS, keys, rows, changes, writesNulls);
  }

  private static List<String> ids(int from, int to) {
    List<String> ids = new ArrayList<>();
    for (int id = from; id < to; id++) {
      ids.add(Integer.toString(id));
    }
    return ids;
  }

  private static List<String> row(
      Draw draw, boolean widths, int id, boolean first, boolean nulls, boolean edges) {
    List<String> cells = new ArrayList<>();
    for (Column column : widths ? WIDTHS : ROWS) {
      boolean empty = column.has(Trait.NULLS) && nulls && !first && draw.chance(20);
      cells.add(empty ? "null" : widths ? width(draw, column, id) : cell(draw, column, id, edges));
    }
    return cells;
  }

  private static String cell(Draw draw, Column column, int id, boolean edges) {
    return switch (column.name()) {
      case "id" -> Integer.toString(id);
      // large and odd, so that no sums have equal magnitudes by chance
      case "u" -> Double.toString((draw.below(1 << 30) - (1 << 29) + 0.5) / 1024);
      case "i" ->
          draw.chance(40) ? draw.of(edges ? EDGES : LARGE) : Integer.toString(draw.between(-4, 4));
      default ->
          switch (column.type()) {
            case INTEGER -> Integer.toString(draw.between(-4, 4));
            case FLOAT -> draw.of(NUMBERS);
            case STRING -> quote(draw.of(draw.chance(10) ? ODD_TEXTS : TEXTS));
            case BOOLEAN -> draw.of("true", "false");
            case DATE -> quote(draw.of(draw.chance(10) ? FAR_DAYS : DAYS));
            case DATETIME -> quote(draw.of(draw.chance(10) ? FAR_MOMENTS : MOMENTS));
          };
    };
  }

  private static String width(Draw draw, Column column, int id) {
    return switch (column.name()) {
      case "id" -> Integer.toString(id);
      case "i8" -> draw.of("1", "-1", "127", "-128", "5");
      case "i16" -> draw.of("1", "-1", "32767", "-32768", "300");
      case "i64" -> draw.of("1", "-1", "5000000000", "-5000000000", "7");
      case "u8" -> draw.of("1", "0", "255", "128", "5");
      case "u16" -> draw.of("1", "0", "65535", "32768", "300");
      case "u32" -> draw.of("1", "0", "4294967295", "2147483648", "7");
      case "f32" -> draw.of("0.5", "-0.25", "1.5", "100.0", "0.1");
      case "odd" -> draw.of("NaN", "Infinity", "-Infinity", "1.5", "2.5", "-3.0", "4.0");
      default -> quote(draw.of(TEXTS));
    };
  }

  private static String json(List<List<String>> rows) {
    List<String> objects = new ArrayList<>();
    for (List<String> row : rows) {
      List<String> members = new ArrayList<>();
      for (int c = 0; c < row.size(); c++) {
        members.add(quote(ROWS.get(c).name()) + ":" + row.get(c));
      }
      objects.add("{" + String.join(",", members) + "}");
    }
    return objects.toString();
  }

  private static ByteString arrow(List<List<String>> rows) {
    List<Slice.Column> columns = new ArrayList<>();
    for (int c = 0; c < WIDTHS.size(); c++) {
      PhysicalType physicalType = STORAGES.get(c);
      Vector cells = new Vector(physicalType, dictionary(physicalType), rows.size());
      for (List<String> row : rows) {
        add(cells, row.get(c));
      }
      columns.add(new Slice.Column(ColumnPath.of(WIDTHS.get(c).name()), cells));
    }
    return arrow(columns, rows.size());
  }

  /** A table of these columns as an Arrow stream. */
  public static ByteString arrow(List<Slice.Column> columns, int count) {
    Slice slice =
        new Slice(
            Slice.Kind.FLAT, count, columns, Optional.empty(), Optional.empty(), Optional.empty());
    return ByteString.copyFrom(ArrowWriter.write(slice, FieldNaming.LEGACY, ArrowCompression.NONE));
  }

  private static dev.perspective4j.engine.column.@Nullable StringDictionary dictionary(
      PhysicalType physicalType) {
    return physicalType == PhysicalType.STRING
        ? new dev.perspective4j.engine.column.StringDictionary()
        : null;
  }

  private static void add(Vector cells, String literal) {
    if (literal.equals("null")) {
      cells.addNull();
      return;
    }
    switch (cells.physicalType().lane()) {
      case LONG -> cells.addLong(Long.parseLong(literal));
      case DOUBLE ->
          cells.addDouble(
              cells.physicalType() == PhysicalType.FLOAT32
                  ? Float.parseFloat(literal)
                  : Double.parseDouble(literal));
      case CODE ->
          cells.addCode(
              cells
                  .dictionary()
                  .intern(
                      literal
                          .substring(1, literal.length() - 1)
                          .replace("\\\"", "\"")
                          .replace("\\\\", "\\")));
    }
  }

  private static String quote(String text) {
    StringBuilder out = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      switch (c) {
        case '"', '\\' -> out.append('\\').append(c);
        default -> out.append(c < ' ' ? String.format("\\u%04x", (int) c) : "" + c);
      }
    }
    return out.append('"').toString();
  }
}
