package dev.perspective4j.engine.arrow;

import static dev.perspective4j.engine.arrow.BodyReader.invalid;

import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.column.Vector;
import dev.perspective4j.engine.text.EpochDay;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import org.apache.arrow.flatbuf.TimeUnit;

/** Cells of a fixed width: numbers, booleans, dates and times. */
final class PrimitiveArray extends ArrowArray {

  private static final int EXACT_POWERS = 22;

  private final SchemaNode node;
  private final PhysicalType physicalType;
  private final ByteBuffer values;

  PrimitiveArray(SchemaNode node, int length, long nulls, ByteBuffer validity, ByteBuffer values) {
    super(length, nulls, validity);
    this.node = node;
    this.physicalType = node.physicalType();
    this.values = values;
    long needed = node.type() == FieldType.BOOL ? (length + 7L) >>> 3 : bytes(node) * (long) length;
    if (values.limit() < needed) {
      throw invalid("Buffer of " + node.typeName() + " values is too short");
    }
  }

  private static int bytes(SchemaNode node) {
    return node.bits() / 8;
  }

  @Override
  Vector read(int from, int count) {
    Vector out = new Vector(physicalType, null, count);
    out.size(count);
    readValidity(from, out);
    switch (node.type()) {
      case INT, TIME32 -> readIntegers(from, count, out.longs());
      case BOOL -> readBits(from, count, out.longs());
      case FLOAT -> readFloats(from, count, out.doubles());
      case DECIMAL -> readDecimals(from, count, out.doubles());
      case DATE -> readDates(from, out);
      case TIMESTAMP -> readTimestamps(from, out);
      default -> throw new IllegalStateException("not primitive: " + node.type());
    }
    zeroNulls(out);
    return out;
  }

  /** An integer cell, for dictionary indices. */
  long integer(int i) {
    return switch (node.bits()) {
      case 8 -> node.isSigned() ? values.get(i) : values.get(i) & 0xFF;
      case 16 -> node.isSigned() ? values.getShort(2 * i) : values.getChar(2 * i);
      case 32 -> node.isSigned() ? values.getInt(4 * i) : values.getInt(4 * i) & 0xFFFF_FFFFL;
      default -> values.getLong(8 * i);
    };
  }

  /**
   * Looks cells of four bytes up in a table, as most dictionary indices are.
   *
   * @param table the codes
   * @param size number of codes
   * @param out receives a code for each of its cells
   * @return false if the cells are of another width, or one is no index; {@code out} is undefined
   */
  boolean translate(int from, int[] table, int size, Vector out) {
    if (node.bits() != 32) {
      return false;
    }
    int count = out.size();
    int[] codes = out.codes();
    values.asIntBuffer().get(from, codes, 0, count);
    for (int i = 0; i < count; i++) {
      int index = codes[i];
      if (index < 0 || index >= size) {
        return false;
      }
      codes[i] = table[index];
    }
    return true;
  }

  private void readIntegers(int from, int count, long[] out) {
    boolean signed = node.isSigned() && node.type() == FieldType.INT;
    switch (node.bits()) {
      case 8 -> {
        for (int i = 0; i < count; i++) {
          byte value = values.get(from + i);
          out[i] = signed ? value : value & 0xFF;
        }
      }
      case 16 -> {
        for (int i = 0; i < count; i++) {
          short value = values.getShort(2 * (from + i));
          out[i] = signed ? value : value & 0xFFFF;
        }
      }
      case 32 -> {
        for (int i = 0; i < count; i++) {
          int value = values.getInt(4 * (from + i));
          out[i] = signed ? value : value & 0xFFFF_FFFFL;
        }
      }
      default -> readLongs(from, count, out);
    }
  }

  private void readLongs(int from, int count, long[] out) {
    values.asLongBuffer().get(from, out, 0, count);
  }

  private void readBits(int from, int count, long[] out) {
    for (int i = 0; i < count; i++) {
      int bit = from + i;
      out[i] = (long) (values.get(bit >>> 3) >>> (bit & 7)) & 1;
    }
  }

  private void readFloats(int from, int count, double[] out) {
    switch (node.bits()) {
      case 16 -> {
        for (int i = 0; i < count; i++) {
          out[i] = Float.float16ToFloat(values.getShort(2 * (from + i)));
        }
      }
      case 32 -> {
        for (int i = 0; i < count; i++) {
          out[i] = values.getFloat(4 * (from + i));
        }
      }
      default -> values.asDoubleBuffer().get(from, out, 0, count);
    }
  }

  /** Nearest doubles: exactly where digits and power of ten are exact, else by big decimals. */
  private void readDecimals(int from, int count, double[] out) {
    int scale = node.scale();
    boolean exactPower = scale >= 0 && scale <= EXACT_POWERS;
    double power = exactPower ? Double.parseDouble("1e" + scale) : 0;
    int width = bytes(node);
    byte[] digits = new byte[width];
    for (int i = 0; i < count; i++) {
      int at = (from + i) * width;
      long low = width == 4 ? values.getInt(at) : values.getLong(at);
      boolean fits = low > -(1L << 53) && low < 1L << 53;
      for (int word = 8; word < width && fits; word += 8) {
        fits = values.getLong(at + word) == low >> 63;
      }
      if (fits && exactPower) {
        out[i] = low / power;
      } else {
        for (int b = 0; b < width; b++) {
          digits[width - 1 - b] = values.get(at + b);
        }
        out[i] = new BigDecimal(new BigInteger(digits), scale).doubleValue();
      }
    }
  }

  private void readDates(int from, Vector out) {
    int count = out.size();
    long[] days = out.longs();
    if (node.bits() == 32) {
      for (int i = 0; i < count; i++) {
        days[i] = values.getInt(4 * (from + i));
      }
      return;
    }
    readLongs(from, count, days);
    for (int i = 0; i < count; i++) {
      if (out.isNull(i)) {
        continue;
      }
      long day = days[i] / EpochDay.MILLIS;
      if (day * EpochDay.MILLIS != days[i]) {
        throw invalid("date64[ms] " + days[i] + " does not represent a whole number of days");
      }
      if (day != (int) day) {
        throw invalid("date64[ms] " + days[i] + " is out of range");
      }
      days[i] = day;
    }
  }

  /** Milliseconds; finer units are divided toward zero. */
  private void readTimestamps(int from, Vector out) {
    int count = out.size();
    long[] millis = out.longs();
    readLongs(from, count, millis);
    switch (node.unit()) {
      case TimeUnit.SECOND -> {
        for (int i = 0; i < count; i++) {
          long seconds = out.isNull(i) ? 0 : millis[i];
          if (seconds > Long.MAX_VALUE / 1000 || seconds < Long.MIN_VALUE / 1000) {
            throw invalid("timestamp[s] " + seconds + " is out of range");
          }
          millis[i] = seconds * 1000;
        }
      }
      case TimeUnit.MICROSECOND -> {
        for (int i = 0; i < count; i++) {
          millis[i] /= 1000;
        }
      }
      case TimeUnit.NANOSECOND -> {
        for (int i = 0; i < count; i++) {
          millis[i] /= 1_000_000;
        }
      }
      default -> {}
    }
  }
}
