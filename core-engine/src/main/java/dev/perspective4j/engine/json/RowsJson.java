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

/**
 * Writes a slice as JSON objects, one per row: as one array, or one per line (NDJSON).
 *
 * <p>Keys of an object: {@code __ROW_PATH__}, {@code __ID__}, {@code __INDEX__}, then the values.
 *
 * <pre>{@code [{"__ROW_PATH__":[],"n":10},{"__ROW_PATH__":["E"],"n":3}]}</pre>
 */
public final class RowsJson {

  private RowsJson() {}

  /**
   * One array of objects, as UTF-8.
   *
   * @throws dev.perspective4j.engine.EngineException if it would exceed two gigabytes
   */
  public static ByteBuffer write(Slice slice, JsonOptions options) {
    Utf8Builder out = new Utf8Builder(64 + Math.min(slice.rowCount(), 1024) * 16);
    out.ascii('[');
    writeObjects(slice, options, ',', out);
    return out.ascii(']').toByteBuffer();
  }

  /**
   * One object per line without a final line feed, as UTF-8; empty if there are no rows.
   *
   * @throws dev.perspective4j.engine.EngineException if it would exceed two gigabytes
   */
  public static ByteBuffer writeLines(Slice slice, JsonOptions options) {
    Utf8Builder out = new Utf8Builder(64 + Math.min(slice.rowCount(), 1024) * 16);
    writeObjects(slice, options, '\n', out);
    return out.toByteBuffer();
  }

  private static void writeObjects(
      Slice slice, JsonOptions options, char separator, Utf8Builder out) {
    boolean nothing = slice.columns().isEmpty() && !options.id() && !options.index();
    if (slice.kind() == Slice.Kind.FLAT && nothing) {
      return;
    }
    byte[][] names = names(slice);
    int[] rows = RowSelection.of(slice, options);
    // Keys behind groups are looked up in the table while they are written: by one thread.
    int length = options.index() ? Math.max(1, rows.length) : ParallelText.ROWS;
    List<ParallelText.Piece> pieces = new ArrayList<>();
    for (int from = 0; from < rows.length; from += length) {
      int start = from;
      int end = Math.min(rows.length, from + length);
      pieces.add(
          text -> {
            if (start > 0) {
              text.ascii(separator);
            }
            writeObjects(slice, options, separator, names, rows, start, end, text);
          });
    }
    ParallelText.write(pieces, (long) rows.length * Math.max(1, names.length), out);
  }

  private static void writeObjects(
      Slice slice,
      JsonOptions options,
      char separator,
      byte[][] names,
      int[] rows,
      int from,
      int to,
      Utf8Builder out) {
    JsonIdentity identity = new JsonIdentity(slice, options.formatted());
    TextCells[] cells = cells(slice, options.formatted());
    for (int at = from; at < to; at++) {
      int row = rows[at];
      if (at > from) {
        out.ascii(separator);
      }
      int start = out.size();
      if (identity.showsPathInRows()) {
        out.ascii(',').ascii(JsonIdentity.ROW_PATH);
        identity.writePath(row, out);
      }
      if (options.id()) {
        out.ascii(',').ascii(JsonIdentity.ID);
        identity.writeId(row, out);
      }
      if (options.index()) {
        out.ascii(',').ascii(JsonIdentity.INDEX);
        identity.writeIndex(row, out);
      }
      for (int i = 0; i < cells.length; i++) {
        out.bytes(names[i]);
        cells[i].write(row, out);
      }
      open(start, out);
      out.ascii('}');
    }
  }

  /** Turns the comma before the first member into the brace; every member brings a comma. */
  private static void open(int start, Utf8Builder out) {
    if (out.size() == start) {
      out.ascii('{');
    } else {
      out.array()[start] = '{';
    }
  }

  private static byte[][] names(Slice slice) {
    List<Slice.Column> columns = slice.columns();
    byte[][] names = new byte[columns.size()][];
    for (int i = 0; i < names.length; i++) {
      Utf8Builder name = new Utf8Builder().ascii(',');
      JsonString.write(columns.get(i).path().text(), name);
      names[i] = name.ascii(':').toByteArray();
    }
    return names;
  }

  private static TextCells[] cells(Slice slice, boolean formatted) {
    List<Slice.Column> columns = slice.columns();
    TextCells[] cells = new TextCells[columns.size()];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = TextCells.of(columns.get(i).cells(), CellStyle.json(formatted));
    }
    return cells;
  }
}
