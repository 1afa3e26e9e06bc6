package dev.perspective4j.engine.format;

import dev.perspective4j.engine.column.StringDictionary;
import dev.perspective4j.engine.column.Vector;
import dev.perspective4j.engine.text.DateText;
import dev.perspective4j.engine.text.EpochDay;
import dev.perspective4j.engine.text.NumberText;
import dev.perspective4j.engine.text.Utf8Builder;
import java.util.Arrays;

/**
 * The cells of one vector as JSON values. One subclass per kind of value, chosen once per column.
 */
public abstract sealed class JsonCells {

  private final long[] valid;

  private JsonCells(Vector cells) {
    valid = cells.valid();
  }

  /**
   * The cells of a vector.
   *
   * @param cells the vector
   * @param formatted whether dates and datetimes are text instead of epoch milliseconds
   */
  public static JsonCells of(Vector cells, boolean formatted) {
    return switch (cells.storage()) {
      case INT8, INT16, INT32, INT64, UINT8, UINT16, UINT32 -> new Signed(cells);
      case UINT64 -> new Unsigned(cells);
      case FLOAT32, FLOAT64 -> new Floats(cells);
      case BOOL -> new Booleans(cells);
      case DATE -> formatted ? new Dates(cells) : new DateMillis(cells);
      case DATETIME -> formatted ? new DateTimes(cells) : new Signed(cells);
      case STRING -> Strings.repeats(cells) ? new RepeatedStrings(cells) : new Strings(cells);
    };
  }

  /** Appends a cell; {@code null} for a null. */
  public final void write(int i, Utf8Builder out) {
    if ((valid[i >>> 6] & (1L << i)) == 0) {
      out.ascii("null");
    } else {
      writeValue(i, out);
    }
  }

  /** Appends cells of a run of rows, each but that of the very first row with a comma before it. */
  final void write(int[] rows, int from, int to, Utf8Builder out) {
    for (int i = from; i < to; i++) {
      if (i > 0) {
        out.ascii(',');
      }
      write(rows[i], out);
    }
  }

  abstract void writeValue(int i, Utf8Builder out);

  private static final class Signed extends JsonCells {
    private final long[] values;

    Signed(Vector cells) {
      super(cells);
      values = cells.longs();
    }

    @Override
    void writeValue(int i, Utf8Builder out) {
      out.integer(values[i]);
    }
  }

  private static final class Unsigned extends JsonCells {
    private final long[] values;

    Unsigned(Vector cells) {
      super(cells);
      values = cells.longs();
    }

    @Override
    void writeValue(int i, Utf8Builder out) {
      out.unsigned(values[i]);
    }
  }

  private static final class Floats extends JsonCells {
    private final double[] values;

    Floats(Vector cells) {
      super(cells);
      values = cells.doubles();
    }

    @Override
    void writeValue(int i, Utf8Builder out) {
      NumberText.writeJson(values[i], out);
    }
  }

  private static final class Booleans extends JsonCells {
    private final long[] values;

    Booleans(Vector cells) {
      super(cells);
      values = cells.longs();
    }

    @Override
    void writeValue(int i, Utf8Builder out) {
      out.ascii(values[i] != 0 ? "true" : "false");
    }
  }

  private static final class DateMillis extends JsonCells {
    private final long[] values;

    DateMillis(Vector cells) {
      super(cells);
      values = cells.longs();
    }

    @Override
    void writeValue(int i, Utf8Builder out) {
      out.integer(values[i] * EpochDay.MILLIS);
    }
  }

  private static final class Dates extends JsonCells {
    private final long[] values;

    Dates(Vector cells) {
      super(cells);
      values = cells.longs();
    }

    @Override
    void writeValue(int i, Utf8Builder out) {
      out.ascii('"');
      DateText.writeDate(values[i], out);
      out.ascii('"');
    }
  }

  private static final class DateTimes extends JsonCells {
    private final long[] values;

    DateTimes(Vector cells) {
      super(cells);
      values = cells.longs();
    }

    @Override
    void writeValue(int i, Utf8Builder out) {
      out.ascii('"');
      DateText.writeDateTime(values[i], out);
      out.ascii('"');
    }
  }

  private static final class Strings extends JsonCells {
    private final int[] codes;
    private final StringDictionary dictionary;

    Strings(Vector cells) {
      super(cells);
      codes = cells.codes();
      dictionary = cells.dictionary();
    }

    /** Whether there are so many cells per distinct string that escaping each string once pays. */
    static boolean repeats(Vector cells) {
      return cells.dictionary().size() <= cells.size() / 4;
    }

    @Override
    void writeValue(int i, Utf8Builder out) {
      JsonString.write(dictionary, codes[i], out);
    }
  }

  /** Escapes each string when it first occurs and copies it from then on. */
  private static final class RepeatedStrings extends JsonCells {
    private final int[] codes;
    private final StringDictionary dictionary;
    private final Utf8Builder quoted = new Utf8Builder();
    private final int[] starts;
    private final int[] ends;

    RepeatedStrings(Vector cells) {
      super(cells);
      codes = cells.codes();
      dictionary = cells.dictionary();
      starts = new int[dictionary.size()];
      ends = new int[dictionary.size()];
      Arrays.fill(starts, -1);
    }

    @Override
    void writeValue(int i, Utf8Builder out) {
      int code = codes[i];
      if (starts[code] < 0) {
        starts[code] = quoted.size();
        JsonString.write(dictionary, code, quoted);
        ends[code] = quoted.size();
      }
      out.bytes(quoted.array(), starts[code], ends[code] - starts[code]);
    }
  }
}
