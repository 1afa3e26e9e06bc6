package dev.perspective4j.engine.text;

import static dev.perspective4j.engine.text.StrictDateTime.NO_MATCH;

/**
 * The forms of the strict grammar that are not ISO: {@code M/D/Y, h:mm:ss AM}, {@code M-D-Y},
 * {@code M/D/Y} and {@code D M Y}. Month, day, hour and the like have one or two digits, the year
 * up to four.
 */
final class FieldDateTime {

  private FieldDateTime() {}

  static long parse(byte[] text, int from, int to) {
    int firstDigits = Ascii.countDigits(text, from, to, 2);
    int at = from + firstDigits;
    if (firstDigits == 0 || at >= to) {
      return NO_MATCH;
    }
    int first = Ascii.number(text, from, firstDigits);
    byte separator = text[at];
    if (Ascii.isSpace(separator)) {
      return dayFirst(text, at, to, first);
    }
    if (separator != '/' && separator != '-') {
      return NO_MATCH;
    }
    int dayDigits = Ascii.countDigits(text, at + 1, to, 2);
    int day = Ascii.number(text, at + 1, dayDigits);
    at += 1 + dayDigits;
    if (dayDigits == 0 || at >= to || text[at] != separator) {
      return NO_MATCH;
    }
    int yearDigits = Ascii.countDigits(text, at + 1, to, 4);
    int year = Ascii.number(text, at + 1, yearDigits);
    at += 1 + yearDigits;
    if (yearDigits == 0 || !EpochDay.exists(year, first, day)) {
      return NO_MATCH;
    }
    long midnight = EpochDay.of(year, first, day) * EpochDay.MILLIS;
    if (at == to) {
      return midnight;
    }
    return separator == '/' && text[at] == ','
        ? clock(text, Ascii.skipSpace(text, at + 1, to), to, midnight)
        : NO_MATCH;
  }

  private static long dayFirst(byte[] text, int from, int to, int day) {
    int at = Ascii.skipSpace(text, from, to);
    int monthDigits = Ascii.countDigits(text, at, to, 2);
    int month = Ascii.number(text, at, monthDigits);
    at += monthDigits;
    int yearAt = Ascii.skipSpace(text, at, to);
    int yearDigits = Ascii.countDigits(text, yearAt, to, 4);
    if (monthDigits == 0 || yearAt == at || yearDigits == 0 || yearAt + yearDigits != to) {
      return NO_MATCH;
    }
    int year = Ascii.number(text, yearAt, yearDigits);
    return EpochDay.exists(year, month, day)
        ? EpochDay.of(year, month, day) * EpochDay.MILLIS
        : NO_MATCH;
  }

  /** {@code h:mm:ss AM} up to the end; hours past 12 only with {@code PM}, which adds nothing. */
  private static long clock(byte[] text, int from, int to, long midnight) {
    int hourDigits = Ascii.countDigits(text, from, to, 2);
    int hour = Ascii.number(text, from, hourDigits);
    int minuteAt = from + hourDigits + 1;
    int minuteDigits = Ascii.countDigits(text, minuteAt, to, 2);
    int minute = Ascii.number(text, minuteAt, minuteDigits);
    int secondAt = minuteAt + minuteDigits + 1;
    int secondDigits = Ascii.countDigits(text, secondAt, to, 2);
    int second = Ascii.number(text, secondAt, secondDigits);
    int at = Ascii.skipSpace(text, secondAt + secondDigits, to);
    boolean afternoon = Ascii.isLetter(text, at, to, 'P');
    if (hourDigits == 0
        || minuteDigits == 0
        || secondDigits == 0
        || text[minuteAt - 1] != ':'
        || text[secondAt - 1] != ':'
        || hour > (afternoon ? 23 : 12)
        || minute > 59
        || second > 60
        || (!afternoon && !Ascii.isLetter(text, at, to, 'A'))
        || !Ascii.isLetter(text, at + 1, to, 'M')
        || at + 2 != to) {
      return NO_MATCH;
    }
    int hours = hour % 12 == 0 && hour <= 12 ? 0 : hour;
    if (afternoon && hours < 12) {
      hours += 12;
    }
    return midnight + hours * 3_600_000L + minute * 60_000L + second * 1000L;
  }
}
