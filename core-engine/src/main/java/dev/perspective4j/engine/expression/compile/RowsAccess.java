package dev.perspective4j.engine.expression.compile;

import dev.perspective4j.engine.column.ColumnSource;
import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.expression.row.TableAccess;
import dev.perspective4j.engine.expression.value.Cell;
import dev.perspective4j.engine.table.Rows;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a table as expressions see them.
 *
 * @param rows the rows
 */
record RowsAccess(Rows rows) implements TableAccess {

  @Override
  public @Nullable PhysicalType physicalType(String column) {
    int position = rows.position(column);
    return position < 0 ? null : rows.column(position).physicalType();
  }

  @Override
  public @Nullable String indexColumn() {
    int index = rows.indexColumn();
    return index < 0 ? null : rows.schema().columns().get(index).name();
  }

  @Override
  public long rowNumber(int slot) {
    return rows.rowNumber(slot);
  }

  @Override
  public void lookUp(String column, Cell key, Cell out) {
    ColumnSource source = rows.column(rows.position(column));
    int slot = slot(key);
    if (slot < 0) {
      out.setNull(source.physicalType());
    } else {
      read(source, slot, out);
    }
  }

  private int slot(Cell key) {
    int index = rows.indexColumn();
    if (index < 0) {
      return rows.slotOfKey(key.bits());
    }
    ColumnSource keys = rows.column(index);
    return switch (keys.physicalType().lane()) {
      case LONG -> rows.slotOfKey(key.bits());
      case DOUBLE -> rows.slotOfKey(Double.doubleToLongBits(key.number()));
      case CODE -> {
        int code = keys.dictionary().find(key.text());
        yield code < 0 ? -1 : rows.slotOfKey(code);
      }
    };
  }

  /** Reads one cell. */
  static void read(ColumnSource source, int slot, Cell out) {
    PhysicalType physicalType = source.physicalType();
    if (source.isNull(slot)) {
      out.setNull(physicalType);
      return;
    }
    switch (physicalType.lane()) {
      case LONG -> out.setLong(physicalType, source.longAt(slot));
      case DOUBLE -> out.setFloat(physicalType, source.doubleAt(slot));
      case CODE -> out.setText(source.dictionary().string(source.codeAt(slot)));
    }
  }
}
