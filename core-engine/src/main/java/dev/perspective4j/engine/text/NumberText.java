package dev.perspective4j.engine.text;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Prints floating-point numbers.
 *
 * <p>JSON and CSV print the shortest digits that read back as the same number and differ only in
 * where the point goes; {@link #sixDigits} and {@link #sixDecimals} are C's {@code %g} and {@code
 * %f}.
 */
public final class NumberText {

  private NumberText() {}

  /**
   * Appends a JSON value: plain decimals between {@code 1e-6} and {@code 1e21}, integral values
   * with {@code .0}; otherwise scientific without {@code +}; {@code null} for NaN and infinities.
   */
  public static void writeJson(double value, Utf8Builder out) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      out.ascii("null");
    } else if (value == 0) {
      out.ascii(1 / value < 0 ? "-0.0" : "0.0");
    } else {
      new ShortestDecimal(out, -6, 20, true, false).write(value);
    }
  }

  /**
   * Appends a CSV value: plain decimals from {@code 1e-6} up to ten digits before the point,
   * integral values without {@code .0}; otherwise scientific with a signed exponent; {@code nan},
   * {@code inf}, {@code -inf}.
   */
  public static void writeCsv(double value, Utf8Builder out) {
    if (!writeSpecial(value, out)) {
      new ShortestDecimal(out, -6, 9, false, true).write(value);
    }
  }

  /** As {@link #writeCsv(double, Utf8Builder)}, with the shortest digits of the single. */
  public static void writeCsv(float value, Utf8Builder out) {
    if (!writeSpecial(value, out)) {
      new ShortestDecimal(out, -6, 9, false, true).write(value);
    }
  }

  private static boolean writeSpecial(double value, Utf8Builder out) {
    if (Double.isNaN(value)) {
      out.ascii("nan");
    } else if (Double.isInfinite(value)) {
      out.ascii(value < 0 ? "-inf" : "inf");
    } else if (value == 0) {
      out.ascii(1 / value < 0 ? "-0" : "0");
    } else {
      return false;
    }
    return true;
  }

  /** The text {@link #writeJson} appends. */
  public static String json(double value) {
    Utf8Builder out = new Utf8Builder(32);
    writeJson(value, out);
    return out.toString();
  }

  /**
   * Six significant digits as C prints {@code %g}: {@code 0.1}, {@code 100000}, {@code 1e+06},
   * {@code 1.23457e+06}, {@code nan}, {@code inf}.
   */
  public static String sixDigits(double value) {
    if (Double.isNaN(value)) {
      return "nan";
    }
    if (Double.isInfinite(value)) {
      return value < 0 ? "-inf" : "inf";
    }
    if (value == 0) {
      return 1 / value < 0 ? "-0" : "0";
    }
    BigDecimal rounded =
        new BigDecimal(value)
            .round(new MathContext(6, RoundingMode.HALF_EVEN))
            .stripTrailingZeros();
    int exponent = rounded.precision() - rounded.scale() - 1;
    if (exponent >= -4 && exponent < 6) {
      return rounded.toPlainString();
    }
    String digits = rounded.unscaledValue().abs().toString();
    StringBuilder text = new StringBuilder(value < 0 ? "-" : "").append(digits.charAt(0));
    if (digits.length() > 1) {
      text.append('.').append(digits, 1, digits.length());
    }
    text.append(exponent < 0 ? "e-" : "e+");
    int magnitude = Math.abs(exponent);
    return text.append(magnitude < 10 ? "0" : "").append(magnitude).toString();
  }

  private static final double[] POWERS = {
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
  };

  /**
   * As {@link #sixDigits(double)}, into an array of at least 32 bytes.
   *
   * <p>Numbers from 0.001 to 1e15 are scaled to six digits before the point. One multiplication or
   * division by an exact power of ten is off by less than a part in 1e15, so unless what is behind
   * the point is within a millionth of one half, its rounding is that of the exact number.
   *
   * @return number of bytes
   */
  public static int sixDigits(double value, byte[] out) {
    double size = Math.abs(value);
    if (size >= 1e-3 && size < 1e15) {
      int exponent = size < 1 ? -1 : 0;
      if (size < 1) {
        while (size * POWERS[-exponent] < 1) {
          exponent--;
        }
      } else {
        while (size >= POWERS[exponent + 1]) {
          exponent++;
        }
      }
      double scaled = exponent <= 5 ? size * POWERS[5 - exponent] : size / POWERS[exponent - 5];
      int digits = (int) scaled;
      double rest = scaled - digits;
      if (rest < 0.499999 || rest > 0.500001) {
        digits += rest > 0.5 ? 1 : 0;
        if (digits >= 100_000 && digits < 1_000_000) {
          return exponent < 6
              ? plain(value < 0, digits, exponent, out)
              : scientific(value < 0, digits, exponent, out);
        }
      }
    }
    String text = sixDigits(value);
    for (int i = 0; i < text.length(); i++) {
      out[i] = (byte) text.charAt(i);
    }
    return text.length();
  }

  /** Six digits with the point behind the one of weight 10^0, without zeros at the end. */
  private static int plain(boolean negative, int digits, int exponent, byte[] out) {
    int at = 0;
    if (negative) {
      out[at++] = '-';
    }
    if (exponent < 0) {
      out[at++] = '0';
      out[at++] = '.';
      for (int i = -1; i > exponent; i--) {
        out[at++] = '0';
      }
    }
    int rest = digits;
    int weight = 100_000;
    for (int i = 0; rest > 0 || i <= exponent; i++) {
      if (i == exponent + 1 && exponent >= 0) {
        out[at++] = '.';
      }
      out[at++] = (byte) ('0' + rest / weight);
      rest %= weight;
      weight /= 10;
    }
    return at;
  }

  /** Six digits with the point behind the first, without zeros at the end, and a power of ten. */
  private static int scientific(boolean negative, int digits, int exponent, byte[] out) {
    int at = plain(negative, digits, 0, out);
    out[at++] = 'e';
    out[at++] = '+';
    out[at++] = (byte) ('0' + exponent / 10);
    out[at++] = (byte) ('0' + exponent % 10);
    return at;
  }

  /**
   * The text of a float in the name of a split column: {@link #sixDigits} if that reads back as the
   * same number, otherwise the shortest text that does, so that different groups never share a
   * name.
   */
  public static String label(double value) {
    String six = sixDigits(value);
    if (Double.isNaN(value) || Double.isInfinite(value) || Double.parseDouble(six) == value) {
      return six;
    }
    Utf8Builder out = new Utf8Builder(32);
    new ShortestDecimal(out, -6, 20, false, true).write(value);
    return out.toString();
  }

  /**
   * As {@link #label(double)}, of a number that has to differ from other floats of 32 bits only.
   */
  public static String label(float value) {
    String six = sixDigits(value);
    return Float.isNaN(value) || Float.isInfinite(value) || Float.parseFloat(six) == value
        ? six
        : label(Double.parseDouble(Float.toString(value)));
  }

  /** Six decimals as C prints {@code %f}: {@code 1.500000}; {@code nan}, {@code inf}. */
  public static String sixDecimals(double value) {
    if (Double.isNaN(value)) {
      return "nan";
    }
    if (Double.isInfinite(value)) {
      return value < 0 ? "-inf" : "inf";
    }
    String digits = new BigDecimal(value).setScale(6, RoundingMode.HALF_EVEN).toPlainString();
    boolean lostSign =
        1 / value < 0 ? !digits.startsWith("-") : value < 0 && !digits.startsWith("-");
    return lostSign ? "-" + digits : digits;
  }
}
