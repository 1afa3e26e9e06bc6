package dev.perspective4j.engine.expression.function;

import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.expression.value.Cell;
import dev.perspective4j.engine.expression.value.TypeMismatch;
import dev.perspective4j.engine.text.EpochDay;
import dev.perspective4j.model.ColumnType;
import java.util.Set;

/** {@code bucket}: numbers by a width, dates and datetimes by a unit. */
public final class Bucket {

  /** Buckets numbers by a width, which is the second argument. */
  public static final Kernel OF_NUMBERS = Bucket::number;

  private Bucket() {}

  static Kernel bind(CallSite site) {
    if (site.isLiteral(1)) {
      return new OfTime(Unit.parse(site.literal(1)));
    }
    return OF_NUMBERS;
  }

  private static void number(Cell[] in, Cell out) {
    Arguments.requireStrictNumber(in[0]);
    Arguments.requireStrictNumber(in[1]);
    if (in[0].isNull() || in[1].isNull()) {
      out.setNull(PhysicalType.FLOAT64);
    } else {
      out.setFloat(of(in[0].number(), in[1].number()));
    }
  }

  /** The lower end of the bucket of {@code x}; NaN for width 0. */
  public static double of(double x, double width) {
    return Math.floor(x / width) * width;
  }

  /**
   * Buckets dates and datetimes.
   *
   * @param unit the unit
   */
  public record OfTime(Unit unit) implements Kernel {
    @Override
    public void apply(Cell[] in, Cell out) {
      Arguments.requireTime(in[0]);
      boolean date = in[0].is(ColumnType.DATE);
      PhysicalType physicalType = physicalType(date);
      if (in[0].isNull()) {
        out.setNull(physicalType);
      } else {
        out.setLong(physicalType, of(in[0].bits(), date));
      }
    }

    /** Storage of the result, for a date or a datetime. */
    public PhysicalType physicalType(boolean date) {
      return date || unit.isDays() ? PhysicalType.DATE : PhysicalType.DATETIME;
    }

    /** The bucket of a date (epoch day) or datetime (epoch milliseconds). */
    public long of(long value, boolean date) {
      if (!unit.isDays()) {
        return date ? value : Math.floorDiv(value, unit.millis()) * unit.millis();
      }
      return unit.day(date ? value : EpochDay.ofMillis(value));
    }
  }

  /**
   * A unit of time with a multiplier.
   *
   * @param letter one of {@code s m h D W M Y}
   * @param count how many of them
   */
  public record Unit(char letter, long count) {
    private static final Set<Long> SIXTIETHS = Set.of(1L, 5L, 10L, 15L, 20L, 30L);
    private static final Set<Long> HOURS = Set.of(1L, 2L, 3L, 4L, 6L, 12L);
    private static final Set<Long> MONTHS = Set.of(1L, 2L, 3L, 4L, 6L);
    private static final int LONGEST = 9;

    static Unit parse(String text) {
      int digits = 0;
      while (digits < text.length() && text.charAt(digits) >= '0' && text.charAt(digits) <= '9') {
        digits++;
      }
      if (digits != text.length() - 1 || digits > LONGEST) {
        throw TypeMismatch.general();
      }
      char letter = text.charAt(digits);
      long count = digits == 0 ? 1 : Long.parseLong(text.substring(0, digits));
      boolean allowed =
          switch (letter) {
            case 's', 'm' -> SIXTIETHS.contains(count);
            case 'h' -> HOURS.contains(count);
            case 'D', 'W' -> count == 1;
            case 'M' -> MONTHS.contains(count);
            case 'Y' -> count > 0;
            default -> false;
          };
      if (!allowed) {
        throw TypeMismatch.general();
      }
      return new Unit(letter, count);
    }

    boolean isDays() {
      return letter == 'D' || letter == 'W' || letter == 'M' || letter == 'Y';
    }

    long millis() {
      return count * (letter == 's' ? 1_000L : letter == 'm' ? 60_000L : 3_600_000L);
    }

    /** The first day of the bucket that holds an epoch day. */
    long day(long day) {
      if (letter == 'D') {
        return day;
      }
      if (letter == 'W') {
        // 1970-01-01 was a Thursday.
        return day - Math.floorMod(day + 3, 7L);
      }
      long packed = EpochDay.toDate(day);
      long year = packed >> 9;
      int month = (int) (packed >> 5) & 15;
      return letter == 'M'
          ? EpochDay.of(year, (int) ((month - 1) / count * count) + 1, 1)
          : EpochDay.of(Math.floorDiv(year, count) * count, 1, 1);
    }
  }
}
