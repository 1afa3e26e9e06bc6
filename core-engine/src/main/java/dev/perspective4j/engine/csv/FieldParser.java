package dev.perspective4j.engine.csv;

import dev.perspective4j.engine.column.Lane;
import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.column.Vector;
import dev.perspective4j.engine.text.EpochDay;
import dev.perspective4j.engine.text.StrictDateTime;
import java.nio.charset.StandardCharsets;

/**
 * Parses fields of one type. The value of the field parsed last is in {@link #integer} or {@link
 * #number}, so that nothing is allocated per cell.
 */
abstract sealed class FieldParser {

  private long integer;
  private double number;

  /** The value, if the storage is one of integers. */
  final long integer() {
    return integer;
  }

  /** The value, if the storage is one of floats. */
  final double number() {
    return number;
  }

  /** Parses the bytes {@code [from, to)}; false if they are not of the type. */
  abstract boolean parse(byte[] text, int from, int to);

  /**
   * Parses the fields of a column into cells that are marked as having a value; nulls lose the
   * mark. Parsers of common types do so with a loop of their own, which tries the layout that most
   * cells have and leaves all others to {@link #parseCell}.
   *
   * @param at the first field
   * @param step from one field to the next
   * @param count number of fields
   * @param first the cell of the first
   * @return how many come before the first that is not of the type
   */
  int parse(CsvFields fields, int at, int step, int count, Vector cells, int first) {
    for (int i = 0; i < count; i++) {
      if (!parseCell(fields, at + i * step, cells, first + i)) {
        return i;
      }
    }
    return count;
  }

  /**
   * Parses any field into a cell that is marked as having a value; false if it is not of the type.
   */
  final boolean parseCell(CsvFields fields, int field, Vector cells, int cell) {
    byte[] text = fields.sourceAt(field);
    int from = fields.startAt(field);
    int to = fields.endAt(field);
    if (NullSpelling.matches(text, from, to)) {
      cells.valid()[cell >>> 6] &= ~(1L << cell);
      return true;
    }
    if (!parse(text, from, to)) {
      return false;
    }
    if (cells.physicalType().lane() == Lane.DOUBLE) {
      cells.doubles()[cell] = number;
    } else {
      cells.longs()[cell] = integer;
    }
    return true;
  }

  /** Whether {@link #parse} would succeed; may leave the value alone. */
  boolean accepts(byte[] text, int from, int to) {
    return parse(text, from, to);
  }

  /** Whether spaces and tabs around a value do not count. */
  boolean trims() {
    return false;
  }

  /** The parser of the cells of an existing column. */
  static FieldParser of(PhysicalType physicalType) {
    return switch (physicalType) {
      case INT8 -> new Integers(Byte.MIN_VALUE, Byte.MAX_VALUE, false);
      case INT16 -> new Integers(Short.MIN_VALUE, Short.MAX_VALUE, false);
      case INT32 -> new Integers(Integer.MIN_VALUE, Integer.MAX_VALUE, false);
      case INT64 -> new Integers(Long.MIN_VALUE, Long.MAX_VALUE, false);
      case UINT8 -> new Integers(0, 0xFF, true);
      case UINT16 -> new Integers(0, 0xFFFF, true);
      case UINT32 -> new Integers(0, 0xFFFF_FFFFL, true);
      case UINT64 -> new Integers(0, -1, true);
      case FLOAT32 -> new Floats(true);
      case FLOAT64 -> new Floats(false);
      case BOOL -> new Booleans();
      case DATE -> new Dates();
      case DATETIME -> new DateTimes(true, true);
      case STRING -> new Texts();
    };
  }

  final void accept(long value) {
    integer = value;
  }

  final void accept(double value) {
    number = value;
  }

  static boolean isBlank(byte b) {
    return b == ' ' || b == '\t';
  }

  static int trimStart(byte[] text, int from, int to) {
    int i = from;
    while (i < to && isBlank(text[i])) {
      i++;
    }
    return i;
  }

  static int trimEnd(byte[] text, int from, int to) {
    int i = to;
    while (i > from && isBlank(text[i - 1])) {
      i--;
    }
    return i;
  }

