package dev.perspective4j.engine.text;

/**
 * Days since 1970-01-01 in the proleptic Gregorian calendar.
 *
 * <p>Howard Hinnant's {@code days_from_civil} and its inverse: a year is taken to begin in March,
 * so that the leap day is its last, and 400 years are one era of 146,097 days. Exact for all years
 * a {@code long} of milliseconds can reach.
 */
public final class EpochDay {

  /** Milliseconds of a day. */
  public static final long MILLIS = 86_400_000L;

  private EpochDay() {}

  /**
   * The day number of a date.
   *
   * @param year any year
   * @param month {@code [1, 12]}
   * @param day {@code [1, 31]}; a day past the end of its month counts on into the next
   */
  public static long of(long year, int month, int day) {
    long y = month <= 2 ? year - 1 : year;
    long era = Math.floorDiv(y, 400L);
    long yearOfEra = y - era * 400;
    long dayOfYear = (153L * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    long dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
    return era * 146_097 + dayOfEra - 719_468;
  }

  /** Whether there is such a date. */
  public static boolean exists(long year, int month, int day) {
    return month >= 1 && month <= 12 && day >= 1 && day <= lengthOfMonth(year, month);
  }

  /** Number of days of a month. */
  public static int lengthOfMonth(long year, int month) {
    return switch (month) {
      case 2 -> isLeap(year) ? 29 : 28;
      case 4, 6, 9, 11 -> 30;
      default -> 31;
    };
  }

  /** The UTC day an instant falls on. */
  public static long ofMillis(long epochMillis) {
    return Math.floorDiv(epochMillis, MILLIS);
  }

  /**
   * The date of a day number, packed without allocation: {@code year * 512 + month * 32 + day}.
   *
   * <p>Unpack with {@code packed >> 9}, {@code (packed >> 5) & 15} and {@code packed & 31}.
   */
  public static long toDate(long epochDay) {
    long z = epochDay + 719_468;
    long era = Math.floorDiv(z, 146_097L);
    long dayOfEra = z - era * 146_097;
    long yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
    long dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    long mp = (5 * dayOfYear + 2) / 153;
    long day = dayOfYear - (153 * mp + 2) / 5 + 1;
    long month = mp < 10 ? mp + 3 : mp - 9;
    long year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
    return (year << 9) + (month << 5) + day;
  }

  private static boolean isLeap(long year) {
    return (year & 3) == 0 && (year % 100 != 0 || year % 400 == 0);
  }
}
