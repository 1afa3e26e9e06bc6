package dev.perspective4j.engine.column;

import dev.perspective4j.model.Scalar;

/** Single cells as scalars. */
public final class Scalars {
  private static final double DAY_MILLIS = 86_400_000.0;

  private Scalars() {}

  /** A cell; dates and datetimes as epoch milliseconds. */
  public static Scalar of(ColumnSource column, int slot) {
    if (column.isNull(slot)) {
      return Scalar.NULL;
    }
    PhysicalType physicalType = column.physicalType();
    return switch (physicalType.type()) {
      case STRING -> Scalar.of(column.dictionary().string(column.codeAt(slot)));
      case FLOAT -> Scalar.of(column.doubleAt(slot));
      case BOOLEAN -> Scalar.of(column.longAt(slot) != 0);
      case DATE -> Scalar.of(column.longAt(slot) * DAY_MILLIS);
      case DATETIME -> Scalar.of((double) column.longAt(slot));
      case INTEGER -> Scalar.of(integer(column.longAt(slot), physicalType));
    };
  }

  private static double integer(long value, PhysicalType physicalType) {
    boolean beyondSigned = physicalType == PhysicalType.UINT64 && value < 0;
    return beyondSigned ? ((value >>> 1) | (value & 1)) * 2.0 : (double) value;
  }
}
