package dev.perspective4j.engine.csv;

import dev.perspective4j.engine.text.EpochDay;
import dev.perspective4j.engine.text.StrictDateTime;

/**
 * Dates and datetimes in the layouts that most texts have: {@code YYYY-MM-DD}, and behind it a
 * space or {@code T} and {@code hh:mm:ss} or {@code hh:mm:ss.fff}. A cell of another layout is no
 * match here and goes through the whole grammar.
 *
 * <p>Cells of a column are of few months. The first day of a month and its length are remembered
 * under the eight bytes that spell it, so that a date is two digits and an addition. Belongs to one
 * thread.
 */
final class IsoTexts {

  private static final int REMEMBERED_BITS = 5;
  private static final int DATE = 10;
  private static final int SECONDS = 19;
  private static final int MILLIS = 23;

  /** {@code hh:mm:ss} with zeros for digits. */
  private static final long COLONS = 0x30_30_3A_30_30_3A_30_30L;

  private static final long COLON_BYTES = 0x00_00_FF_00_00_FF_00_00L;

  private final long[] months = new long[1 << REMEMBERED_BITS];
  private final long[] firstDays = new long[1 << REMEMBERED_BITS];
  private final int[] lengths = new int[1 << REMEMBERED_BITS];

  /** The day of {@code YYYY-MM-DD} from 1970 on, or {@link StrictDateTime#NO_MATCH}. */
  long day(byte[] text, int from, int to) {
    return to - from == DATE ? day(text, from) : StrictDateTime.NO_MATCH;
  }

  /**
   * The epoch milliseconds of a datetime, or {@link StrictDateTime#NO_MATCH}.
   *
   * @param fractions whether milliseconds may be given
   */
  long dateTime(byte[] text, int from, int to, boolean fractions) {
    int length = to - from;
    if (length != SECONDS && !(length == MILLIS && fractions)) {
      return StrictDateTime.NO_MATCH;
    }
    byte between = text[from + DATE];
    long day = day(text, from);
    int seconds = secondOfDay(EightBytes.at(text, from + DATE + 1));
    int millis = length == MILLIS ? millis(text, from + SECONDS) : 0;
    if (day == StrictDateTime.NO_MATCH
        || (between != ' ' && between != 'T')
        || (seconds | millis) < 0) {
      return StrictDateTime.NO_MATCH;
    }
    return day * EpochDay.MILLIS + seconds * 1000L + millis;
  }

  private long day(byte[] text, int from) {
    long month = EightBytes.at(text, from);
    int at = (int) ((month * 0x9E37_79B9_7F4A_7C15L) >>> (Long.SIZE - REMEMBERED_BITS));
    if (months[at] != month && !remember(text, from, month, at)) {
      return StrictDateTime.NO_MATCH;
    }
    int tens = text[from + 8] - '0';
    int ones = text[from + 9] - '0';
    int day = tens * 10 + ones;
    boolean digits = tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9;
    return digits && day >= 1 && day <= lengths[at]
        ? firstDays[at] + day - 1
        : StrictDateTime.NO_MATCH;
  }

  private boolean remember(byte[] text, int from, long month, int at) {
    byte[] first = new byte[DATE];
    System.arraycopy(text, from, first, 0, 8);
    first[8] = '0';
    first[9] = '1';
    long millis = StrictDateTime.parseDay(first, 0, DATE);
    if (millis == StrictDateTime.NO_MATCH) {
      return false;
    }
    int year = (int) EightBytes.digits(month << 32 | 0x3030_3030L);
    int number = (first[5] - '0') * 10 + first[6] - '0';
    months[at] = month;
    firstDays[at] = millis / EpochDay.MILLIS;
    lengths[at] = EpochDay.lengthOfMonth(year, number);
    return true;
  }

  /** Seconds of {@code hh:mm:ss}, or a negative number. */
  private static int secondOfDay(long bytes) {
    if (((bytes ^ COLONS) & COLON_BYTES) != 0) {
      return -1;
    }
    long digits = EightBytes.digits((bytes & ~COLON_BYTES) | 0x30_00_00_30_00_00L);
    if (digits < 0) {
      return -1;
    }
    int hour = (int) (digits / 1_000_000);
    int minute = (int) (digits / 1_000) % 100;
    int second = (int) (digits % 100);
    return hour < 24 && minute < 60 && second < 60 ? hour * 3600 + minute * 60 + second : -1;
  }

  /** Milliseconds of {@code .fff}, or a negative number. */
  private static int millis(byte[] text, int at) {
    int a = text[at + 1] - '0';
    int b = text[at + 2] - '0';
    int c = text[at + 3] - '0';
    boolean digits = (a | b | c | (9 - a) | (9 - b) | (9 - c)) >= 0;
    return digits && text[at] == '.' ? a * 100 + b * 10 + c : -1;
  }
}
