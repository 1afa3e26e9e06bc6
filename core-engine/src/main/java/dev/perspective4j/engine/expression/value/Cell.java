package dev.perspective4j.engine.expression.value;

import dev.perspective4j.engine.column.Lane;
import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.model.ColumnType;

/**
 * A typed, nullable value that is written over and over: the register of row evaluation.
 *
 * <p>Either <em>none</em> (the literal {@code null}: no type, no value), or of a storage with or
 * without a value. Numbers are kept as {@code double} and, for integers, as {@code long} too.
 */
public final class Cell {
  private PhysicalType physicalType = PhysicalType.FLOAT64;
  private boolean none;
  private boolean present;
  private long bits;
  private double number;
  private String text = "";

  /** A null float. */
  public Cell() {}

  /** A float. */
  public static Cell of(double value) {
    Cell cell = new Cell();
    cell.setFloat(value);
    return cell;
  }

  /** A boolean. */
  public static Cell of(boolean value) {
    Cell cell = new Cell();
    cell.setBoolean(value);
    return cell;
  }

  /** A text. */
  public static Cell of(String value) {
    Cell cell = new Cell();
    cell.setText(value);
    return cell;
  }

  /** A cell without a value. */
  public static Cell nullOf(PhysicalType physicalType) {
    Cell cell = new Cell();
    cell.setNull(physicalType);
    return cell;
  }

  /** The literal {@code null}. */
  public static Cell none() {
    Cell cell = new Cell();
    cell.setNone();
    return cell;
  }

  /** Physical type; without meaning if {@link #isNone()}. */
  public PhysicalType physicalType() {
    return physicalType;
  }

  /** Whether this is the literal {@code null}. */
  public boolean isNone() {
    return none;
  }

  /** Whether there is no value; true for none. */
  public boolean isNull() {
    return !present;
  }

  /** Whether the cell has the given type; false for none. */
  public boolean is(ColumnType type) {
    return !none && physicalType.type() == type;
  }

  /** Whether the cell has a numeric type; false for none. */
  public boolean isNumeric() {
    return !none && physicalType.type().isNumeric();
  }

  /** Integer, boolean (0, 1), epoch days or epoch milliseconds; 0 if null. */
  public long bits() {
    return bits;
  }

  /** The value of a number or boolean as a double; 0 if null. */
  public double number() {
    return number;
  }

  /** The value of a text; empty if null. */
  public String text() {
    return text;
  }

  /** Whether the value counts as true in a condition. */
  public boolean truth() {
    if (!present) {
      return false;
    }
    return switch (physicalType.type()) {
      case STRING, DATE -> true;
      case FLOAT -> number != 0;
      case BOOLEAN, INTEGER, DATETIME -> bits != 0;
    };
  }

  /** Becomes the literal {@code null}. */
  public void setNone() {
    none = true;
    clear();
  }

  /** Becomes a missing value of a storage. */
  public void setNull(PhysicalType of) {
    none = false;
    physicalType = of;
    clear();
  }

  private void clear() {
    present = false;
    bits = 0;
    number = 0;
    text = "";
  }

  /** Becomes a float. */
  public void setFloat(double value) {
    setFloat(PhysicalType.FLOAT64, value);
  }

  /** Becomes a float of the given width. */
  public void setFloat(PhysicalType of, double value) {
    none = false;
    present = true;
    physicalType = of;
    number = value;
  }

  /** Becomes a boolean. */
  public void setBoolean(boolean value) {
    none = false;
    present = true;
    physicalType = PhysicalType.BOOL;
    bits = value ? 1 : 0;
    number = bits;
  }

  /** Becomes an integer, a date or a datetime, or a boolean: any value of the long lane. */
  public void setLong(PhysicalType of, long value) {
    none = false;
    present = true;
    physicalType = of;
    bits = value;
    number = of == PhysicalType.UINT64 && value < 0 ? unsigned(value) : value;
  }

  /** Becomes a text. */
  public void setText(String value) {
    none = false;
    present = true;
    physicalType = PhysicalType.STRING;
    text = value;
  }

  /** Changes the sign of a number. Unsigned integers become 64-bit signed ones. */
  public void negate() {
    boolean unsigned =
        switch (physicalType) {
          case UINT8, UINT16, UINT32, UINT64 -> true;
          default -> false;
        };
    PhysicalType result = unsigned ? PhysicalType.INT64 : physicalType;
    if (!present) {
      setNull(result);
    } else if (physicalType.lane() == Lane.DOUBLE) {
      number = -number;
    } else if (IntegerRange.holds(result, -bits)
        && bits != Long.MIN_VALUE
        && !(physicalType == PhysicalType.UINT64 && bits < 0)) {
      setLong(result, -bits);
    } else {
      setNull(result);
    }
  }

  /** Becomes equal to another cell. */
  public void set(Cell other) {
    none = other.none;
    present = other.present;
    physicalType = other.physicalType;
    bits = other.bits;
    number = other.number;
    text = other.text;
  }

  /**
   * Becomes a value of the declared storage: numbers by value, null if out of range or no number.
   */
  public void convertTo(PhysicalType declared) {
    if (none || !present) {
      setNull(declared);
    } else if (physicalType == declared) {
      return;
    } else if (!physicalType.type().isNumeric() || !declared.type().isNumeric()) {
      if (physicalType.type() != declared.type()) {
        setNull(declared);
      }
    } else if (declared.lane() == Lane.DOUBLE) {
      setFloat(declared, number);
    } else {
      convertToInteger(declared);
    }
  }

  private void convertToInteger(PhysicalType declared) {
    boolean wide = declared == PhysicalType.INT64 || declared == PhysicalType.UINT64;
    if (physicalType.lane() == Lane.LONG && !(physicalType == PhysicalType.UINT64 && bits < 0)) {
      long value = bits;
      if (wide
          ? declared == PhysicalType.INT64 || value >= 0
          : IntegerRange.holds(declared, value)) {
        setLong(declared, value);
        return;
      }
    } else if (physicalType.lane() == Lane.DOUBLE && number > -0x1p63 && number < 0x1p63) {
      long value = (long) number;
      if (IntegerRange.holds(declared, value)) {
        setLong(declared, value);
        return;
      }
    }
    setNull(declared);
  }

  /** The value of 64 bits read as unsigned. */
  public static double unsigned(long bits) {
    double half = (double) (bits >>> 1);
    return half * 2 + (bits & 1);
  }
}