  /** Decimal digits with an optional minus, or {@code 0x} and hexadecimal digits without. */
  static final class Integers extends FieldParser {
    private static final int MAX_HEX = 16;

    private final long min;
    private final long max;
    private final boolean unsigned;

    Integers(long min, long max, boolean unsigned) {
      this.min = min;
      this.max = max;
      this.unsigned = unsigned;
    }

    @Override
    boolean trims() {
      return true;
    }

    @Override
    int parse(CsvFields fields, int at, int step, int count, Vector cells, int first) {
      byte[] text = fields.text();
      int[] starts = fields.starts();
      int[] ends = fields.ends();
      long[] values = cells.longs();
      long least = unsigned ? 0 : min;
      long most = unsigned && max < 0 ? Long.MAX_VALUE : max;
      for (int i = 0, field = at; i < count; i++, field += step) {
        int from = starts[field];
        int to = ends[field];
        boolean negative = from >= 0 && from < to && text[from] == '-';
        long digits = from < 0 ? -1 : EightBytes.number(text, negative ? from + 1 : from, to);
        long value = negative ? -digits : digits;
        if (digits >= 0 && value >= least && value <= most) {
          values[first + i] = value;
        } else if (!parseCell(fields, field, cells, first + i)) {
          return i;
        }
      }
      return count;
    }

    @Override
    boolean parse(byte[] text, int from, int to) {
      int start = trimStart(text, from, to);
      int end = trimEnd(text, start, to);
      if (start == end) {
        return false;
      }
      if (end - start > 2 && text[start] == '0' && (text[start + 1] | 0x20) == 'x') {
        return hexadecimal(text, start + 2, end);
      }
      boolean negative = text[start] == '-';
      int at = negative ? start + 1 : start;
      if (at == end) {
        return false;
      }
      while (at < end - 1 && text[at] == '0') {
        at++;
      }
      // Twenty digits are the longest 64-bit number; the last is added with care.
      if (end - at > 20) {
        return false;
      }
      long magnitude = 0;
      int safe = Math.min(end, at + 18);
      for (; at < safe; at++) {
        int digit = text[at] - '0';
        if (digit < 0 || digit > 9) {
          return false;
        }
        magnitude = magnitude * 10 + digit;
      }
      for (; at < end; at++) {
        int digit = text[at] - '0';
        if (digit < 0
            || digit > 9
            || Long.compareUnsigned(magnitude, Long.divideUnsigned(-1L - digit, 10)) > 0) {
          return false;
        }
        magnitude = magnitude * 10 + digit;
      }
      return inRange(magnitude, negative);
    }

    private boolean inRange(long magnitude, boolean negative) {
      if (unsigned) {
        accept(magnitude);
        return (!negative || magnitude == 0) && Long.compareUnsigned(magnitude, max) <= 0;
      }
      long value = negative ? -magnitude : magnitude;
      accept(value);
      boolean signMatches = negative ? value <= 0 : value >= 0;
      return signMatches && value >= min && value <= max;
    }

    /** Two's complement of the column's width. */
    private boolean hexadecimal(byte[] text, int from, int to) {
      if (to - from > MAX_HEX) {
        return false;
      }
      long value = 0;
      for (int i = from; i < to; i++) {
        int digit = Character.digit(text[i], 16);
        if (digit < 0) {
          return false;
        }
        value = value << 4 | digit;
      }
      if (!unsigned && max != Long.MAX_VALUE) {
        // Narrower columns: the bits beyond the width must be clear, its highest bit is the sign.
        int width = 65 - Long.numberOfLeadingZeros(max);
        if (value >>> (width - 1) > 1) {
          return false;
        }
        value = value << (64 - width) >> (64 - width);
      }
      accept(value);
      return !unsigned || Long.compareUnsigned(value, max) <= 0;
    }
  }

  /** {@code true}, {@code TRUE}, {@code True}, {@code 1} and their opposites. */
  static final class Booleans extends FieldParser {
    private static final int TRUE = 't' | 'r' << 8 | 'u' << 16 | 'e' << 24;
    private static final int FALSE = 'f' | 'a' << 8 | 'l' << 16 | 's' << 24;

