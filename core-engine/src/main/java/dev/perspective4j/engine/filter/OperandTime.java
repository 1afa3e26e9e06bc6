package dev.perspective4j.engine.filter;

import dev.perspective4j.engine.EngineException;
import dev.perspective4j.engine.text.EpochDay;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Dates and datetimes as clients write them in filters; without an offset they are UTC. */
final class OperandTime {
  private static final String DAY =
      "(?:(?<y1>\\d{4})(?<sep>[-/ ])(?<m1>\\d{1,2})\\k<sep>(?<d1>\\d{1,2})"
          + "|(?<y2>\\d{4})(?<m2>\\d{2})(?<d2>\\d{2})"
          + "|(?<m3>\\d{1,2})(?<sep3>[-/])(?<d3>\\d{1,2})\\k<sep3>(?<y3>\\d{4}))";
  private static final Pattern DATE =
      Pattern.compile(
          DAY
              + "(?: \\d{1,2}(?::\\d{1,2}(?::\\d{1,2}(?:\\.\\d+)?)?)?Z?"
              + "|T\\d{1,2}:\\d{1,2}:\\d{1,2}(?:\\.\\d+)?Z?)?");
  private static final Pattern DATETIME =
      Pattern.compile(
          DAY
              + "(?:(?<locale>, )?[T ]?(?<hour>(?<=[T ])\\d{1,2})"
              + "(?::(?<minute>\\d{1,2})(?::(?<second>\\d{1,2})(?:\\.(?<fraction>\\d{1,30}))?)?)?"
              + "(?: (?<half>AM|PM))?)?"
              + "(?:Z|(?<sign>[+-])(?<zoneHour>\\d{2})(?::?(?<zoneMinute>\\d{2}))?)?");

  private OperandTime() {}

  /**
   * A day, as epoch day; a day its month does not have lies after the last one it has.
   *
   * @throws EngineException if the text is no date
   */
  static Operand date(String text) {
    Matcher matcher = DATE.matcher(text);
    if (!matcher.matches()) {
      throw invalid();
    }
    int year = part(matcher, "y1", "y2", "y3");
    int month = part(matcher, "m1", "m2", "m3");
    int day = part(matcher, "d1", "d2", "d3");
    if (month < 1 || month > 12 || day < 1 || day > 31) {
      throw invalid();
    }
    YearMonth yearMonth = YearMonth.of(year, month);
    return day <= yearMonth.lengthOfMonth()
        ? new Operand.Whole(yearMonth.atDay(day).toEpochDay())
        : new Operand.Real(yearMonth.atEndOfMonth().toEpochDay() + 0.5);
  }

  /**
   * An instant, as epoch milliseconds; finer digits are cut.
   *
   * @throws EngineException if the text is no datetime
   */
  static Operand datetime(String text) {
    Matcher matcher = DATETIME.matcher(text);
    if (!matcher.matches()) {
      throw invalid();
    }
    try {
      long day =
          LocalDate.of(
                  part(matcher, "y1", "y2", "y3"),
                  part(matcher, "m1", "m2", "m3"),
                  part(matcher, "d1", "d2", "d3"))
              .toEpochDay();
      return new Operand.Whole(day * EpochDay.MILLIS + timeOfDay(matcher) - offset(matcher));
    } catch (DateTimeException e) {
      throw invalid();
    }
  }

  private static long timeOfDay(Matcher matcher) {
    int hour = number(matcher.group("hour"));
    int minute = number(matcher.group("minute"));
    int second = number(matcher.group("second"));
    String half = matcher.group("half");
    if (half != null) {
      if (hour < 1 || hour > 12) {
        throw invalid();
      }
      hour = hour % 12 + (half.equals("PM") ? 12 : 0);
    }
    if (hour > 23 || minute > 59 || second > 60) {
      throw invalid();
    }
    String fraction = matcher.group("fraction");
    int millis = fraction == null ? 0 : Integer.parseInt((fraction + "00").substring(0, 3));
    return ((hour * 60L + minute) * 60 + second) * 1000 + millis;
  }

  private static long offset(Matcher matcher) {
    if (matcher.group("sign") == null) {
      return 0;
    }
    long minutes = number(matcher.group("zoneHour")) * 60L + number(matcher.group("zoneMinute"));
    return (matcher.group("sign").equals("-") ? -minutes : minutes) * 60_000;
  }

  private static int part(Matcher matcher, String... names) {
    for (String name : names) {
      if (matcher.group(name) != null) {
        return Integer.parseInt(matcher.group(name));
      }
    }
    throw invalid();
  }

  private static int number(String digits) {
    return digits == null ? 0 : Integer.parseInt(digits);
  }

  private static EngineException invalid() {
    return new EngineException("Invalid date format");
  }
}
