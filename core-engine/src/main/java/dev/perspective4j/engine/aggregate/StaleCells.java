package dev.perspective4j.engine.aggregate;

import dev.perspective4j.engine.column.ColumnSource;
import dev.perspective4j.engine.column.IntList;
import dev.perspective4j.engine.column.Vector;
import java.util.Arrays;

/** Computes stale cells anew from their rows, when they are read. */
final class StaleCells {
  private final CellRows cells;
  private final RowChunk chunk;
  private final int[] same = new int[Vector.CHUNK];

  StaleCells(CellRows cells, ColumnSource[] sources) {
    this.cells = cells;
    this.chunk = new RowChunk(sources);
  }

  /** Leaves the cell of the accumulator fresh. Cost: nothing, or the rows of the cell. */
  void restore(Accumulator accumulator, int cell) {
    if (!accumulator.isStale(cell)) {
      return;
    }
    accumulator.clear(cell);
    Arrays.fill(same, cell);
    IntList rows = cells.rows(cell);
    for (int from = 0; from < rows.size(); from += Vector.CHUNK) {
      int count = Math.min(Vector.CHUNK, rows.size() - from);
      chunk.gather(rows.items(), from, count, accumulator.inputs());
      accumulator.add(same, chunk);
    }
  }
}
