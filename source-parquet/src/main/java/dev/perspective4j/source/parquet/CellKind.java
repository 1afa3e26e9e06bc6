package dev.perspective4j.source.parquet;

import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.source.RowAppender;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.IntType;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What the values of a column mean.
 *
 * @param physicalType the storage that fits them
 * @param cells moves them
 */
record CellKind(PhysicalType physicalType, Cells cells) {

  private static final long DAY_MILLIS = 86_400_000L;

  /** 1970-01-01 as a Julian day, which the timestamps of old writers count. */
  private static final long JULIAN_EPOCH = 2_440_588;

  private static CellKind of(PhysicalType physicalType, Cells.Cell cell) {
    return new CellKind(physicalType, Cells.of(cell));
  }

  /** The kind of a leaf of the schema; null if it has no counterpart here. */
  static @Nullable CellKind of(SchemaElement leaf) {
    LogicalType type = leaf.isSetLogicalType() ? leaf.getLogicalType() : null;
    ConvertedType old = leaf.isSetConverted_type() ? leaf.getConverted_type() : null;
    if (type != null && type.isSetUNKNOWN()) {
      return of(PhysicalType.STRING, (from, to, c) -> to.setNull(c));
    }
    if (old == ConvertedType.DECIMAL || (type != null && type.isSetDECIMAL())) {
      return decimal(
          leaf,
          type != null && type.isSetDECIMAL() ? type.getDECIMAL().getScale() : leaf.getScale());
    }
    return switch (ParquetFile.required(leaf.getType())) {
      case BOOLEAN -> of(PhysicalType.BOOL, (from, to, c) -> to.set(c, from.getBoolean()));
      case INT32 -> int32(type, old);
      case INT64 -> int64(type, old);
      case INT96 -> of(PhysicalType.DATETIME, (from, to, c) -> to.set(c, millis96(from)));
      case FLOAT -> of(PhysicalType.FLOAT32, (from, to, c) -> to.set(c, from.getFloat()));
      case DOUBLE -> of(PhysicalType.FLOAT64, (from, to, c) -> to.set(c, from.getDouble()));
      case BYTE_ARRAY ->
          type == null || type.isSetSTRING() || type.isSetENUM() || type.isSetJSON()
              ? old == ConvertedType.BSON ? null : of(PhysicalType.STRING, CellKind::text)
              : null;
      case FIXED_LEN_BYTE_ARRAY -> fixed(leaf, type);
    };
  }

  private static @Nullable CellKind int32(@Nullable LogicalType type, @Nullable ConvertedType old) {
    if (old == ConvertedType.DATE || (type != null && type.isSetDATE())) {
      return of(PhysicalType.DATE, (from, to, c) -> to.set(c, from.getInteger() * DAY_MILLIS));
    }
    if (old == ConvertedType.TIME_MILLIS || (type != null && type.isSetTIME())) {
      return unsigned32(PhysicalType.UINT32);
    }
    if (type != null && !type.isSetINTEGER()) {
      return null;
    }
    PhysicalType physicalType =
        integer(type == null ? null : type.getINTEGER(), old, PhysicalType.INT32);
    return switch (physicalType) {
      case UINT8, UINT16, UINT32 -> unsigned32(physicalType);
      case INT8, INT16, INT32 ->
          of(physicalType, (from, to, c) -> to.set(c, (long) from.getInteger()));
      default -> null;
    };
  }

  private static CellKind unsigned32(PhysicalType physicalType) {
    return of(physicalType, (from, to, c) -> to.set(c, from.getInteger() & 0xFFFF_FFFFL));
  }

  private static @Nullable CellKind int64(@Nullable LogicalType type, @Nullable ConvertedType old) {
    if (type != null && type.isSetTIMESTAMP()) {
      TimeUnit unit = ParquetFile.required(type.getTIMESTAMP().getUnit());
      return timestamps(unit.isSetMILLIS() ? 1 : unit.isSetMICROS() ? 1_000 : 1_000_000);
    }
    if (old == ConvertedType.TIMESTAMP_MILLIS || old == ConvertedType.TIMESTAMP_MICROS) {
      return timestamps(old == ConvertedType.TIMESTAMP_MILLIS ? 1 : 1_000);
    }
    if (old == ConvertedType.TIME_MICROS || (type != null && !type.isSetINTEGER())) {
      return null;
    }
    return switch (integer(type == null ? null : type.getINTEGER(), old, PhysicalType.INT64)) {
      case UINT64 -> of(PhysicalType.UINT64, (from, to, c) -> to.setUnsigned(c, from.getLong()));
      case INT64 -> of(PhysicalType.INT64, (from, to, c) -> to.set(c, from.getLong()));
      default -> null;
    };
  }

