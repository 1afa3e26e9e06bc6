package dev.perspective4j.engine.expression.row;

import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.expression.value.Cell;
import dev.perspective4j.engine.expression.value.TypeMismatch;

/** Nodes that read other cells of the table: {@code index()} and {@code vlookup}. */
final class TableNodes {
  private TableNodes() {}

  /** {@code index()} of a table without index. */
  record RowNumber(TableAccess table) implements RowNode {
    @Override
    public void evaluate(Frame frame, Cell out) {
      if (frame.checking()) {
        out.setNull(PhysicalType.INT32);
      } else {
        out.setLong(PhysicalType.INT32, table.rowNumber(frame.slot()));
      }
    }
  }

  /** {@code vlookup}: the cell of another row, found by its key. */
  static final class LookUp implements RowNode {
    private final TableAccess table;
    private final String column;
    private final PhysicalType physicalType;
    private final PhysicalType keyStorage;
    private final RowNode key;
    private final Cell value = new Cell();

    LookUp(
        TableAccess table,
        String column,
        PhysicalType physicalType,
        PhysicalType keyStorage,
        RowNode key) {
      this.table = table;
      this.column = column;
      this.physicalType = physicalType;
      this.keyStorage = keyStorage;
      this.key = key;
    }

    @Override
    public void evaluate(Frame frame, Cell out) {
      key.evaluate(frame, value);
      if (!value.is(keyStorage.type())) {
        Values.mismatch(frame, TypeMismatch.general(), null, out);
      } else if (value.isNull() || frame.checking()) {
        out.setNull(physicalType);
      } else {
        table.lookUp(column, value, out);
      }
    }
  }
}
