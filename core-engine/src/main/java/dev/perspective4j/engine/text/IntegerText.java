package dev.perspective4j.engine.text;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Prints integers in decimal straight into arrays.
 *
 * <p>Eight digits are made at once in the bytes of a long: the number is cut into halves, these
 * into pairs and these into digits, each time with one multiplication for all.
 */
public final class IntegerText {

  /** Most bytes of an integer of 64 bits, signed or not. */
  public static final int LONGEST = 20;

  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final int EIGHT_DIGITS = 100_000_000;
  private static final long SIXTEEN_DIGITS = 10_000_000_000_000_000L;
  private static final long ZEROS = 0x3030_3030_3030_3030L;

  /** The powers of ten from 1 up. */
  private static final long[] POWERS = new long[19];

  static {
    POWERS[0] = 1;
    for (int i = 1; i < POWERS.length; i++) {
      POWERS[i] = 10 * POWERS[i - 1];
    }
  }

  private IntegerText() {}

  /**
   * Writes a signed integer.
   *
   * @param to has room for {@link #LONGEST} bytes
   * @param at where it starts
   * @return where it ends
   */
  public static int write(long value, byte[] to, int at) {
    if (value >= 0) {
      return writePositive(value, to, at);
    }
    to[at] = '-';
    // Negating the smallest long gives its own bits, which are right as an unsigned number.
    return writeUnsigned(-value, to, at + 1);
  }

  /** As {@link #write}, of an unsigned integer. */
  public static int writeUnsigned(long value, byte[] to, int at) {
    if (value >= 0) {
      return writePositive(value, to, at);
    }
    long quotient = Long.divideUnsigned(value, 10);
    int end = writePositive(quotient, to, at);
    to[end] = (byte) ('0' + (int) (value - quotient * 10));
    return end + 1;
  }

  private static int writePositive(long value, byte[] to, int at) {
    if (value < EIGHT_DIGITS) {
      return writeShort((int) value, to, at);
    }
    if (value < SIXTEEN_DIGITS) {
      long high = value / EIGHT_DIGITS;
      int end = writeShort((int) high, to, at);
      return writeEight((int) (value - high * EIGHT_DIGITS), to, end);
    }
    long top = value / SIXTEEN_DIGITS;
    long rest = value - top * SIXTEEN_DIGITS;
    long high = rest / EIGHT_DIGITS;
    int end = writeEight((int) high, to, writeShort((int) top, to, at));
    return writeEight((int) (rest - high * EIGHT_DIGITS), to, end);
  }

  /**
   * Up to eight digits, without zeros in front; the bytes behind up to the eighth are overwritten.
   */
  private static int writeShort(int value, byte[] to, int at) {
    long digits = digitsOf(value);
    // The last digit always counts.
    int zeros = Long.numberOfTrailingZeros(digits | (1L << 56)) >>> 3;
    WORDS.set(to, at, (digits | ZEROS) >>> (zeros << 3));
    return at + Long.BYTES - zeros;
  }

  private static int writeEight(int value, byte[] to, int at) {
    WORDS.set(to, at, digitsOf(value) | ZEROS);
    return at + Long.BYTES;
  }

  /** The eight digits of a number, the first one in the lowest byte. */
  private static long digitsOf(int value) {
    long high = value / 10_000;
    long halves = high | ((value - high * 10_000) << 32);
    // 10486 / 2^20 is 1 / 100 for all numbers of four digits, 103 / 2^10 is 1 / 10 for all of two.
    long hundreds = ((halves * 10_486) >>> 20) & 0x7F_0000_007FL;
    long pairs = hundreds | ((halves - hundreds * 100) << 16);
    long tens = ((pairs * 103) >>> 10) & 0x0F_000F_000F_000FL;
    return tens | ((pairs - tens * 10) << 8);
  }

  /** Number of decimal digits of a number that is not negative. */
  static int digits(long value) {
    // One bit is 0.30103 digits; zero counts like one.
    long one = value | 1;
    int least = ((Long.SIZE - Long.numberOfLeadingZeros(one)) * 1233) >>> 12;
    return one >= POWERS[least] ? least + 1 : least;
  }
}
