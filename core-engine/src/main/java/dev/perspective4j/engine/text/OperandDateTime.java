package dev.perspective4j.engine.text;

import static dev.perspective4j.engine.text.StrictDateTime.NO_MATCH;

import java.nio.charset.StandardCharsets;

/**
 * The grammar of dates and datetimes in filter operands.
 *
 * <p>Both methods return epoch milliseconds, or {@link StrictDateTime#NO_MATCH} for text to refuse.
 */
public final class OperandDateTime {

  private OperandDateTime() {}

  /**
   * The operand of a filter on a date column, to be compared with {@code cell * 86,400,000}.
   *
   * <p>The result is the start of a day, except for a day past the end of its month ({@code
   * 2024-02-31}): that is the last millisecond of the month, which equals no cell and still orders
   * right. A time of day is ignored.
   */
  public static long parseDate(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    long millis = LenientDateTime.parse(utf8, 0, utf8.length);
    return millis != NO_MATCH
        ? EpochDay.ofMillis(millis) * EpochDay.MILLIS
        : LenientDateTime.parse(utf8, 0, utf8.length, true);
  }

  /** The operand of a filter on a datetime column. */
  public static long parseDateTime(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    long strict = StrictDateTime.parse(utf8, 0, utf8.length, StrictDateTime.Fraction.ANY);
    return strict != NO_MATCH ? strict : LenientDateTime.parse(utf8, 0, utf8.length);
  }
}
