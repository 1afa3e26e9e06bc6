package dev.perspective4j.engine;

import dev.perspective4j.engine.column.ColumnSource;
import dev.perspective4j.engine.column.Vector;
import dev.perspective4j.engine.table.Rows;
import dev.perspective4j.model.Schema;
import dev.perspective4j.model.TableData;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Tables of tests: data from text, and contents as text. */
public final class Tables {
  private Tables() {}

  /** A JSON array of rows. */
  public static TableData rows(String json) {
    return new TableData.JsonRows(utf8(json));
  }

  /** A JSON object of columns. */
  public static TableData columns(String json) {
    return new TableData.JsonColumns(utf8(json));
  }

  /** JSON records. */
  public static TableData ndjson(String json) {
    return new TableData.Ndjson(utf8(json));
  }

  /** The bytes of a text. */
  public static ByteBuffer utf8(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  /** All columns as {@code name:type [cells]}, in natural order of rows. */
  public static String show(Table table) {
    Rows rows = table.rows();
    int[] slots =
        IntStream.range(0, rows.slotLimit())
            .filter(rows::isLive)
            .boxed()
            .sorted(rows::compareNatural)
            .mapToInt(slot -> slot)
            .toArray();
    List<String> columns = new ArrayList<>();
    for (Schema.Column column : rows.schema().columns()) {
      ColumnSource source = rows.column(rows.position(column.name()));
      Vector cells = Vector.chunkFor(source);
      source.gather(slots, 0, slots.length, cells);
      columns.add(column.name() + ":" + column.type().typeName() + " " + show(cells));
    }
    return String.join(", ", columns);
  }

  /** The cells; text is quoted. */
  public static String show(Vector cells) {
    List<String> list = new ArrayList<>();
    for (int i = 0; i < cells.size(); i++) {
      list.add(
          cells.isNull(i)
              ? "null"
              : switch (cells.physicalType().lane()) {
                case LONG -> Long.toString(cells.longs()[i]);
                case DOUBLE -> Double.toString(cells.doubles()[i]);
                case CODE -> '"' + cells.dictionary().string(cells.codes()[i]) + '"';
              });
    }
    return "[" + String.join(",", list) + "]";
  }
}
