package dev.perspective4j.engine.format;

import dev.perspective4j.engine.column.StringDictionary;
import dev.perspective4j.engine.text.Utf8Builder;
import java.nio.charset.StandardCharsets;

/** Puts strings in quotes and doubles the quotes in them. */
public final class CsvString {

  private CsvString() {}

  /** Appends a string as a CSV field. */
  public static void write(String text, Utf8Builder out) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    write(utf8, 0, utf8.length, out);
  }

  /** Writes the string behind a code, using the buffer's free space as scratch. */
  static void write(StringDictionary dictionary, int code, Utf8Builder out) {
    int length = dictionary.length(code);
    out.reserve(length + 2L);
    byte[] array = out.array();
    int start = out.size() + 1;
    dictionary.copyTo(code, array, start);
    if (isPlain(array, start, start + length)) {
      array[start - 1] = '"';
      array[start + length] = '"';
      out.advance(length + 2);
    } else {
      byte[] utf8 = new byte[length];
      dictionary.copyTo(code, utf8, 0);
      write(utf8, 0, length, out);
    }
  }

  private static boolean isPlain(byte[] utf8, int from, int to) {
    for (int i = from; i < to; i++) {
      if (utf8[i] == '"') {
        return false;
      }
    }
    return true;
  }

  private static void write(byte[] utf8, int from, int to, Utf8Builder out) {
    out.ascii('"');
    int plain = from;
    for (int i = from; i < to; i++) {
      if (utf8[i] == '"') {
        out.bytes(utf8, plain, i + 1 - plain);
        plain = i;
      }
    }
    out.bytes(utf8, plain, to - plain).ascii('"');
  }
}
