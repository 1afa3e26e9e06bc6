package dev.perspective4j.engine.csv;

import dev.perspective4j.engine.column.Storage;

/** The types a column can be inferred to have, in the order in which they are tried. */
enum CsvType {
  /** Whole numbers. */
  INTEGER(Storage.INT64),
  /** {@code true}, {@code 0} and the like. */
  BOOLEAN(Storage.BOOL),
  /** Days. */
  DATE(Storage.DATE),
  /** Times of day, as seconds. */
  TIME(Storage.UINT32),
  /** Datetimes in whole seconds. */
  DATETIME(Storage.DATETIME),
  /** Datetimes with fractions of a second. */
  FINE_DATETIME(Storage.DATETIME),
  /** Numbers. */
  FLOAT(Storage.FLOAT64),
  /** Anything. */
  STRING(Storage.STRING);

  private final Storage storage;

  CsvType(Storage storage) {
    this.storage = storage;
  }

  Storage storage() {
    return storage;
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
