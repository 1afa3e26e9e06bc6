package dev.perspective4j.engine.text;

/**
 * Prints dates and datetimes, always UTC.
 *
 * <p>Years have at least four digits, negative ones a minus sign: {@code 0099-01-01}, {@code
 * -0001-01-01}, {@code 10000-01-01}.
 */
public final class DateText {

  private DateText() {}

  /** Appends {@code YYYY-MM-DD}. */
  public static void writeDate(long epochDay, Utf8Builder out) {
    long date = EpochDay.toDate(epochDay);
    long year = date >> 9;
    if (year < 0) {
      out.ascii('-');
      year = -year;
    }
    out.padded(year, 4).ascii('-').padded((date >> 5) & 15, 2).ascii('-').padded(date & 31, 2);
  }

  /** Appends {@code YYYY-MM-DD HH:MM:SS.mmm}. */
  public static void writeDateTime(long epochMillis, Utf8Builder out) {
    long day = EpochDay.ofMillis(epochMillis);
    writeDate(day, out);
    int millis = (int) (epochMillis - day * EpochDay.MILLIS);
    out.ascii(' ').padded(millis / 3_600_000, 2);
    out.ascii(':').padded(millis / 60_000 % 60, 2);
    out.ascii(':').padded(millis / 1000 % 60, 2);
    out.ascii('.').padded(millis % 1000, 3);
  }

  /** A date as {@code YYYY-MM-DD}. */
  public static String date(long epochDay) {
    Utf8Builder out = new Utf8Builder(16);
    writeDate(epochDay, out);
    return out.toString();
  }

  /** A datetime as {@code YYYY-MM-DD HH:MM:SS.mmm}. */
  public static String dateTime(long epochMillis) {
    Utf8Builder out = new Utf8Builder(32);
    writeDateTime(epochMillis, out);
    return out.toString();
  }

  /** A datetime in ISO 8601, as {@code YYYY-MM-DDTHH:MM:SS.mmmZ}. */
  public static String iso(long epochMillis) {
    return dateTime(epochMillis).replace(' ', 'T') + "Z";
  }
}
