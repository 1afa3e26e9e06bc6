package dev.perspective4j.source.parquet;

import dev.perspective4j.engine.source.RowAppender;
import org.apache.parquet.column.ColumnReader;

/** Moves values of one kind, a run at a time, so that the kind is looked at once per run. */
@FunctionalInterface
interface Cells {

  /** Moves one value that is not null. */
  @FunctionalInterface
  interface Cell {
    void move(ColumnReader from, RowAppender to, int column);
  }

  /** Moves the next {@code rows} values of a column to the rows from 0 on. */
  void move(ColumnReader from, RowAppender to, int column, int rows);

  /** Moves value by value; nulls are the same for all kinds. */
  static Cells of(Cell cell) {
    return (from, to, column, rows) -> {
      int defined = from.getDescriptor().getMaxDefinitionLevel();
      for (int row = 0; row < rows; row++) {
        to.moveTo(row);
        if (from.getCurrentDefinitionLevel() == defined) {
          cell.move(from, to, column);
        } else {
          to.setNull(column);
        }
        from.consume();
      }
    };
  }
}
