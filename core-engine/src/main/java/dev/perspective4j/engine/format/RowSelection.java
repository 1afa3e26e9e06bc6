package dev.perspective4j.engine.format;

import dev.perspective4j.engine.slice.RowPaths;
import dev.perspective4j.engine.slice.Slice;
import dev.perspective4j.model.JsonOptions;
import java.util.stream.IntStream;

/** The rows of a slice that JSON output shows: all, or the deepest groups. */
public final class RowSelection {

  private RowSelection() {}

  public static int[] of(Slice slice, JsonOptions options) {
    RowPaths paths = slice.rowPaths().orElse(null);
    boolean grouped =
        slice.kind() == Slice.Kind.GROUPED || slice.kind() == Slice.Kind.GROUPED_SPLIT;
    IntStream rows = IntStream.range(0, slice.rowCount());
    if (options.leavesOnly() && grouped && paths != null) {
      int leaf = paths.columns().size();
      int[] depths = paths.depths();
      rows = rows.filter(row -> depths[row] >= leaf);
    }
    return rows.toArray();
  }
}
