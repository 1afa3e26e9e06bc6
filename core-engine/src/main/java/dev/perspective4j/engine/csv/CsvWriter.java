package dev.perspective4j.engine.csv;

import dev.perspective4j.engine.column.Vector;
import dev.perspective4j.engine.format.CellStyle;
import dev.perspective4j.engine.format.CsvString;
import dev.perspective4j.engine.format.TextCells;
import dev.perspective4j.engine.slice.FieldNaming;
import dev.perspective4j.engine.slice.RowPaths;
import dev.perspective4j.engine.slice.Slice;
import dev.perspective4j.engine.text.ParallelText;
import dev.perspective4j.engine.text.Utf8Builder;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a slice as comma-separated values with a header line.
 *
 * <p>Names and strings are always quoted, numbers, booleans and dates never; a null is nothing at
 * all. Lines end with {@code \n}, the last one too. A slice without any column is the empty text.
 *
 * <pre>{@code
 * "r (Group by 1)","n","x"
 * ,10,8
 * "E",3,4
 * }</pre>
 */
public final class CsvWriter {

  private CsvWriter() {}

  /**
   * The UTF-8 text.
   *
   * @param slice the cells
   * @param naming names of the group columns
   * @throws dev.perspective4j.engine.EngineException if it would exceed two gigabytes
   */
  public static ByteBuffer write(Slice slice, FieldNaming naming) {
    List<Vector> columns =
        new ArrayList<>(slice.rowPaths().map(RowPaths::levels).orElse(List.of()));
    slice.columns().forEach(column -> columns.add(column.cells()));
    Utf8Builder out = new Utf8Builder();
    if (columns.isEmpty()) {
      return out.toByteBuffer();
    }
    String separator = "";
    for (String name : naming.names(slice)) {
      out.ascii(separator);
      CsvString.write(name, out);
      separator = ",";
    }
    out.ascii('\n');
    int rows = slice.rowCount();
    List<ParallelText.Piece> pieces = new ArrayList<>();
    for (int from = 0; from < rows; from += ParallelText.ROWS) {
      int start = from;
      int end = Math.min(rows, from + ParallelText.ROWS);
      pieces.add(text -> writeRows(columns, start, end, text));
    }
    ParallelText.write(pieces, (long) rows * columns.size(), out);
    return out.toByteBuffer();
  }

  private static void writeRows(List<Vector> columns, int from, int to, Utf8Builder out) {
    TextCells[] cells = new TextCells[columns.size()];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = TextCells.of(columns.get(i), CellStyle.CSV, to - from);
    }
    for (int row = from; row < to; row++) {
      for (int i = 0; i < cells.length; i++) {
        if (i > 0) {
          out.ascii(',');
        }
        cells[i].write(row, out);
      }
      out.ascii('\n');
    }
  }
}
