package dev.perspective4j.engine.text;

import dev.perspective4j.engine.EngineException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * UTF-8 text under construction: a byte array that grows.
 *
 * <p>Writers append bytes; nothing is turned into a {@link String} on the way. For one thread.
 */
public final class Utf8Builder {

  /** The largest text, a little below the largest array. */
  private static final int LIMIT = Integer.MAX_VALUE - 64;

  private static final byte[] PAIRS = new byte[200];

  static {
    for (int i = 0; i < 100; i++) {
      PAIRS[2 * i] = (byte) ('0' + i / 10);
      PAIRS[2 * i + 1] = (byte) ('0' + i % 10);
    }
  }

  /** The powers of ten from 1 up. */
  private static final long[] POWERS = new long[19];

  static {
    POWERS[0] = 1;
    for (int i = 1; i < POWERS.length; i++) {
      POWERS[i] = 10 * POWERS[i - 1];
    }
  }

  private byte[] bytes;
  private int size;

  /** Empty, with room for some text. */
  public Utf8Builder() {
    this(256);
  }

  /** Empty, with room for {@code capacity} bytes. */
  public Utf8Builder(int capacity) {
    bytes = new byte[Math.max(16, capacity)];
  }

  /** Number of bytes so far. */
  public int size() {
    return size;
  }

  /** Drops everything after the first {@code length} bytes. */
  public void truncate(int length) {
    size = length;
  }

  /**
   * The array behind, valid up to {@link #size()} until the next append; for encoders that write
   * many bytes at once after {@link #reserve}.
   */
  public byte[] array() {
    return bytes;
  }

  /**
   * Makes room for {@code count} more bytes.
   *
   * @throws EngineException if the text would exceed two gigabytes
   */
  public void reserve(long count) {
    if (count > bytes.length - size) {
      grow(count);
    }
  }

  /** Counts bytes written directly into {@link #array()}. */
  public void advance(int count) {
    size += count;
  }

  /** Appends one byte: an ASCII character. */
  public Utf8Builder ascii(char c) {
    reserve(1);
    bytes[size++] = (byte) c;
    return this;
  }

  /** Appends a string of ASCII characters. */
  public Utf8Builder ascii(String text) {
    int length = text.length();
    reserve(length);
    for (int i = 0; i < length; i++) {
      bytes[size + i] = (byte) text.charAt(i);
    }
    size += length;
    return this;
  }

  /** Appends any string; unpaired surrogates become question marks. */
  public Utf8Builder text(String text) {
    return bytes(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Appends bytes that are UTF-8 already. */
  public Utf8Builder bytes(byte[] utf8) {
    return bytes(utf8, 0, utf8.length);
  }

  /** Appends bytes that are UTF-8 already. */
  public Utf8Builder bytes(byte[] utf8, int offset, int length) {
    reserve(length);
    System.arraycopy(utf8, offset, bytes, size, length);
    size += length;
    return this;
  }

  /** Appends a signed integer in decimal. */
  public Utf8Builder integer(long value) {
    if (value < 0) {
      ascii('-');
      // Negating the smallest long gives its own bits, which are right as an unsigned number.
      return unsigned(-value);
    }
    return unsigned(value);
  }

  /** Appends an unsigned 64-bit integer in decimal. */
  public Utf8Builder unsigned(long value) {
    reserve(20);
    long rest = value;
    if (rest < 0) {
      long quotient = Long.divideUnsigned(rest, 10);
      unsigned(quotient);
      bytes[size++] = (byte) ('0' + (int) (rest - quotient * 10));
      return this;
    }
    int length = digits(rest);
    int at = size + length;
    size = at;
    while (rest >= 100) {
      long quotient = rest / 100;
      int pair = (int) (rest - quotient * 100) << 1;
      bytes[--at] = PAIRS[pair + 1];
      bytes[--at] = PAIRS[pair];
      rest = quotient;
    }
    if (rest >= 10) {
      int pair = (int) rest << 1;
      bytes[--at] = PAIRS[pair + 1];
      bytes[--at] = PAIRS[pair];
    } else {
      bytes[--at] = (byte) ('0' + (int) rest);
    }
    return this;
  }

  /**
   * Appends a number with a point before its last digits.
   *
   * @param digits all digits; not negative
   * @param decimals how many of them stand behind the point: at least one, and less than there are
   */
  Utf8Builder decimal(long digits, int decimals) {
    reserve(21);
    unsigned(digits);
    int point = size - decimals;
    for (int i = size; i > point; i--) {
      bytes[i] = bytes[i - 1];
    }
    bytes[point] = '.';
    size++;
    return this;
  }

  /** Appends a number padded with zeros to at least {@code width} digits; not negative. */
  public Utf8Builder padded(long value, int width) {
    for (int missing = width - digits(value); missing > 0; missing--) {
      ascii('0');
    }
    return unsigned(value);
  }

  /** The text so far, as a string. */
  @Override
  public String toString() {
    return new String(bytes, 0, size, StandardCharsets.UTF_8);
  }

  /** The text so far, as a copy. */
  public byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }

  /** The text so far, not copied: the builder must not be used any more. */
  public ByteBuffer toByteBuffer() {
    return ByteBuffer.wrap(bytes, 0, size).slice();
  }

  /** Number of decimal digits of a number that is not negative. */
  static int digits(long value) {
    // One bit is 0.30103 digits; zero counts like one.
    long one = value | 1;
    int least = ((Long.SIZE - Long.numberOfLeadingZeros(one)) * 1233) >>> 12;
    return one >= POWERS[least] ? least + 1 : least;
  }

  private void grow(long count) {
    long wanted = size + count;
    if (wanted > LIMIT) {
      throw new EngineException("Result exceeds 2 GiB; read it in smaller windows");
    }
    bytes = Arrays.copyOf(bytes, (int) Math.min(LIMIT, Math.max(wanted, bytes.length * 2L)));
  }
}
