package dev.perspective4j.engine.json;

import dev.perspective4j.engine.format.CellStyle;
import dev.perspective4j.engine.format.JsonString;
import dev.perspective4j.engine.format.RowSelection;
import dev.perspective4j.engine.format.TextCells;
import dev.perspective4j.engine.slice.Slice;
import dev.perspective4j.engine.text.ParallelText;
import dev.perspective4j.engine.text.Utf8Builder;
import dev.perspective4j.model.JsonOptions;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ObjIntConsumer;

/**
 * Writes a slice as one JSON object of column arrays.
 *
 * <p>The order of the keys is what the data grid takes as column order: {@code __ROW_PATH__},
 * {@code __ID__}, values, {@code __INDEX__}; flat slices have {@code __ID__} last.
 *
 * <pre>{@code {"__ROW_PATH__":[[],["E"]],"n":[10,3],"x":[8.0,null]}}</pre>
 */
public final class ColumnsJson {

  private ColumnsJson() {}

  /**
   * The UTF-8 text.
   *
   * @throws dev.perspective4j.engine.EngineException if it would exceed two gigabytes
   */
  public static ByteBuffer write(Slice slice, JsonOptions options) {
    Utf8Builder out = new Utf8Builder(64 + Math.min(slice.rowCount(), 1024) * 8);
    JsonIdentity identity = new JsonIdentity(slice, options.formatted());
    int[] rows = RowSelection.of(slice, options);
    boolean flat = slice.kind() == Slice.Kind.FLAT;
    out.ascii('{');
    if (identity.hasPaths()) {
      writeArray(JsonIdentity.ROW_PATH, rows, (sink, row) -> identity.writePath(row, sink), out);
    }
    if (options.id() && !flat) {
      writeArray(JsonIdentity.ID, rows, (sink, row) -> identity.writeId(row, sink), out);
    }
    CellStyle style = CellStyle.json(options.formatted());
    List<ParallelText.Piece> pieces = new ArrayList<>();
    for (Slice.Column column : slice.columns()) {
      boolean first = pieces.isEmpty() && out.size() == 1;
      addColumn(first ? "" : ",", column, style, rows, pieces);
    }
    ParallelText.write(pieces, (long) rows.length * slice.columns().size(), out);
    if (options.index()) {
      writeArray(JsonIdentity.INDEX, rows, (sink, row) -> identity.writeIndex(row, sink), out);
    }
    if (options.id() && flat) {
      writeArray(JsonIdentity.ID, rows, (sink, row) -> identity.writeId(row, sink), out);
    }
    return out.ascii('}').toByteBuffer();
  }

  private static void addColumn(
      String separator,
      Slice.Column column,
      CellStyle style,
      int[] rows,
      List<ParallelText.Piece> pieces) {
    int from = 0;
    do {
      int start = from;
      int end = Math.min(rows.length, from + ParallelText.ROWS);
      pieces.add(
          out -> {
            if (start == 0) {
              JsonString.write(column.path().text(), out.ascii(separator));
              out.ascii(":[");
            }
            TextCells.of(column.cells(), style, end - start).write(rows, start, end, out);
            if (end == rows.length) {
              out.ascii(']');
            }
          });
      from = end;
    } while (from < rows.length);
  }

  private static void writeArray(
      String key, int[] rows, ObjIntConsumer<Utf8Builder> cell, Utf8Builder out) {
    separate(out);
    out.ascii(key).ascii('[');
    for (int i = 0; i < rows.length; i++) {
      if (i > 0) {
        out.ascii(',');
      }
      cell.accept(out, rows[i]);
    }
    out.ascii(']');
  }

  private static void separate(Utf8Builder out) {
    if (out.size() > 1) {
      out.ascii(',');
    }
  }
}
