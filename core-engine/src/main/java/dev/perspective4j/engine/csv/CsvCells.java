package dev.perspective4j.engine.csv;

import dev.perspective4j.engine.column.StringDictionary;
import dev.perspective4j.engine.column.Vector;
import dev.perspective4j.engine.text.DateText;
import dev.perspective4j.engine.text.NumberText;
import dev.perspective4j.engine.text.Utf8Builder;
import java.util.Arrays;

/**
 * The cells of one vector as CSV fields. One subclass per kind of value, chosen once per column.
 */
abstract sealed class CsvCells {

  private final long[] valid;

  private CsvCells(Vector cells) {
    valid = cells.valid();
  }

  /**
   * The cells of a vector.
   *
   * @param cells the vector
   * @param count how many of them will be written
   */
  static CsvCells of(Vector cells, int count) {
    return switch (cells.storage()) {
      case INT8, INT16, INT32, INT64, UINT8, UINT16, UINT32 -> new Signed(cells);
      case UINT64 -> new Unsigned(cells);
      case FLOAT32 -> new Singles(cells);
      case FLOAT64 -> new Doubles(cells);
      case BOOL -> new Booleans(cells);
      case DATE -> new Dates(cells);
      case DATETIME -> new DateTimes(cells);
      case STRING ->
          cells.dictionary().size() <= count / 4 ? new RepeatedStrings(cells) : new Strings(cells);
    };
  }

  /** Appends a cell; nothing for a null. */
  final void write(int i, Utf8Builder out) {
    if ((valid[i >>> 6] & (1L << i)) != 0) {
      writeValue(i, out);
    }
  }

  abstract void writeValue(int i, Utf8Builder out);

  /** Appends text in quotes, quotes in it doubled. */
  static void quote(byte[] utf8, int from, int to, Utf8Builder out) {
    out.ascii('"');
    int plain = from;
    for (int i = from; i < to; i++) {
      if (utf8[i] == '"') {
        out.bytes(utf8, plain, i + 1 - plain);
        plain = i;
      }
    }
    out.bytes(utf8, plain, to - plain).ascii('"');
  }

  private static final class Signed extends CsvCells {
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

  private static final class Unsigned extends CsvCells {
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

  private static final class Singles extends CsvCells {
    private final double[] values;

    Singles(Vector cells) {
      super(cells);
      values = cells.doubles();
    }

    @Override
    void writeValue(int i, Utf8Builder out) {
      NumberText.writeCsv((float) values[i], out);
    }
  }

  private static final class Doubles extends CsvCells {
    private final double[] values;

    Doubles(Vector cells) {
      super(cells);
      values = cells.doubles();
    }

    @Override
    void writeValue(int i, Utf8Builder out) {
      NumberText.writeCsv(values[i], out);
    }
  }

  private static final class Booleans extends CsvCells {
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

  private static final class Dates extends CsvCells {
    private final long[] values;

    Dates(Vector cells) {
      super(cells);
      values = cells.longs();
    }

    @Override
    void writeValue(int i, Utf8Builder out) {
      DateText.writeDate(values[i], out);
    }
  }

  private static final class DateTimes extends CsvCells {
    private final long[] values;

    DateTimes(Vector cells) {
      super(cells);
      values = cells.longs();
    }

    @Override
    void writeValue(int i, Utf8Builder out) {
      DateText.writeDateTime(values[i], out);
    }
  }

  private static final class Strings extends CsvCells {
    private final int[] codes;
    private final StringDictionary dictionary;
    private byte[] scratch = new byte[64];

    Strings(Vector cells) {
      super(cells);
      codes = cells.codes();
      dictionary = cells.dictionary();
    }

    @Override
    void writeValue(int i, Utf8Builder out) {
      int length = dictionary.length(codes[i]);
      if (length > scratch.length) {
        scratch = new byte[Math.max(length, scratch.length * 2)];
      }
      dictionary.copyTo(codes[i], scratch, 0);
      quote(scratch, 0, length, out);
    }
  }

  /** Quotes each string when it first occurs and copies it from then on. */
  private static final class RepeatedStrings extends CsvCells {
    private final int[] codes;
    private final Strings strings;
    private final Utf8Builder quoted = new Utf8Builder();
    private final int[] starts;
    private final int[] ends;

    RepeatedStrings(Vector cells) {
      super(cells);
      codes = cells.codes();
      strings = new Strings(cells);
      starts = new int[cells.dictionary().size()];
      ends = new int[starts.length];
      Arrays.fill(starts, -1);
    }

    @Override
    void writeValue(int i, Utf8Builder out) {
      int code = codes[i];
      if (starts[code] < 0) {
        starts[code] = quoted.size();
        strings.writeValue(i, quoted);
        ends[code] = quoted.size();
      }
      out.bytes(quoted.array(), starts[code], ends[code] - starts[code]);
    }
  }
}
