package dev.perspective4j.model;

/** The six logical column types a client sees. The order is that of the numbers on the wire. */
public enum ColumnType {
  /** UTF-8 text. */
  STRING,
  /** A calendar day without time or zone. */
  DATE,
  /** An instant with millisecond resolution, UTC. */
  DATETIME,
  /** A whole number; the storage width depends on the source of the column. */
  INTEGER,
  /** An IEEE 754 number. */
  FLOAT,
  /** True or false. */
  BOOLEAN;

  /** The lower-case name used in schemas, for example {@code "datetime"}. */
  public String typeName() {
    return switch (this) {
      case STRING -> "string";
      case DATE -> "date";
      case DATETIME -> "datetime";
      case INTEGER -> "integer";
      case FLOAT -> "float";
      case BOOLEAN -> "boolean";
    };
  }

  /** Whether values of this type are numbers ({@link #INTEGER} or {@link #FLOAT}). */
  public boolean isNumeric() {
    return this == INTEGER || this == FLOAT;
  }
}