    @Override
    int parse(CsvFields fields, int at, int step, int count, Vector cells, int first) {
      byte[] text = fields.text();
      int[] starts = fields.starts();
      int[] ends = fields.ends();
      long[] values = cells.longs();
      for (int i = 0, field = at; i < count; i++, field += step) {
        int from = starts[field];
        int length = ends[field] - from;
        int word = from >= 0 && length >= 4 ? EightBytes.fourAt(text, from) : 0;
        if (word == TRUE && length == 4) {
          values[first + i] = 1;
        } else if (word == FALSE && length == 5 && text[from + 4] == 'e') {
          values[first + i] = 0;
        } else if (!parseCell(fields, field, cells, first + i)) {
          return i;
        }
      }
      return count;
    }

    @Override
    boolean parse(byte[] text, int from, int to) {
      return switch (to - from) {
        case 1 -> {
          accept(text[from] - (long) '0');
          yield text[from] == '0' || text[from] == '1';
        }
        case 4 -> {
          accept(1L);
          yield matches(text, from, "true")
              || matches(text, from, "TRUE")
              || matches(text, from, "True");
        }
        case 5 -> {
          accept(0L);
          yield matches(text, from, "false")
              || matches(text, from, "FALSE")
              || matches(text, from, "False");
        }
        default -> false;
      };
    }

    private static boolean matches(byte[] text, int from, String word) {
      for (int i = 0; i < word.length(); i++) {
        if (text[from + i] != word.charAt(i)) {
          return false;
        }
      }
      return true;
    }
  }

  /** {@code YYYY-MM-DD}. */
  static final class Dates extends FieldParser {
    private final IsoTexts common = new IsoTexts();

    @Override
    boolean trims() {
      return true;
    }

    @Override
    int parse(CsvFields fields, int at, int step, int count, Vector cells, int first) {
      byte[] text = fields.text();
      int[] starts = fields.starts();
      int[] ends = fields.ends();
      long[] values = cells.longs();
      for (int i = 0, field = at; i < count; i++, field += step) {
        int from = starts[field];
        long value = from < 0 ? StrictDateTime.NO_MATCH : common.day(text, from, ends[field]);
        if (value != StrictDateTime.NO_MATCH) {
          values[first + i] = value;
        } else if (!parseCell(fields, field, cells, first + i)) {
          return i;
        }
      }
      return count;
    }

    @Override
    boolean parse(byte[] text, int from, int to) {
      int start = trimStart(text, from, to);
      long millis = StrictDateTime.parseDay(text, start, trimEnd(text, start, to));
      accept(Math.floorDiv(millis, EpochDay.MILLIS));
      return millis != StrictDateTime.NO_MATCH;
    }
  }

  /** {@code hh:mm} and {@code hh:mm:ss}, as seconds. */
  static final class Times extends FieldParser {
    @Override
    boolean trims() {
      return true;
    }

    @Override
    boolean parse(byte[] text, int from, int to) {
      int start = trimStart(text, from, to);
      int length = trimEnd(text, start, to) - start;
      if (length != 5 && length != 8) {
        return false;
      }
      int hour = pair(text, start, 23);
      int minute = text[start + 2] == ':' ? pair(text, start + 3, 59) : -1;
      int second = 0;
      if (length == 8) {
        second = text[start + 5] == ':' ? pair(text, start + 6, 59) : -1;
      }
      accept(hour * 3600L + minute * 60L + second);
      return hour >= 0 && minute >= 0 && second >= 0;
    }

    private static int pair(byte[] text, int at, int most) {
      int tens = text[at] - '0';
      int ones = text[at + 1] - '0';
      boolean digits = tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9;
      return digits && tens * 10 + ones <= most ? tens * 10 + ones : -1;
    }
  }

  /** The strict grammar of datetimes; for existing columns also epoch milliseconds. */
  static final class DateTimes extends FieldParser {
    private final StrictDateTime.Fraction fraction;
    private final boolean numbers;
    private final Integers millis = new Integers(Long.MIN_VALUE, Long.MAX_VALUE, false);

