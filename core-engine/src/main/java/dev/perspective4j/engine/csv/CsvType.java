package dev.perspective4j.engine.csv;

import dev.perspective4j.engine.column.PhysicalType;

/** The types a column can be inferred to have, in the order in which they are tried. */
enum CsvType {
  /** Whole numbers. */
  INTEGER(PhysicalType.INT64),
  /** {@code true}, {@code 0} and the like. */
  BOOLEAN(PhysicalType.BOOL),
  /** Days. */
  DATE(PhysicalType.DATE),
  /** Times of day, as seconds. */
  TIME(PhysicalType.UINT32),
  /** Datetimes in whole seconds. */
  DATETIME(PhysicalType.DATETIME),
  /** Datetimes with fractions of a second. */
  FINE_DATETIME(PhysicalType.DATETIME),
  /** Numbers. */
  FLOAT(PhysicalType.FLOAT64),
  /** Anything. */
  STRING(PhysicalType.STRING);

  private final PhysicalType physicalType;

  CsvType(PhysicalType physicalType) {
    this.physicalType = physicalType;
  }

  PhysicalType physicalType() {
    return physicalType;
  }

  /** A parser of the type's cells. */
  FieldParser parser() {
    return switch (this) {
      case INTEGER -> new FieldParser.Integers(Long.MIN_VALUE, Long.MAX_VALUE, false);
      case BOOLEAN -> new FieldParser.Booleans();
      case DATE -> new FieldParser.Dates();
      case TIME -> new FieldParser.Times();
      case DATETIME -> new FieldParser.DateTimes(false, false);
      case FINE_DATETIME -> new FieldParser.DateTimes(true, false);
      case FLOAT -> new FieldParser.Floats(false);
      case STRING -> new FieldParser.Texts();
    };
  }
}
