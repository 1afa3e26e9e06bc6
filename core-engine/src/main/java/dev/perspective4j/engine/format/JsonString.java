package dev.perspective4j.engine.format;

import dev.perspective4j.engine.column.StringDictionary;
import dev.perspective4j.engine.text.Utf8Builder;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Quotes and escapes strings: short escapes where JSON has them, hexadecimal ones for the rest of
 * the control characters.
 */
public final class JsonString {

  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long ONES = 0x0101_0101_0101_0101L;
  private static final long HIGHEST = 0x8080_8080_8080_8080L;
  private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);

  private JsonString() {}

  /** Appends a string as a JSON string. */
  public static void write(String text, Utf8Builder out) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    write(utf8, 0, utf8.length, out);
  }

  /** Writes the string behind a code, using the buffer's free space as scratch. */
  static void write(StringDictionary dictionary, int code, Utf8Builder out) {
    int length = dictionary.length(code);
    out.reserve(length + 2);
    byte[] array = out.array();
    int start = out.size() + 1;
    dictionary.copyTo(code, array, start);
    if (plainLength(array, start, start + length) == length) {
      array[start - 1] = '"';
      array[start + length] = '"';
      out.advance(length + 2);
    } else {
      byte[] utf8 = new byte[length];
      dictionary.copyTo(code, utf8, 0);
      write(utf8, 0, length, out);
    }
  }

  private static void write(byte[] utf8, int from, int to, Utf8Builder out) {
    out.ascii('"');
    int at = from;
    while (true) {
      int plain = plainLength(utf8, at, to);
      out.bytes(utf8, at, plain);
      at += plain;
      if (at == to) {
        break;
      }
      escape(utf8[at++], out);
    }
    out.ascii('"');
  }

  private static int plainLength(byte[] utf8, int from, int to) {
    int at = from;
    while (at + Long.BYTES <= to && isPlain((long) WORDS.get(utf8, at))) {
      at += Long.BYTES;
    }
    while (at < to) {
      byte b = utf8[at];
      // Bytes of multi-byte characters are negative and always plain.
      if (b == '"' || b == '\\' || (b >= 0 && b < 0x20)) {
        break;
      }
      at++;
    }
    return at - from;
  }

  /**
   * Whether none of eight bytes needs an escape. Subtracting borrows into the highest bit of a byte
   * that is too small; bytes that had it before are parts of longer characters.
   */
  private static boolean isPlain(long bytes) {
    long quotes = bytes ^ ONES * '"';
    long slashes = bytes ^ ONES * '\\';
    long small =
        ((bytes - ONES * 0x20) & ~bytes)
            | ((quotes - ONES) & ~quotes)
            | ((slashes - ONES) & ~slashes);
    return (small & HIGHEST) == 0;
  }

  private static void escape(byte b, Utf8Builder out) {
    out.ascii('\\');
    switch (b) {
      case '"', '\\' -> out.ascii((char) b);
      case '\b' -> out.ascii('b');
      case '\f' -> out.ascii('f');
      case '\n' -> out.ascii('n');
      case '\r' -> out.ascii('r');
      case '\t' -> out.ascii('t');
      default -> out.ascii("u00").ascii((char) HEX[b >> 4]).ascii((char) HEX[b & 15]);
    }
  }
}
