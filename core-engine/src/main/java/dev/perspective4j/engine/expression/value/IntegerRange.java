package dev.perspective4j.engine.expression.value;

import dev.perspective4j.engine.column.PhysicalType;

/** Which integers a storage can hold. */
public final class IntegerRange {
  private IntegerRange() {}

  /** Whether an integer storage holds the (signed) value. */
  public static boolean holds(PhysicalType physicalType, long value) {
    return switch (physicalType) {
      case INT8 -> value == (byte) value;
      case INT16 -> value == (short) value;
      case INT32 -> value == (int) value;
      case UINT8 -> value >= 0 && value <= 0xff;
      case UINT16 -> value >= 0 && value <= 0xffff;
      case UINT32 -> value >= 0 && value <= 0xffff_ffffL;
      case UINT64 -> value >= 0;
      default -> true;
    };
  }
}