  private static CellKind timestamps(long perMilli) {
    return of(PhysicalType.DATETIME, (from, to, c) -> to.set(c, from.getLong() / perMilli));
  }

  private static PhysicalType integer(
      @Nullable IntType type, @Nullable ConvertedType old, PhysicalType plain) {
    if (type != null) {
      return switch (type.getBitWidth()) {
        case 8 -> type.isIsSigned() ? PhysicalType.INT8 : PhysicalType.UINT8;
        case 16 -> type.isIsSigned() ? PhysicalType.INT16 : PhysicalType.UINT16;
        case 32 -> type.isIsSigned() ? PhysicalType.INT32 : PhysicalType.UINT32;
        default -> type.isIsSigned() ? PhysicalType.INT64 : PhysicalType.UINT64;
      };
    }
    return switch (old) {
      case INT_8 -> PhysicalType.INT8;
      case INT_16 -> PhysicalType.INT16;
      case UINT_8 -> PhysicalType.UINT8;
      case UINT_16 -> PhysicalType.UINT16;
      case UINT_32 -> PhysicalType.UINT32;
      case UINT_64 -> PhysicalType.UINT64;
      case null, default -> plain;
    };
  }

  private static @Nullable CellKind decimal(SchemaElement leaf, int scale) {
    return switch (ParquetFile.required(leaf.getType())) {
      case INT32 -> decimals(scale, ColumnReader::getInteger);
      case INT64 -> decimals(scale, ColumnReader::getLong);
      case BYTE_ARRAY, FIXED_LEN_BYTE_ARRAY ->
          of(
              PhysicalType.FLOAT64,
              (from, to, c) -> {
                byte[] digits = from.getBinary().getBytesUnsafe();
                BigInteger unscaled = digits.length == 0 ? BigInteger.ZERO : new BigInteger(digits);
                to.set(c, new BigDecimal(unscaled, scale).doubleValue());
              });
      case BOOLEAN, INT96, FLOAT, DOUBLE -> null;
    };
  }

  /** An unscaled decimal of at most 64 bits. */
  @FunctionalInterface
  private interface Digits {
    long next(ColumnReader from);
  }

  private static CellKind decimals(int scale, Digits digits) {
    return of(
        PhysicalType.FLOAT64,
        (from, to, c) -> to.set(c, BigDecimal.valueOf(digits.next(from), scale).doubleValue()));
  }

  private static @Nullable CellKind fixed(SchemaElement leaf, @Nullable LogicalType type) {
    if (type != null && type.isSetFLOAT16() && leaf.getType_length() == 2) {
      return of(
          PhysicalType.FLOAT32,
          (from, to, c) ->
              to.set(
                  c, Float.float16ToFloat(little(from.getBinary().getBytesUnsafe()).getShort())));
    }
    if (type != null && type.isSetUUID() && leaf.getType_length() == 16) {
      return of(
          PhysicalType.STRING,
          (from, to, c) -> {
            ByteBuffer bytes = ByteBuffer.wrap(from.getBinary().getBytesUnsafe());
            to.set(c, new UUID(bytes.getLong(), bytes.getLong()).toString());
          });
    }
    return null;
  }

  private static long millis96(ColumnReader from) {
    ByteBuffer bytes = little(from.getBinary().getBytesUnsafe());
    long nanos = bytes.getLong();
    return (bytes.getInt() - JULIAN_EPOCH) * DAY_MILLIS + nanos / 1_000_000;
  }

  private static ByteBuffer little(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static void text(ColumnReader from, RowAppender to, int column) {
    byte[] utf8 = from.getBinary().getBytesUnsafe();
    for (byte b : utf8) {
      if (b < 0) { // perhaps no UTF-8: what is not is replaced
        to.set(column, new String(utf8, StandardCharsets.UTF_8));
        return;
      }
    }
    to.setUtf8(column, utf8, 0, utf8.length);
  }
}
