package dev.perspective4j.engine.cell;

import com.fasterxml.jackson.core.io.NumberInput;
import java.nio.charset.StandardCharsets;

/**
 * Numbers written as JSON strings: what text counts as an integer or a float, and its value.
 *
 * <p>Leading white space and a sign are fine, trailing text is not. Floats may be decimal,
 * hexadecimal, {@code inf}, {@code infinity}, {@code nan} or {@code nan(chars)} in any case.
 */
final class TextNumber {

  /** What a text is. */
  enum Kind {
    INTEGER,
    FLOAT,
    NONE
  }

  private TextNumber() {}

  /** Decides between integer, float and neither. */
  static Kind kind(byte[] s, int from, int to) {
    int at = skipSpace(s, from, to);
    at = skipSign(s, at, to);
    if (at == to) {
      return Kind.NONE;
    }
    int digits = digits(s, at, to);
    if (digits == to) {
      return Kind.INTEGER;
    }
    if (isWord(s, at, to, "inf") || isWord(s, at, to, "infinity") || isNan(s, at, to)) {
      return Kind.FLOAT;
    }
    boolean hex = to - at > 2 && s[at] == '0' && (s[at + 1] | 0x20) == 'x';
    return (hex ? isHex(s, at + 2, to) : isDecimal(s, at, digits, to)) ? Kind.FLOAT : Kind.NONE;
  }

  /** Whether the value of an {@link Kind#INTEGER} is within 64 bits, the smallest value aside. */
  static boolean fitsLong(byte[] s, int from, int to) {
    int at = skipSign(s, skipSpace(s, from, to), to);
    while (at < to - 1 && s[at] == '0') {
      at++;
    }
    int digits = to - at;
    if (digits < 19) {
      return true;
    }
    if (digits > 19) {
      return false;
    }
    byte[] limit = "9223372036854775807".getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i < 19; i++) {
      if (s[at + i] != limit[i]) {
        return s[at + i] < limit[i];
      }
    }
    return true;
  }

  /** The value of an {@link Kind#INTEGER} that {@linkplain #fitsLong fits}. */
  static long longValue(byte[] s, int from, int to) {
    int at = skipSpace(s, from, to);
    boolean negative = s[at] == '-';
    long value = 0;
    for (int i = skipSign(s, at, to); i < to; i++) {
      value = value * 10 + (s[i] - '0');
    }
    return negative ? -value : value;
  }

  /** The nearest double of an {@link Kind#INTEGER} or {@link Kind#FLOAT}. */
  static double doubleValue(byte[] s, int from, int to) {
    int at = skipSpace(s, from, to);
    boolean negative = s[at] == '-';
    at = skipSign(s, at, to);
    double value;
    int first = s[at] | 0x20;
    if (first == 'i') {
      value = Double.POSITIVE_INFINITY;
    } else if (first == 'n') {
      value = Double.NaN;
    } else {
      String text = new String(s, at, to - at, StandardCharsets.US_ASCII);
      boolean hex = to - at > 2 && (s[at + 1] | 0x20) == 'x';
      if (hex) {
        value =
            Double.parseDouble(text.indexOf('p') < 0 && text.indexOf('P') < 0 ? text + "p0" : text);
      } else {
        value = NumberInput.parseDouble(text, true);
      }
    }
    return negative ? -value : value;
  }

  private static boolean isDecimal(byte[] s, int from, int intEnd, int to) {
    int at = intEnd;
    int count = intEnd - from;
    if (at < to && s[at] == '.') {
      int end = digits(s, at + 1, to);
      count += end - at - 1;
      at = end;
    }
    return count > 0 && (at == to || isExponent(s, at, to, 'e'));
  }

  private static boolean isHex(byte[] s, int from, int to) {
    int at = hexDigits(s, from, to);
    int count = at - from;
    if (at < to && s[at] == '.') {
      int end = hexDigits(s, at + 1, to);
      count += end - at - 1;
      at = end;
    }
    return count > 0 && (at == to || isExponent(s, at, to, 'p'));
  }

  private static boolean isExponent(byte[] s, int from, int to, char letter) {
    if ((s[from] | 0x20) != letter) {
      return false;
    }
    int at = skipSign(s, from + 1, to);
    return at < to && digits(s, at, to) == to;
  }

  private static boolean isNan(byte[] s, int from, int to) {
    if (isWord(s, from, to, "nan")) {
      return true;
    }
    if (to - from < 5
        || !isWord(s, from, from + 3, "nan")
        || s[from + 3] != '('
        || s[to - 1] != ')') {
      return false;
    }
    for (int i = from + 4; i < to - 1; i++) {
      int c = s[i] | 0x20;
      if (!(c >= 'a' && c <= 'z') && !(s[i] >= '0' && s[i] <= '9') && s[i] != '_') {
        return false;
      }
    }
    return true;
  }

  /** Whether the text is the lower-case ASCII word in any case. */
  static boolean isWord(byte[] s, int from, int to, String word) {
    if (to - from != word.length()) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if ((s[from + i] | 0x20) != word.charAt(i) || s[from + i] < 'A') {
        return false;
      }
    }
    return true;
  }

  private static int skipSpace(byte[] s, int from, int to) {
    int at = from;
    while (at < to && (s[at] == ' ' || (s[at] >= '\t' && s[at] <= '\r'))) {
      at++;
    }
    return at;
  }

  private static int skipSign(byte[] s, int from, int to) {
    return from < to && (s[from] == '+' || s[from] == '-') ? from + 1 : from;
  }

  private static int digits(byte[] s, int from, int to) {
    int at = from;
    while (at < to && s[at] >= '0' && s[at] <= '9') {
      at++;
    }
    return at;
  }

  private static int hexDigits(byte[] s, int from, int to) {
    int at = from;
    while (at < to && Character.digit(s[at], 16) >= 0) {
      at++;
    }
    return at;
  }
}
