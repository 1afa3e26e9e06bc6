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
    reserve(IntegerText.LONGEST);
    size = IntegerText.write(value, bytes, size);
    return this;
  }

  /** Appends an unsigned 64-bit integer in decimal. */
  public Utf8Builder unsigned(long value) {
    reserve(IntegerText.LONGEST);
    size = IntegerText.writeUnsigned(value, bytes, size);
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
    for (int missing = width - IntegerText.digits(value); missing > 0; missing--) {
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

  private void grow(long count) {
    long wanted = size + count;
    if (wanted > LIMIT) {
      throw new EngineException("Result exceeds 2 GiB; read it in smaller windows");
    }
    bytes = Arrays.copyOf(bytes, (int) Math.min(LIMIT, Math.max(wanted, bytes.length * 2L)));
  }
}
