package dev.perspective4j.engine.cell;

import dev.perspective4j.engine.EngineException;
import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.text.NumberText;

/**
 * The texts for values that do not fit a column. As every release does: numbers stand for kinds of
 * JSON.
 */
public final class CellErrors {
  // The numbers by which the texts name kinds of JSON values.
  public static final int FALSE = 1;
  public static final int TRUE = 2;
  public static final int OBJECT = 3;
  public static final int ARRAY = 4;
  public static final int STRING = 5;
  public static final int NUMBER = 6;

  private CellErrors() {}

  /** A value of a kind that the column does not take at all. */
  public static EngineException kind(PhysicalType physicalType, int kind) {
    return new EngineException(
        switch (physicalType.type()) {
          case INTEGER ->
              (physicalType == PhysicalType.INT64
                      ? "Expected int64, found "
                      : "Expected int, found ")
                  + kind;
          case FLOAT -> "Expected double, found " + kind;
          case BOOLEAN -> "Expected bool, found " + kind;
          case DATE -> "Could not coerce to date";
          case DATETIME -> "Could not coerce " + kind + " to a time.";
          case STRING -> "Could not coerce " + kind + " to a string";
        });
  }

  static EngineException notDate() {
    return new EngineException("Could not coerce to date");
  }

  static EngineException notTime() {
    return new EngineException("Could not coerce to time");
  }

  /** Text that is no number, for a number column. */
  static EngineException text(CellColumn column, int row) {
    return new EngineException(
        "Cannot append value of type string to column \""
            + column.name()
            + "\" of type "
            + column.physicalType().type().typeName()
            + " at index "
            + row
            + "\n");
  }

  static OutOfRangeException outOfRange(String value, CellColumn column, int row) {
    return new OutOfRangeException(
        "Value "
            + value
            + " is out of range for column \""
            + column.name()
            + "\" of type "
            + column.physicalType().type().typeName()
            + " at index "
            + row
            + "\n");
  }

  /** Cuts the fraction of a number that must fit 64 bits. */
  static long truncate(double value, CellColumn column, int row) {
    if (!(value >= -0x1p63 && value < 0x1p63)) {
      throw outOfRange(NumberText.json(value), column, row);
    }
    return (long) value;
  }
}
