package dev.perspective4j.engine.arrow;

import dev.perspective4j.engine.EngineException;
import dev.perspective4j.engine.column.Lane;
import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.column.Vector;
import dev.perspective4j.model.ColumnType;

/**
 * Fits cells of Arrow columns to the storage of the table's columns.
 *
 * <p>Numbers become numbers of the other width or kind, fractions cut toward zero, NaN null in
 * integers; a value out of range refuses the batch. Everything else has to match.
 */
final class CellCoercion {

  private final String column;
  private final PhysicalType from;
  private final PhysicalType to;
  private final boolean nulls;

  /**
   * A conversion of one column.
   *
   * @param column its name
   * @param node the field read
   * @param to storage of the table's column
   */
  CellCoercion(String column, SchemaNode node, PhysicalType to) {
    this.column = column;
    this.from = node.physicalType();
    this.to = to;
    this.nulls = node.type() == FieldType.NULL && node.encoding() == null;
  }

  /**
   * Refuses types that do not go together; to be asked at a record batch, because without any the
   * types do not matter.
   */
  void check() {
    if (from == to || nulls || (isNumber(from) && isNumber(to))) {
      return;
    }
    if (isNumber(from)) {
      throw new EngineException(
          "Could not fill arrow column `" + column + "` iteratively due to mismatched types.");
    }
    throw new EngineException(
        "Could not fill column `"
            + column
            + "` with t_dtype: `"
            + name(to)
            + "`, array type: `"
            + name(from)
            + "`\n");
  }

  private static boolean isNumber(PhysicalType physicalType) {
    return physicalType.type() == ColumnType.INTEGER || physicalType.type() == ColumnType.FLOAT;
  }

  private static String name(PhysicalType physicalType) {
    return switch (physicalType) {
      case INT8 -> "int8";
      case INT16 -> "int16";
      case INT32 -> "int32";
      case INT64 -> "int64";
      case UINT8 -> "uint8";
      case UINT16 -> "uint16";
      case UINT32 -> "uint32";
      case UINT64 -> "uint64";
      case FLOAT32 -> "float32";
      case FLOAT64 -> "float64";
      case BOOL -> "bool";
      case DATE -> "date";
      case DATETIME -> "datetime";
      case STRING -> "str";
    };
  }

  /**
   * The cells in the table's storage; may be the vector itself.
   *
   * @param firstRow row of the input the vector begins at, for messages
   * @throws EngineException if a value is out of range
   */
  Vector apply(Vector cells, long firstRow) {
    if (from == to) {
      return cells;
    }
    Vector out = new Vector(to, null, cells.size());
    out.size(cells.size());
    if (nulls) {
      return out;
    }
    System.arraycopy(cells.valid(), 0, out.valid(), 0, (cells.size() + 63) >>> 6);
    if (from.lane() == Lane.LONG) {
      if (to.lane() == Lane.LONG) {
        integers(cells, out, firstRow);
      } else {
        widen(cells, out);
      }
    } else if (to.lane() == Lane.LONG) {
      truncate(cells, out, firstRow);
    } else {
      for (int i = 0; i < out.size(); i++) {
        double value = cells.doubles()[i];
        out.doubles()[i] = to == PhysicalType.FLOAT32 ? (float) value : value;
      }
    }
    return out;
  }

  private void integers(Vector cells, Vector out, long firstRow) {
    long[] values = cells.longs();
    for (int i = 0; i < out.size(); i++) {
      long value = values[i];
      // Bits of an unsigned 64-bit integer beyond the signed range look negative.
      boolean huge = from == PhysicalType.UINT64 && value < 0;
      boolean fits =
          to == PhysicalType.UINT64 ? value >= 0 : !huge && value >= min() && value <= max();
      if (!fits && !out.isNull(i)) {
        throw outOfRange(huge ? Long.toUnsignedString(value) : Long.toString(value), firstRow + i);
      }
      out.longs()[i] = value;
    }
  }

  private void widen(Vector cells, Vector out) {
    long[] values = cells.longs();
    for (int i = 0; i < out.size(); i++) {
      long value = values[i];
      double number = value;
      if (from == PhysicalType.UINT64 && value < 0) {
        // Halve, keep the lost bit for rounding, double again.
        number = (double) (value >>> 1 | (value & 1)) * 2;
      }
      out.doubles()[i] = to == PhysicalType.FLOAT32 ? (float) number : number;
    }
  }

  private void truncate(Vector cells, Vector out, long firstRow) {
    double low = to == PhysicalType.INT64 ? -0x1p63 : min();
    double high =
        to == PhysicalType.INT64 ? 0x1p63 : to == PhysicalType.UINT64 ? 0x1p64 : max() + 1.0;
    for (int i = 0; i < out.size(); i++) {
      if (out.isNull(i)) {
        continue;
      }
      double value = cells.doubles()[i];
      if (Double.isNaN(value)) {
        out.valid()[i >>> 6] &= ~(1L << i);
        continue;
      }
      double whole = value < 0 ? Math.ceil(value) : Math.floor(value);
      if (whole < low || whole >= high) {
        throw outOfRange(Double.toString(value), firstRow + i);
      }
      out.longs()[i] = whole >= 0x1p63 ? (long) (whole - 0x1p63) ^ Long.MIN_VALUE : (long) whole;
    }
  }

  private long min() {
    return switch (to) {
      case INT8 -> Byte.MIN_VALUE;
      case INT16 -> Short.MIN_VALUE;
      case INT32 -> Integer.MIN_VALUE;
      case INT64 -> Long.MIN_VALUE;
      default -> 0;
    };
  }

  private long max() {
    return switch (to) {
      case INT8 -> Byte.MAX_VALUE;
      case INT16 -> Short.MAX_VALUE;
      case INT32 -> Integer.MAX_VALUE;
      case UINT8 -> 0xFF;
      case UINT16 -> 0xFFFF;
      case UINT32 -> 0xFFFF_FFFFL;
      default -> Long.MAX_VALUE;
    };
  }

  private EngineException outOfRange(String value, long row) {
    return new EngineException(
        "Value "
            + value
            + " is out of range for column \""
            + column
            + "\" of type "
            + to.type().typeName()
            + " at index "
            + row
            + "\n");
  }
}
