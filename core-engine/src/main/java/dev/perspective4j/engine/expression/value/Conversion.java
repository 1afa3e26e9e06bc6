package dev.perspective4j.engine.expression.value;

import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.text.DateText;
import dev.perspective4j.engine.text.EpochDay;
import dev.perspective4j.engine.text.NumberText;

/** The four conversions {@code string}, {@code integer}, {@code float}, {@code boolean}. */
public final class Conversion {
  private Conversion() {}

  /** To text; an empty text becomes null. */
  public static void toText(Cell in, Cell out) {
    if (in.isNull()) {
      out.setNull(PhysicalType.STRING);
      return;
    }
    String text =
        switch (in.physicalType().type()) {
          case STRING -> in.text();
          case BOOLEAN -> in.bits() != 0 ? "true" : "false";
          case INTEGER ->
              in.physicalType() == PhysicalType.UINT64
                  ? Long.toUnsignedString(in.bits())
                  : Long.toString(in.bits());
          case FLOAT -> NumberText.sixDigits(in.number());
          case DATE -> date(in.bits());
          case DATETIME -> DateText.dateTime(in.bits());
        };
    if (text.isEmpty()) {
      out.setNull(PhysicalType.STRING);
    } else {
      out.setText(text);
    }
  }

  /** Year without padding, month and day with two digits. */
  private static String date(long day) {
    long packed = EpochDay.toDate(day);
    long month = (packed >> 5) & 15;
    long dayOfMonth = packed & 31;
    return (packed >> 9)
        + (month < 10 ? "-0" : "-")
        + month
        + (dayOfMonth < 10 ? "-0" : "-")
        + dayOfMonth;
  }

  /** To float; datetimes and dates become epoch milliseconds, NaN null. */
  public static void toFloat(Cell in, Cell out) {
    double value = in.isNull() ? Double.NaN : number(in);
    if (Double.isNaN(value)) {
      out.setNull(PhysicalType.FLOAT64);
    } else {
      out.setFloat(value);
    }
  }

  /** To a 32-bit integer toward zero; null outside its range. */
  public static void toInteger(Cell in, Cell out) {
    double value = in.isNull() ? Double.NaN : number(in);
    if (value > -2147483649.0 && value < 2147483648.0) {
      out.setLong(PhysicalType.INT32, (long) value);
    } else {
      out.setNull(PhysicalType.INT32);
    }
  }

  private static double number(Cell in) {
    return switch (in.physicalType().type()) {
      case STRING -> parse(in.text());
      case DATE -> in.bits() * (double) EpochDay.MILLIS;
      default -> in.number();
    };
  }

  /** To boolean: null is false, except for the null literal. */
  public static void toBoolean(Cell in, Cell out) {
    if (in.isNone()) {
      out.setNull(PhysicalType.BOOL);
    } else {
      out.setBoolean(in.truth());
    }
  }

  /**
   * The number at the start of a text, NaN if there is none.
   *
   * <p>The longest run of characters that occur in C's number literals must be one, complete and
   * finite; what follows the run does not matter.
   */
  public static double parse(String text) {
    int start = 0;
    while (start < text.length() && isBlank(text.charAt(start))) {
      start++;
    }
    int end = start;
    boolean dot = false;
    while (end < text.length()) {
      char c = text.charAt(end);
      if (c == '.') {
        if (dot) {
          break;
        }
        dot = true;
      } else if (c == '+' || c == '-') {
        if (end > start && "eEpP".indexOf(text.charAt(end - 1)) < 0) {
          break;
        }
      } else if (!isRunCharacter(c)) {
        break;
      }
      end++;
    }
    return literal(text.substring(start, end));
  }

  private static boolean isBlank(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }

  private static boolean isRunCharacter(char c) {
    return (c >= '0' && c <= '9')
        || (c >= 'a' && c <= 'f')
        || (c >= 'A' && c <= 'F')
        || "xXpPiInN".indexOf(c) >= 0;
  }

  private static double literal(String run) {
    int at = run.startsWith("+") || run.startsWith("-") ? 1 : 0;
    boolean hex = run.regionMatches(true, at, "0x", 0, 2);
    int digits = 0;
    int i = hex ? at + 2 : at;
    while (i < run.length() && (run.charAt(i) == '.' || isDigit(run.charAt(i), hex))) {
      digits += run.charAt(i) == '.' ? 0 : 1;
      i++;
    }
    if (digits == 0) {
      return Double.NaN;
    }
    boolean exponent = i < run.length();
    if (exponent) {
      if (Character.toLowerCase(run.charAt(i)) != (hex ? 'p' : 'e')) {
        return Double.NaN;
      }
      i++;
      i += i < run.length() && (run.charAt(i) == '+' || run.charAt(i) == '-') ? 1 : 0;
      int from = i;
      while (i < run.length() && isDigit(run.charAt(i), false)) {
        i++;
      }
      if (i == from || i < run.length()) {
        return Double.NaN;
      }
    }
    double value = Double.parseDouble(hex && !exponent ? run + "p0" : run);
    return Double.isInfinite(value) ? Double.NaN : value;
  }

  private static boolean isDigit(char c, boolean hex) {
    return (c >= '0' && c <= '9') || (hex && ((c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F')));
  }
}
