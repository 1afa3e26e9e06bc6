package dev.perspective4j.engine.csv;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Text looked at eight bytes at a time, the first of them in the lowest bits.
 *
 * <p>The numbers of most cells have so few characters. They are read without a loop, so that their
 * lengths, which differ from cell to cell, mislead no branch prediction.
 */
final class EightBytes {

  /*
   * SIMD within a register: a long is eight lanes of a byte, and one operation works on all of them
   * (Lamport, "Multiple Byte Processing with Full-Word Instructions", CACM 18, 1975). What has to
   * be kept is that no lane carries into the next.
   *
   * zeros(): (b & 7F) + 7F has its high bit set exactly if one of the low seven bits is; or-ed with
   * b itself that is "not zero", exact in each lane. A byte is compared by xor with eight copies of
   * it.
   *
   * gather(): multiplying moves each of eight bits to its place in the top byte; as no two products
   * meet, none carries.
   *
   * digits(): '0' is taken off each byte, and adding 76 (hexadecimal) shows a value above 9 in the
   * high bit. Then neighbours are joined: 10 a + b for four pairs at once, and two multiplications
   * add the pairs up by powers of 100. The technique is described by Wojciech Muła and by Daniel
   * Lemire ("Quickly parsing eight digits", 2018).
   *
   * Bytes are read unaligned and little-endian through a VarHandle. Numbers are read by their last
   * eight bytes, what is before them is masked away, so there is no loop and no branch on the
   * length; the first eight bytes of a text are left to the plain way.
   */

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101_0101_0101_0101L;
  private static final long LOW_BITS = 0x7F * ONES;
  private static final long ZEROS = ONES * '0';
  private static final long POINTS = ONES * '.';

  private EightBytes() {}

  /** The bytes from {@code at} on. */
  static long at(byte[] text, int at) {
    return (long) LONGS.get(text, at);
  }

  /** The four bytes from {@code at} on. */
  static int fourAt(byte[] text, int at) {
    return (int) INTS.get(text, at);
  }

  /** A number whose eight bytes are all this one. */
  static long each(char ascii) {
    return ONES * ascii;
  }

  /** Sets the highest bit of each byte that is zero, and clears everything else. */
  static long zeros(long bytes) {
    return ~(((bytes & LOW_BITS) + LOW_BITS) | bytes | LOW_BITS);
  }

  /** Eight highest bits as a number: bit 0 is that of the first byte. */
  static long gather(long highBits) {
    return ((highBits >>> 7) * 0x0102_0408_1020_4080L) >>> 56;
  }

  /** The value of one to eight digits, or -1 if they are not, or cannot be looked at so. */
  static long number(byte[] text, int from, int to) {
    int length = to - from;
    if (length < 1 || length > Long.BYTES || to < Long.BYTES) {
      return -1;
    }
    return digits(last(text, to, length));
  }

  /**
   * The value of up to eight characters, digits and perhaps a point; NaN if they are something
   * else, or cannot be looked at so.
   */
  static double decimal(byte[] text, int from, int to) {
    int length = to - from;
    if (length < 1 || length > Long.BYTES || to < Long.BYTES) {
      return Double.NaN;
    }
    long bytes = last(text, to, length);
    long points = zeros(bytes ^ POINTS);
    if (points == 0) {
      long whole = digits(bytes);
      return whole < 0 ? Double.NaN : whole;
    }
    if (length == 1) {
      return Double.NaN;
    }
    // What is before the point moves up by one byte; a second point is no digit.
    int behind = Long.numberOfTrailingZeros(points) + 1;
    long fraction = behind == Long.SIZE ? 0 : bytes >>> behind << behind;
    long before = (bytes & ((1L << (behind - Byte.SIZE)) - 1)) << Byte.SIZE;
    long digits = digits(fraction | before | '0');
    return digits < 0 ? Double.NaN : digits / DecimalNumber.power((Long.SIZE - behind) / Byte.SIZE);
  }

  /** The last bytes before {@code to}, with zeros to the left. */
  private static long last(byte[] text, int to, int length) {
    int others = Long.SIZE - length * Byte.SIZE;
    long kept = -1L << others;
    return (at(text, to - Long.BYTES) & kept) | (ZEROS & ~kept);
  }

  /**
   * The value of eight digits, or -1: pairs are added up to numbers below 100, those to fours, and
   * so on.
   */
  static long digits(long bytes) {
    long values = bytes ^ ZEROS;
    if (((values | (values + 0x76 * ONES)) & ~LOW_BITS) != 0) {
      return -1;
    }
    long pairs = values * 10 + (values >>> 8);
    long odd = (pairs & 0x0000_00FF_0000_00FFL) * (100 + (1_000_000L << 32));
    long even = (pairs >>> 16 & 0x0000_00FF_0000_00FFL) * (1 + (10_000L << 32));
    return (odd + even) >>> 32;
  }
}
