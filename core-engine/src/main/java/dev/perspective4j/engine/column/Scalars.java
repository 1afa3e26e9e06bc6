package dev.perspective4j.engine.column;

import dev.perspective4j.engine.text.EpochDay;
import dev.perspective4j.model.Scalar;

/** Single cells as scalars; dates and datetimes as epoch milliseconds. */
public final class Scalars {
  private Scalars() {}

  /** A cell of a column. */
  public static Scalar of(ColumnSource column, int slot) {
    if (column.isNull(slot)) {
      return Scalar.NULL;
    }
    return switch (column.physicalType().lane()) {
      case CODE -> Scalar.of(column.dictionary().string(column.codeAt(slot)));
      case DOUBLE -> Scalar.of(column.doubleAt(slot));
      case LONG -> of(column.longAt(slot), column.physicalType());
    };
  }

  /** A cell of a vector. */
  public static Scalar of(Vector cells, int i) {
    if (cells.isNull(i)) {
      return Scalar.NULL;
    }
    return switch (cells.physicalType().lane()) {
      case CODE -> Scalar.of(cells.dictionary().string(cells.codes()[i]));
      case DOUBLE -> Scalar.of(cells.doubles()[i]);
      case LONG -> of(cells.longs()[i], cells.physicalType());
    };
  }

  private static Scalar of(long value, PhysicalType physicalType) {
    return switch (physicalType) {
      case BOOL -> Scalar.of(value != 0);
      case DATE -> Scalar.of(value * (double) EpochDay.MILLIS);
      default -> Scalar.of(physicalType.toDouble(value));
    };
  }
}
