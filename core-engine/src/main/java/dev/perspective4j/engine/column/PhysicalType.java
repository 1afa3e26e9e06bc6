package dev.perspective4j.engine.column;

import dev.perspective4j.model.ColumnType;

/**
 * The physical type of a column.
 *
 * <p>Clients see only the logical {@link #type()}; the width shows in Arrow output, in the range of
 * integers and in the coercion of updates.
 */
public enum PhysicalType {
  /** Signed 8-bit. */
  INT8(ColumnType.INTEGER, Lane.LONG, 1),
  /** Signed 16-bit. */
  INT16(ColumnType.INTEGER, Lane.LONG, 2),
  /** Signed 32-bit: the integer of schemas and JSON. */
  INT32(ColumnType.INTEGER, Lane.LONG, 4),
  /** Signed 64-bit: the integer of CSV. */
  INT64(ColumnType.INTEGER, Lane.LONG, 8),
  /** Unsigned 8-bit. */
  UINT8(ColumnType.INTEGER, Lane.LONG, 1),
  /** Unsigned 16-bit. */
  UINT16(ColumnType.INTEGER, Lane.LONG, 2),
  /** Unsigned 32-bit. */
  UINT32(ColumnType.INTEGER, Lane.LONG, 4),
  /** Unsigned 64-bit; the lane holds the bits, compare with {@link Long#compareUnsigned}. */
  UINT64(ColumnType.INTEGER, Lane.LONG, 8),
  /** IEEE 754 single, widened to double in its lane. */
  FLOAT32(ColumnType.FLOAT, Lane.DOUBLE, 4),
  /** IEEE 754 double. */
  FLOAT64(ColumnType.FLOAT, Lane.DOUBLE, 8),
  /** 0 or 1. */
  BOOL(ColumnType.BOOLEAN, Lane.LONG, 1),
  /** Days since 1970-01-01, signed 32-bit. */
  DATE(ColumnType.DATE, Lane.LONG, 4),
  /** Milliseconds since 1970-01-01T00:00Z, signed 64-bit. */
  DATETIME(ColumnType.DATETIME, Lane.LONG, 8),
  /** A code into the column's dictionary. */
  STRING(ColumnType.STRING, Lane.CODE, 4);

  private final ColumnType type;
  private final Lane lane;
  private final int bytes;

  PhysicalType(ColumnType type, Lane lane, int bytes) {
    this.type = type;
    this.lane = lane;
    this.bytes = bytes;
  }

  /** The logical type clients see. */
  public ColumnType type() {
    return type;
  }

  /** The shape in which operators see the cells. */
  public Lane lane() {
    return lane;
  }

  /** Width of a cell in bytes. */
  public int bytes() {
    return bytes;
  }

  /**
   * The number in a cell of the long lane; the nearest double of a 64-bit integer beyond {@code
   * 2^53}.
   */
  public double toDouble(long value) {
    return this == UINT64 ? unsignedToDouble(value) : (double) value;
  }

  /** The double nearest to 64 bits read as an unsigned integer. */
  public static double unsignedToDouble(long bits) {
    // The lowest bit stays set, so that halving does not turn a number into a tie.
    return bits >= 0 ? (double) bits : ((bits >>> 1) | (bits & 1)) * 2.0;
  }

  /** The physical type that a schema, JSON or a result of the given type uses. */
  public static PhysicalType of(ColumnType type) {
    return switch (type) {
      case STRING -> STRING;
      case DATE -> DATE;
      case DATETIME -> DATETIME;
      case INTEGER -> INT32;
      case FLOAT -> FLOAT64;
      case BOOLEAN -> BOOL;
    };
  }
}
