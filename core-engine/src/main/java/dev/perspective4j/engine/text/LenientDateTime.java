package dev.perspective4j.engine.text;

import static dev.perspective4j.engine.text.StrictDateTime.NO_MATCH;

import java.nio.charset.StandardCharsets;

/**
 * The lenient grammar of dates and datetimes: nineteen patterns, the first that matches wins.
 *
 * <p>Leading white space is skipped; fields need not be padded; the text may stop after any field
 * once year, month and day are read. No offsets, no {@code AM}. A trailing {@code Z} is ignored;
 * after the seconds a fraction of exactly three or six digits counts, any other is ignored.
 *
 * <p>Three accidents of the reference engine are refused: dates without a year, month or day; a
 * year that runs into an hour ({@code 13/02/2020} read as year 13); days that do not exist.
 *
 * <p>All methods are pure and return epoch milliseconds, or {@link StrictDateTime#NO_MATCH}.
 */
public final class LenientDateTime {

  private static final byte[][] PATTERNS =
      patterns(
          "Y-m-dTH:M:S",
          "m-d-Y H:M:S",
          "m/d/Y H:M:S",
          "Y-m-d H:M:S",
          "Y/m/dTH:M:S",
          "Y/m/d H:M:S",
          "m-d-Y H:M",
          "m/d/Y H:M",
          "Y-m-d H:M",
          "Y/m/d H:M",
          "m-d-Y H",
          "m/d/Y H",
          "Y-m-d H",
          "Y/m/d H",
          "m-d-Y",
          "m/d/Y",
          "Y-m-d",
          "Y/m/d",
          "Y m d");

  private LenientDateTime() {}

  /** Epoch milliseconds of a text, or {@link StrictDateTime#NO_MATCH}. */
  public static long parse(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    return parse(utf8, 0, utf8.length);
  }

  /** Epoch milliseconds of the bytes {@code [from, to)}, or {@link StrictDateTime#NO_MATCH}. */
  public static long parse(byte[] text, int from, int to) {
    return parse(text, from, to, false);
  }

  /**
   * Parses with a choice about days that do not exist.
   *
   * @param pastEnd whether day 30 or 31 of a shorter month matches; it then counts as the last
   *     millisecond of the last real day, an instant no date cell has
   */
  static long parse(byte[] text, int from, int to, boolean pastEnd) {
    int start = Ascii.skipSpace(text, from, to);
    // Every pattern starts with a digit; most strings that are no dates end here.
    if (start == to || !Ascii.isDigit(text[start]) || to - start < 6 || to - start > 64) {
      return NO_MATCH;
    }
    for (byte[] pattern : PATTERNS) {
      long millis = match(pattern, text, start, to, pastEnd);
      if (millis != NO_MATCH) {
        return millis;
      }
    }
    return NO_MATCH;
  }

  /**
   * Whether the seconds of a text that matches are 60: an instant of the next minute, perhaps of
   * the next day, though the text names the day before.
   */
  public static boolean isLeapSecond(byte[] text, int from, int to) {
    for (int i = from; i + 2 < to; i++) {
      if (text[i] == ':' && text[i + 1] == '6' && text[i + 2] == '0') {
        return true;
      }
    }
    return false;
  }

  private static long match(byte[] pattern, byte[] text, int from, int to, boolean pastEnd) {
    int year = -1;
    int month = -1;
    int day = -1;
    int hour = 0;
    int minute = 0;
    int second = 0;
    int at = from;
    boolean separated = true;
    for (byte symbol : pattern) {
      switch (symbol) {
        case 'Y', 'm', 'd', 'H', 'M', 'S' -> {
          int digits = Ascii.countDigits(text, at, to, symbol == 'Y' ? 4 : 2);
          if (digits == 0 || (!separated && !isCompactDate(text, from, to))) {
            return NO_MATCH;
          }
          int value = Ascii.number(text, at, digits);
          at += digits;
          switch (symbol) {
            case 'Y' -> year = value;
            case 'm' -> month = value;
            case 'd' -> day = value;
            case 'H' -> hour = value;
            case 'M' -> minute = value;
            default -> second = value;
          }
          if (at == to) {
            return instant(year, month, day, hour, minute, second, pastEnd);
          }
        }
        case ' ' -> {
          int next = Ascii.skipSpace(text, at, to);
          separated = next > at;
          at = next;
        }
        case 'T' -> {
          if (!Ascii.isLetter(text, at, to, 'T')) {
            return NO_MATCH;
          }
          at++;
        }
        default -> {
          if (text[at] != symbol) {
            return NO_MATCH;
          }
          at++;
        }
      }
      if (at == to) {
        return NO_MATCH;
      }
    }
    int millis = 0;
    if (text[at] == '.') {
      int digits = Ascii.countDigits(text, at + 1, to, to);
      if (digits == 0) {
        return NO_MATCH;
      }
      int rest = to - at - 1;
      if (rest == 3 || rest == 6) {
        // As every release does: all characters up to the end count, a final Z among them.
        int value = Ascii.number(text, at + 1, digits);
        millis = rest == 3 ? value : value / 1000;
      }
      at += 1 + digits;
    }
    if (at < to && text[at] == 'Z') {
      at++;
    }
    long instant = instant(year, month, day, hour, minute, second, pastEnd);
    return at == to && instant != NO_MATCH ? instant + millis : NO_MATCH;
  }

  /** Whether the text is eight digits: {@code YYYYMMDD}, the one form without separators. */
  private static boolean isCompactDate(byte[] text, int from, int to) {
    return to - from == 8 && Ascii.countDigits(text, from, to, 8) == 8;
  }

  private static long instant(
      int year, int month, int day, int hour, int minute, int second, boolean pastEnd) {
    boolean inRange =
        year >= 0
            && month >= 1
            && month <= 12
            && day >= 1
            && day <= 31
            && hour <= 23
            && minute <= 59
            && second <= 60;
    if (!inRange) {
      return NO_MATCH;
    }
    int last = EpochDay.lengthOfMonth(year, month);
    if (day > last) {
      return pastEnd ? (EpochDay.of(year, month, last) + 1) * EpochDay.MILLIS - 1 : NO_MATCH;
    }
    return EpochDay.of(year, month, day) * EpochDay.MILLIS
        + hour * 3_600_000L
        + minute * 60_000L
        + second * 1000L;
  }

  private static byte[][] patterns(String... patterns) {
    byte[][] result = new byte[patterns.length][];
    for (int i = 0; i < patterns.length; i++) {
      result[i] = patterns[i].getBytes(StandardCharsets.US_ASCII);
    }
    return result;
  }
}
