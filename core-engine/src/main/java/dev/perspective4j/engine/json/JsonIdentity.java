package dev.perspective4j.engine.json;

import dev.perspective4j.engine.column.Vector;
import dev.perspective4j.engine.format.CellStyle;
import dev.perspective4j.engine.format.TextCells;
import dev.perspective4j.engine.slice.GroupKeys;
import dev.perspective4j.engine.slice.RowPaths;
import dev.perspective4j.engine.slice.Slice;
import dev.perspective4j.engine.text.Utf8Builder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What identifies the rows of a slice: {@code __ROW_PATH__}, {@code __ID__}, {@code __INDEX__}.
 */
final class JsonIdentity {

  static final String ROW_PATH = "\"__ROW_PATH__\":";
  static final String ID = "\"__ID__\":";
  static final String INDEX = "\"__INDEX__\":";

  private final Slice.Kind kind;
  private final CellStyle style;
  private final int @Nullable [] depths;
  private final List<TextCells> levels = new ArrayList<>();
  private final @Nullable TextCells keys;
  private final @Nullable GroupKeys groupKeys;

  JsonIdentity(Slice slice, boolean formatted) {
    this.kind = slice.kind();
    this.style = CellStyle.json(formatted);
    RowPaths paths = slice.rowPaths().orElse(null);
    this.depths = paths == null ? null : paths.depths();
    if (paths != null) {
      for (Vector level : paths.levels()) {
        levels.add(TextCells.of(level, style));
      }
    }
    Vector keyCells = slice.keys().orElse(null);
    this.keys = keyCells == null ? null : TextCells.of(keyCells, style);
    this.groupKeys = slice.groupKeys().orElse(null);
  }

  /** Whether the rows have a path of group values. */
  boolean hasPaths() {
    return depths != null;
  }

  /** Whether row objects show a path: also the one row of a total without groups. */
  boolean showsPathInRows() {
    return hasPaths() || kind == Slice.Kind.TOTAL;
  }

  void writePath(int row, Utf8Builder out) {
    out.ascii('[');
    int depth = depths == null ? 0 : depths[row];
    for (int level = 0; level < depth; level++) {
      if (level > 0) {
        out.ascii(',');
      }
      levels.get(level).write(row, out);
    }
    out.ascii(']');
  }

  void writeId(int row, Utf8Builder out) {
    switch (kind) {
      case FLAT, SPLIT -> writeKey(row, out);
      case GROUPED, GROUPED_SPLIT -> writePath(row, out);
      case TOTAL, TOTAL_SPLIT -> out.ascii("[]");
    }
  }

  /** As every release does: slices with splits have no index. */
  void writeIndex(int row, Utf8Builder out) {
    switch (kind) {
      case FLAT -> writeKey(row, out);
      case GROUPED, TOTAL -> writeGroupKeys(row, out);
      case SPLIT, GROUPED_SPLIT, TOTAL_SPLIT -> out.ascii("[]");
    }
  }

  private void writeKey(int row, Utf8Builder out) {
    out.ascii('[');
    if (keys != null) {
      keys.write(row, out);
    }
    out.ascii(']');
  }

  private void writeGroupKeys(int row, Utf8Builder out) {
    out.ascii('[');
    if (groupKeys != null) {
      Vector cells = groupKeys.of(row);
      TextCells json = TextCells.of(cells, style);
      for (int i = 0; i < cells.size(); i++) {
        if (i > 0) {
          out.ascii(',');
        }
        json.write(i, out);
      }
    }
    out.ascii(']');
  }
}
