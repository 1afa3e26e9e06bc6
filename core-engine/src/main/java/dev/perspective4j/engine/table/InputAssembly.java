package dev.perspective4j.engine.table;

import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.column.StringDictionary;
import dev.perspective4j.engine.column.Vector;
import dev.perspective4j.engine.load.Batch;
import dev.perspective4j.engine.page.PagedColumn;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes batches the input of a step: finds their columns, recodes their strings, joins their rows.
 */
final class InputAssembly {
  private final Rows rows;
  private final StoredColumns columns;
  private final boolean addressed;
  private final StepInput input;
  private final List<StringRecoder> recoders = new ArrayList<>();

  private InputAssembly(Rows rows, StoredColumns columns, boolean addressed, int rowCount) {
    this.rows = rows;
    this.columns = columns;
    this.addressed = addressed;
    this.input = new StepInput(rowCount, rows.indexColumn() >= 0);
  }

  /**
   * The rows of batches, in order.
   *
   * @param addressed whether {@link Batch#INDEX} addresses rows rather than being a column
   */
  static StepInput of(List<Batch> batches, boolean addressed, Rows rows, StoredColumns columns) {
    int total = 0;
    for (Batch batch : batches) {
      total = Math.addExact(total, batch.rowCount());
    }
    InputAssembly assembly = new InputAssembly(rows, columns, addressed, total);
    int firstRow = 0;
    for (Batch batch : batches) {
      for (Batch.Column column : batch.columns()) {
        assembly.add(column, firstRow);
      }
      firstRow += batch.rowCount();
    }
    return assembly.input;
  }

  private void add(Batch.Column column, int firstRow) {
    boolean addressing = addressed && column.name().equals(Batch.INDEX);
    int indexColumn = rows.indexColumn();
    if (addressing && indexColumn < 0) {
      input.numbersFrom(new StepInput.Write(-1, firstRow, column.cells(), column.supplied()));
      return;
    }
    int position = addressing ? indexColumn : rows.position(column.name());
    if (position < 0) {
      return;
    }
    Vector cells = column.cells();
    PagedColumn target = columns.get(position);
    if (cells.physicalType() != target.physicalType()) {
      throw new IllegalArgumentException(
          "column "
              + column.name()
              + " is "
              + target.physicalType()
              + ", batch has "
              + cells.physicalType());
    }
    if (target.physicalType() == PhysicalType.STRING) {
      cells = recoder(cells.dictionary(), target.dictionary()).recode(cells);
    }
    StepInput.Write write = new StepInput.Write(position, firstRow, cells, column.supplied());
    input.add(write);
    if (position == indexColumn) {
      input.keysFrom(write);
    }
  }

  private StringRecoder recoder(StringDictionary from, StringDictionary to) {
    for (StringRecoder recoder : recoders) {
      if (recoder.isFor(from, to)) {
        return recoder;
      }
    }
    StringRecoder recoder = new StringRecoder(from, to);
    recoders.add(recoder);
    return recoder;
  }

  /** Cells with the codes of a column of the table, if they are strings. */
  static Vector recoded(Vector cells, PagedColumn column) {
    return cells.physicalType() == PhysicalType.STRING
        ? new StringRecoder(cells.dictionary(), column.dictionary()).recode(cells)
        : cells;
  }
}
