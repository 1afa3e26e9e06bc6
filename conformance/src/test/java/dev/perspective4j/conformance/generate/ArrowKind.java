package dev.perspective4j.conformance.generate;

import com.google.flatbuffers.FlatBufferBuilder;
import org.apache.arrow.flatbuf.Date;
import org.apache.arrow.flatbuf.DateUnit;
import org.apache.arrow.flatbuf.Decimal;
import org.apache.arrow.flatbuf.Duration;
import org.apache.arrow.flatbuf.FloatingPoint;
import org.apache.arrow.flatbuf.Int;
import org.apache.arrow.flatbuf.Precision;
import org.apache.arrow.flatbuf.Time;
import org.apache.arrow.flatbuf.TimeUnit;
import org.apache.arrow.flatbuf.Timestamp;
import org.apache.arrow.flatbuf.Type;

/** The Arrow types that {@link ArrowBytes} writes, each with the width of a value in bytes. */
public enum ArrowKind {
  INT8(Type.Int, 1),
  INT16(Type.Int, 2),
  INT32(Type.Int, 4),
  INT64(Type.Int, 8),
  UINT8(Type.Int, 1),
  UINT16(Type.Int, 2),
  UINT32(Type.Int, 4),
  UINT64(Type.Int, 8),
  HALF(Type.FloatingPoint, 2),
  FLOAT(Type.FloatingPoint, 4),
  DOUBLE(Type.FloatingPoint, 8),
  DECIMAL(Type.Decimal, 16),
  BOOL(Type.Bool, 0),
  UTF8(Type.Utf8, 4),
  LARGE_UTF8(Type.LargeUtf8, 8),
  BINARY(Type.Binary, 4),
  DATE32(Type.Date, 4),
  DATE64(Type.Date, 8),
  SECONDS(Type.Timestamp, 8),
  MILLIS(Type.Timestamp, 8),
  MICROS(Type.Timestamp, 8),
  NANOS(Type.Timestamp, 8),
  TIME32(Type.Time, 4),
  TIME64(Type.Time, 8),
  DURATION(Type.Duration, 8),
  NULL(Type.Null, 0),
  LIST(Type.List, 4),
  LARGE_LIST(Type.LargeList, 8),
  STRUCT(Type.Struct_, 0);

  /** Digits behind the point of a {@link #DECIMAL}. */
  static final int SCALE = 2;

  private final byte code;
  private final int width;

  ArrowKind(byte code, int width) {
    this.code = code;
    this.width = width;
  }

  /** The number of the type in a schema. */
  byte code() {
    return code;
  }

  /** Bytes of a value, or of an offset. */
  public int width() {
    return width;
  }

  public boolean isUnsigned() {
    return this == UINT8 || this == UINT16 || this == UINT32 || this == UINT64;
  }

  public boolean isText() {
    return this == UTF8 || this == LARGE_UTF8 || this == BINARY;
  }

  public boolean isList() {
    return this == LIST || this == LARGE_LIST;
  }

  /** Writes the description of the type. */
  int describe(FlatBufferBuilder to, boolean zoned) {
    return switch (this) {
      case INT8, INT16, INT32, INT64 -> Int.createInt(to, width * 8, true);
      case UINT8, UINT16, UINT32, UINT64 -> Int.createInt(to, width * 8, false);
      case HALF -> FloatingPoint.createFloatingPoint(to, Precision.HALF);
      case FLOAT -> FloatingPoint.createFloatingPoint(to, Precision.SINGLE);
      case DOUBLE -> FloatingPoint.createFloatingPoint(to, Precision.DOUBLE);
      case DECIMAL -> Decimal.createDecimal(to, 30, SCALE, 128);
      case DATE32 -> Date.createDate(to, DateUnit.DAY);
      case DATE64 -> Date.createDate(to, DateUnit.MILLISECOND);
      case SECONDS -> timestamp(to, TimeUnit.SECOND, zoned);
      case MILLIS -> timestamp(to, TimeUnit.MILLISECOND, zoned);
      case MICROS -> timestamp(to, TimeUnit.MICROSECOND, zoned);
      case NANOS -> timestamp(to, TimeUnit.NANOSECOND, zoned);
      case TIME32 -> Time.createTime(to, TimeUnit.SECOND, 32);
      case TIME64 -> Time.createTime(to, TimeUnit.MICROSECOND, 64);
      case DURATION -> Duration.createDuration(to, TimeUnit.SECOND);
      case BOOL, UTF8, LARGE_UTF8, BINARY, NULL, LIST, LARGE_LIST, STRUCT -> {
        to.startTable(0);
        yield to.endTable();
      }
    };
  }

  private static int timestamp(FlatBufferBuilder to, short unit, boolean zoned) {
    return Timestamp.createTimestamp(to, unit, zoned ? to.createString("America/New_York") : 0);
  }
}
