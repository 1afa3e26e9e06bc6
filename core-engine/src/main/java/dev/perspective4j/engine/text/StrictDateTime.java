package dev.perspective4j.engine.text;

import java.nio.charset.StandardCharsets;

/**
 * The strict grammar of datetimes: the whole text must match, nothing is trimmed.
 *
 * <p>Accepted: {@code YYYY-MM-DD}; the same with a space or {@code T} and {@code hh[:mm[:ss[.f]]]}
 * and an optional zone ({@code Z}, {@code +hh}, {@code +hhmm}, {@code +hh:mm}); {@code M/D/YYYY,
 * h:mm:ss AM}; {@code M-D-YYYY}; {@code M/D/YYYY}; {@code D M YYYY}. Years of ISO forms may have a
 * sign and six digits, as JavaScript prints years outside {@code [0, 9999]}. Only real dates match.
 * Digits finer than a millisecond are cut.
 *
 * <p>All methods are pure. They take UTF-8 bytes and return epoch milliseconds, or {@link
 * #NO_MATCH}.
 */
public final class StrictDateTime {

  /** Returned for text that does not match. */
  public static final long NO_MATCH = Long.MIN_VALUE;

  /** Which fractions of a second match. */
  public enum Fraction {
    /** None at all. */
    NONE,
    /**
     * One to three digits, or six, or nine; offsets beside six or nine digits must be spelled
     * {@code +hh:mm} and stay below 12 hours. This is what datetime cells accept.
     */
    COMMON,
    /** One to nine digits. */
    ANY
  }

  private StrictDateTime() {}

  /** Epoch milliseconds of a text, or {@link #NO_MATCH}; fractions as in datetime cells. */
  public static long parse(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    return parse(utf8, 0, utf8.length, Fraction.COMMON);
  }

  /** Epoch milliseconds of the bytes {@code [from, to)}, or {@link #NO_MATCH}. */
  public static long parse(byte[] text, int from, int to, Fraction fraction) {
    if (to - from < 5 || to - from > 64) {
      return NO_MATCH;
    }
    long iso = iso(text, from, to, fraction);
    return iso != NO_MATCH ? iso : FieldDateTime.parse(text, from, to);
  }

  /** Epoch milliseconds of {@code YYYY-MM-DD}, or {@link #NO_MATCH}. */
  public static long parseDay(byte[] text, int from, int to) {
    return to - from == 10 ? day(text, from, to, 4, 1) : NO_MATCH;
  }

  private static long iso(byte[] text, int from, int to, Fraction fraction) {
    int yearAt = from;
    int yearDigits = 4;
    int sign = 1;
    if (text[from] == '+' || text[from] == '-') {
      sign = text[from] == '-' ? -1 : 1;
      yearAt++;
      yearDigits = 6;
    }
    long day = day(text, yearAt, to, yearDigits, sign);
    if (day == NO_MATCH) {
      return NO_MATCH;
    }
    int at = yearAt + yearDigits + 6;
    if (at == to) {
      return day;
    }
    if (text[at] != ' ' && text[at] != 'T') {
      return NO_MATCH;
    }
    return time(text, at + 1, to, day, fraction);
  }

  /** Milliseconds of {@code Y..Y-MM-DD} at {@code at}; what follows is not looked at. */
  private static long day(byte[] text, int at, int to, int yearDigits, int sign) {
    int dash = at + yearDigits;
    if (dash + 6 > to || text[dash] != '-' || text[dash + 3] != '-') {
      return NO_MATCH;
    }
    int digits = Ascii.digits(text, at, yearDigits);
    if (digits < 0) {
      return NO_MATCH;
    }
    int year = sign * digits;
    int month = Ascii.twoDigits(text, dash + 1, to);
    int day = Ascii.twoDigits(text, dash + 4, to);
    return EpochDay.exists(year, month, day)
        ? EpochDay.of(year, month, day) * EpochDay.MILLIS
        : NO_MATCH;
  }

  private static long time(byte[] text, int from, int to, long day, Fraction fraction) {
    int hour = Ascii.twoDigits(text, from, to);
    if (hour < 0 || hour > 23) {
      return NO_MATCH;
    }
    int at = from + 2;
    int minute = 0;
    int second = 0;
    int millis = 0;
    boolean fine = false;
    if (at < to && text[at] == ':') {
      minute = Ascii.twoDigits(text, at + 1, to);
      if (minute < 0 || minute > 59) {
        return NO_MATCH;
      }
      at += 3;
      if (at < to && text[at] == ':') {
        second = Ascii.twoDigits(text, at + 1, to);
        if (second < 0 || second > 59) {
          return NO_MATCH;
        }
        at += 3;
        if (at < to && text[at] == '.') {
          int digits = Ascii.countDigits(text, at + 1, to, 10);
          fine = digits == 6 || digits == 9;
          boolean allowed =
              switch (fraction) {
                case NONE -> false;
                case COMMON -> (digits >= 1 && digits <= 3) || fine;
                case ANY -> digits >= 1 && digits <= 9;
              };
          if (!allowed) {
            return NO_MATCH;
          }
          millis = millis(text, at + 1, digits);
          at += 1 + digits;
        }
      }
    }
    long offset = offsetMinutes(text, at, to);
    if (offset == NO_MATCH) {
      return NO_MATCH;
    }
    if (fine && fraction == Fraction.COMMON && !isNarrowZone(text, at, to)) {
      return NO_MATCH;
    }
    return day + hour * 3_600_000L + minute * 60_000L + second * 1000L + millis - offset * 60_000L;
  }

  /** The first three digits of a fraction as milliseconds. */
  static int millis(byte[] text, int at, int digits) {
    int value = Ascii.number(text, at, Math.min(3, digits));
    return digits == 1 ? value * 100 : digits == 2 ? value * 10 : value;
  }

  /** Minutes east of a zone that fills the rest of the text, 0 for none, or {@link #NO_MATCH}. */
  private static long offsetMinutes(byte[] text, int at, int to) {
    if (at == to) {
      return 0;
    }
    byte first = text[at];
    if (first == 'Z') {
      return at + 1 == to ? 0 : NO_MATCH;
    }
    if (first != '+' && first != '-') {
      return NO_MATCH;
    }
    int hours = Ascii.twoDigits(text, at + 1, to);
    int minutes = 0;
    switch (to - at) {
      case 3 -> {}
      case 5 -> minutes = Ascii.twoDigits(text, at + 3, to);
      case 6 -> minutes = text[at + 3] == ':' ? Ascii.twoDigits(text, at + 4, to) : -1;
      default -> minutes = -1;
    }
    if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) {
      return NO_MATCH;
    }
    long offset = hours * 60L + minutes;
    return first == '-' ? -offset : offset;
  }

  private static boolean isNarrowZone(byte[] text, int at, int to) {
    if (at == to || text[at] == 'Z') {
      return true;
    }
    return to - at == 6
        && Ascii.twoDigits(text, at + 1, to) < 12
        && Ascii.twoDigits(text, at + 4, to) < 59;
  }
}
