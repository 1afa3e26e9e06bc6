package dev.perspective4j.engine.csv;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Decimal text to the nearest double.
 *
 * <p>Up to 2<sup>53</sup> as digits and a power of ten up to 10<sup>22</sup> are both exact
 * doubles, so one multiplication or division rounds correctly (Clinger's fast path). Everything
 * else goes through {@link Double#parseDouble}.
 */
final class DecimalNumber {

  private static final double[] POWERS = new double[23];
  private static final long EXACT = 1L << 53;

  static {
    for (int i = 0; i < POWERS.length; i++) {
      POWERS[i] = Double.parseDouble("1e" + i);
    }
  }

  private DecimalNumber() {}

  /** Ten to the power of {@code [0, 22]}. */
  static double power(int exponent) {
    return POWERS[exponent];
  }

  /** The number in {@code [from, to)}; NaN if it is none, or is written as NaN. */
  static double parse(byte[] text, int from, int to) {
    int at = from;
    boolean negative = at < to && text[at] == '-';
    if (at < to && (negative || text[at] == '+')) {
      at++;
    }
    long mantissa = 0;
    int digits = 0;
    int scale = 0;
    boolean exact = true;
    boolean point = false;
    for (; at < to; at++) {
      byte b = text[at];
      if (b >= '0' && b <= '9') {
        digits++;
        if (mantissa < EXACT / 10 - 1) {
          mantissa = mantissa * 10 + (b - '0');
          scale += point ? 1 : 0;
        } else {
          exact = false;
        }
      } else if (b == '.' && !point) {
        point = true;
      } else {
        break;
      }
    }
    if (digits == 0) {
      return isInfinity(text, at, to) && !point
          ? negative ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY
          : Double.NaN;
    }
    int exponent = 0;
    if (at < to) {
      if ((text[at] | 0x20) != 'e') {
        return Double.NaN;
      }
      at++;
      boolean down = at < to && text[at] == '-';
      if (at < to && (down || text[at] == '+')) {
        at++;
      }
      if (at == to) {
        return Double.NaN;
      }
      for (; at < to; at++) {
        if (text[at] < '0' || text[at] > '9') {
          return Double.NaN;
        }
        exponent = Math.min(100_000, exponent * 10 + (text[at] - '0'));
      }
      exponent = down ? -exponent : exponent;
    }
    int power = exponent - scale;
    if (exact && power >= -22 && power <= 22) {
      double value = power < 0 ? mantissa / POWERS[-power] : mantissa * POWERS[power];
      return negative ? -value : value;
    }
    return Double.parseDouble(new String(text, from, to - from, StandardCharsets.US_ASCII));
  }

  /** Whether the text is digits with an optional sign and point: a number, whatever its value. */
  static boolean isDecimal(byte[] text, int from, int to) {
    int at = from < to && (text[from] == '-' || text[from] == '+') ? from + 1 : from;
    int points = 0;
    int digits = 0;
    for (; at < to; at++) {
      if (text[at] >= '0' && text[at] <= '9') {
        digits++;
      } else if (text[at] != '.' || ++points > 1) {
        return false;
      }
    }
    return digits > 0;
  }

  /** Whether the text is NaN: {@code nan} or {@code nan(characters)}, with or without sign. */
  static boolean isNan(byte[] text, int from, int to) {
    int start = from < to && (text[from] == '-' || text[from] == '+') ? from + 1 : from;
    if (to - start < 3 || !matches(text, start, start + 3, "nan")) {
      return false;
    }
    if (to - start == 3) {
      return true;
    }
    boolean inner = text[start + 3] == '(' && text[to - 1] == ')' && to - start >= 5;
    for (int i = start + 4; inner && i < to - 1; i++) {
      inner = text[i] == '_' || Character.isLetterOrDigit(text[i]);
    }
    return inner;
  }

  private static boolean isInfinity(byte[] text, int from, int to) {
    return matches(text, from, to, "inf") || matches(text, from, to, "infinity");
  }

  private static boolean matches(byte[] text, int from, int to, String word) {
    return to - from == word.length()
        && new String(text, from, to - from, StandardCharsets.US_ASCII)
            .toLowerCase(Locale.ROOT)
            .equals(word);
  }
}