    private final IsoTexts common = new IsoTexts();

    DateTimes(boolean fractions, boolean numbers) {
      this.numbers = numbers;
      this.fraction =
          numbers
              ? StrictDateTime.Fraction.COMMON
              : fractions ? StrictDateTime.Fraction.ANY : StrictDateTime.Fraction.NONE;
    }

    @Override
    int parse(CsvFields fields, int at, int step, int count, Vector cells, int first) {
      byte[] text = fields.text();
      int[] starts = fields.starts();
      int[] ends = fields.ends();
      long[] values = cells.longs();
      boolean fractions = fraction != StrictDateTime.Fraction.NONE;
      for (int i = 0, field = at; i < count; i++, field += step) {
        int from = starts[field];
        long value =
            from < 0
                ? StrictDateTime.NO_MATCH
                : common.dateTime(text, from, ends[field], fractions);
        if (value != StrictDateTime.NO_MATCH) {
          values[first + i] = value;
        } else if (!parseCell(fields, field, cells, first + i)) {
          return i;
        }
      }
      return count;
    }

    @Override
    boolean parse(byte[] text, int from, int to) {
      if (numbers && parseNumber(text, from, to)) {
        return true;
      }
      long value = StrictDateTime.parse(text, from, to, fraction);
      accept(value);
      return value != StrictDateTime.NO_MATCH;
    }

    private boolean parseNumber(byte[] text, int from, int to) {
      int start = trimStart(text, from, to);
      if (start < to && text[start] == '+') {
        start++;
      }
      boolean decimal = start < to && isDecimal(text, start, to);
      boolean matches = decimal && millis.parse(text, start, to);
      accept(millis.integer());
      return matches;
    }

    /** Whether neither blanks nor hexadecimal digits are involved, which integers would allow. */
    private static boolean isDecimal(byte[] text, int from, int to) {
      boolean hexadecimal = to - from > 1 && (text[from + 1] | 0x20) == 'x';
      return !isBlank(text[from]) && !isBlank(text[to - 1]) && !hexadecimal;
    }
  }

  /** Decimal numbers, {@code inf}, {@code infinity}, {@code nan} and {@code nan(x)} in any case. */
  static final class Floats extends FieldParser {
    private final boolean single;

    Floats(boolean single) {
      this.single = single;
    }

    @Override
    boolean trims() {
      return true;
    }

    @Override
    int parse(CsvFields fields, int at, int step, int count, Vector cells, int first) {
      byte[] text = fields.text();
      int[] starts = fields.starts();
      int[] ends = fields.ends();
      double[] values = cells.doubles();
      for (int i = 0, field = at; i < count; i++, field += step) {
        int from = starts[field];
        int to = ends[field];
        boolean negative = from >= 0 && from < to && text[from] == '-';
        double size =
            from < 0 ? Double.NaN : EightBytes.decimal(text, negative ? from + 1 : from, to);
        if (!Double.isNaN(size)) {
          double value = negative ? -size : size;
          values[first + i] = single ? (float) value : value;
        } else if (!parseCell(fields, field, cells, first + i)) {
          return i;
        }
      }
      return count;
    }

    @Override
    boolean parse(byte[] text, int from, int to) {
      int start = trimStart(text, from, to);
      int end = trimEnd(text, start, to);
      double value = DecimalNumber.parse(text, start, end);
      accept(single ? (float) value : value);
      return !Double.isNaN(value) || DecimalNumber.isNan(text, start, end);
    }

    @Override
    boolean accepts(byte[] text, int from, int to) {
      int start = trimStart(text, from, to);
      int end = trimEnd(text, start, to);
      return DecimalNumber.isDecimal(text, start, end) || parse(text, start, end);
    }
  }

  /** Any text; columns of it take the bytes themselves. */
  static final class Texts extends FieldParser {
    @Override
    boolean parse(byte[] text, int from, int to) {
      return true;
    }
  }

  /** The bytes of a field as text. */
  static String string(byte[] text, int from, int to) {
    return new String(text, from, to - from, StandardCharsets.UTF_8);
  }
}
