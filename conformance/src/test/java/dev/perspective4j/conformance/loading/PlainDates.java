package dev.perspective4j.conformance.loading;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells dates and times as people write them from texts that only happen to match a pattern. */
final class PlainDates {

  private static final Pattern YEAR_FIRST =
      Pattern.compile("\\s*(\\d{1,4})([-/ ])(\\d{1,2})\\2(\\d{1,2})(\\D.*)?", Pattern.DOTALL);
  private static final Pattern MONTH_FIRST =
      Pattern.compile("\\s*(\\d{1,2})([-/])(\\d{1,2})\\2(\\d{1,4})(\\D.*)?", Pattern.DOTALL);
  private static final Pattern DAY_FIRST =
      Pattern.compile("\\s*(\\d{1,2}) (\\d{1,2}) (\\d{4})", Pattern.DOTALL);
  private static final Pattern TIME =
      Pattern.compile(
          "(,?\\s*[ Tt])\\s*\\d{1,2}(:\\d{1,2}){0,2}(\\.\\d+)?\\s*([APap][Mm]|[Zz]|[-+]\\d\\d(:?\\d\\d)?)?");
  private static final Pattern STRICT_ONLY =
      Pattern.compile("\"(.*[T ]\\d.*[-+]\\d\\d(:?\\d\\d)?|.*[AaPp][Mm]|\\d\\d \\d\\d \\d{4})\"");

  private PlainDates() {}

  /** Whether it is a real day with all its fields, alone or with a time. */
  static boolean isPlain(String text) {
    Matcher m = YEAR_FIRST.matcher(text);
    if (m.matches() && isDay(m.group(1), m.group(3), m.group(4)) && isTime(m.group(5))) {
      return true;
    }
    m = MONTH_FIRST.matcher(text);
    if (m.matches() && isDay(m.group(4), m.group(1), m.group(3)) && isTime(m.group(5))) {
      return true;
    }
    m = DAY_FIRST.matcher(text);
    return m.matches() && isDay(m.group(3), m.group(2), m.group(1));
  }

  /** Whether a literal holds a zone, half a day or the day first: no date, by the lenient grammar. */
  static boolean isStrictOnly(String literal) {
    return STRICT_ONLY.matcher(literal).matches();
  }

  private static boolean isTime(String rest) {
    return rest == null || TIME.matcher(rest).matches();
  }

  private static boolean isDay(String year, String month, String day) {
    try {
      LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day));
      return true;
    } catch (DateTimeException none) {
      return false;
    }
  }
}
