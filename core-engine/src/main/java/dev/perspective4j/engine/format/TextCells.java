package dev.perspective4j.engine.format;

import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.column.StringDictionary;
import dev.perspective4j.engine.column.Vector;
import dev.perspective4j.engine.text.DateText;
import dev.perspective4j.engine.text.EpochDay;
import dev.perspective4j.engine.text.IntegerText;
import dev.perspective4j.engine.text.NumberText;
import dev.perspective4j.engine.text.Utf8Builder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The cells of one vector as text of a {@link CellStyle}. One subclass per kind of value, chosen
 * once per column; for one thread.
 */
public abstract sealed class TextCells {

  private final long[] valid;
  private final byte[] nothing;

  private TextCells(Vector cells, CellStyle style) {
    valid = cells.valid();
    nothing = style.nothing().getBytes(StandardCharsets.US_ASCII);
  }

  /** The cells of a vector, most of which will be written. */
  public static TextCells of(Vector cells, CellStyle style) {
    return of(cells, style, cells.size());
  }

  /**
   * The cells of a vector.
   *
   * @param count about how many of them will be written
   */
  public static TextCells of(Vector cells, CellStyle style, int count) {
    return switch (cells.physicalType()) {
      case INT8, INT16, INT32, INT64, UINT8, UINT16, UINT32 -> new Integers(cells, style, 1);
      case UINT64 -> new Unsigned(cells, style);
      case FLOAT32, FLOAT64 -> new Floats(cells, style);
      case BOOL -> new Booleans(cells, style);
      case DATE ->
          style == CellStyle.JSON
              ? new Integers(cells, style, EpochDay.MILLIS)
              : new Times(cells, style, DateText::writeDate);
      case DATETIME ->
          style == CellStyle.JSON
              ? new Integers(cells, style, 1)
              : new Times(cells, style, DateText::writeDateTime);
      case STRING ->
          cells.dictionary().size() <= count / 4
              ? new RepeatedStrings(cells, style)
              : new Strings(cells, style);
    };
  }

  /** Appends a cell. */
  public final void write(int i, Utf8Builder out) {
    if (isValid(i)) {
      writeValue(i, out);
    } else {
      out.bytes(nothing);
    }
  }

  /** Appends cells of a run of rows, each but that of the very first row with a comma before it. */
  public void write(int[] rows, int from, int to, Utf8Builder out) {
    for (int i = from; i < to; i++) {
      if (i > 0) {
        out.ascii(',');
      }
      write(rows[i], out);
    }
  }

  final boolean isValid(int i) {
    return (valid[i >>> 6] & (1L << i)) != 0;
  }

  final int writeNothing(byte[] to, int at) {
    return put(nothing, to, at);
  }

  private static int put(byte[] word, byte[] to, int at) {
    for (int i = 0; i < word.length; i++) {
      to[at + i] = word[i];
    }
    return at + word.length;
  }

  abstract void writeValue(int i, Utf8Builder out);

  private static final class Integers extends TextCells {
    private final long[] values;
    private final long unit;

    Integers(Vector cells, CellStyle style, long unit) {
      super(cells, style);
      values = cells.longs();
      this.unit = unit;
    }

    @Override
    void writeValue(int i, Utf8Builder out) {
      out.integer(values[i] * unit);
    }

    /** The many integers of JSON go straight into the array: that takes half the time. */
    @Override
    public void write(int[] rows, int from, int to, Utf8Builder out) {
      out.reserve((to - from) * (IntegerText.LONGEST + 1L));
      byte[] text = out.array();
      int at = out.size();
      for (int i = from; i < to; i++) {
        if (i > 0) {
          text[at++] = ',';
        }
        int row = rows[i];
        if (isValid(row)) {
          at = IntegerText.write(values[row] * unit, text, at);
        } else {
          at = writeNothing(text, at);
        }
      }
      out.advance(at - out.size());
    }
  }

  private static final class Unsigned extends TextCells {
    private final long[] values;

    Unsigned(Vector cells, CellStyle style) {
      super(cells, style);
      values = cells.longs();
    }

    @Override
    void writeValue(int i, Utf8Builder out) {
      out.unsigned(values[i]);
    }
  }

  private static final class Floats extends TextCells {
    private final double[] values;
    private final FloatText format;

    Floats(Vector cells, CellStyle style) {
      super(cells, style);
      values = cells.doubles();
      format =
          style != CellStyle.CSV
              ? NumberText::writeJson
              : cells.physicalType() == PhysicalType.FLOAT32
                  ? (value, out) -> NumberText.writeCsv((float) value, out)
                  : NumberText::writeCsv;
    }

    @Override
    void writeValue(int i, Utf8Builder out) {
      format.write(values[i], out);
    }

    @Override
    public void write(int[] rows, int from, int to, Utf8Builder out) {
      for (int i = from; i < to; i++) {
        if (i > 0) {
          out.ascii(',');
        }
        write(rows[i], out);
      }
    }
  }

  @FunctionalInterface
  private interface FloatText {
    void write(double value, Utf8Builder out);
  }

  private static final class Booleans extends TextCells {
    private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
    private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};

    private final long[] values;

    Booleans(Vector cells, CellStyle style) {
      super(cells, style);
      values = cells.longs();
    }

    @Override
    void writeValue(int i, Utf8Builder out) {
      out.bytes(text(i));
    }

    @Override
    public void write(int[] rows, int from, int to, Utf8Builder out) {
      out.reserve((to - from) * (FALSE.length + 1L));
      byte[] text = out.array();
      int at = out.size();
      for (int i = from; i < to; i++) {
        if (i > 0) {
          text[at++] = ',';
        }
        int row = rows[i];
        at = isValid(row) ? put(text(row), text, at) : writeNothing(text, at);
      }
      out.advance(at - out.size());
    }

    private byte[] text(int i) {
      return values[i] != 0 ? TRUE : FALSE;
    }
  }

  /** Dates and datetimes as text. */
  private static final class Times extends TextCells {
    private final long[] values;
    private final String quote;
    private final TimeText format;

    Times(Vector cells, CellStyle style, TimeText format) {
      super(cells, style);
      values = cells.longs();
      quote = style.dateQuote();
      this.format = format;
    }

    @Override
    void writeValue(int i, Utf8Builder out) {
      out.ascii(quote);
      format.write(values[i], out);
      out.ascii(quote);
    }
  }

  @FunctionalInterface
  private interface TimeText {
    void write(long value, Utf8Builder out);
  }

  private static final class Strings extends TextCells {
    private final CellStyle style;
    private final int[] codes;
    private final StringDictionary dictionary;

    Strings(Vector cells, CellStyle style) {
      super(cells, style);
      this.style = style;
      codes = cells.codes();
      dictionary = cells.dictionary();
    }

    @Override
    void writeValue(int i, Utf8Builder out) {
      style.writeString(dictionary, codes[i], out);
    }
  }

  /** Quotes each string when it first occurs and copies it from then on. */
  private static final class RepeatedStrings extends TextCells {
    private final CellStyle style;
    private final int[] codes;
    private final StringDictionary dictionary;
    private final Utf8Builder quoted = new Utf8Builder();
    private final int[] starts;
    private final int[] ends;

    RepeatedStrings(Vector cells, CellStyle style) {
      super(cells, style);
      this.style = style;
      codes = cells.codes();
      dictionary = cells.dictionary();
      starts = new int[dictionary.size()];
      ends = new int[starts.length];
      Arrays.fill(starts, -1);
    }

    @Override
    void writeValue(int i, Utf8Builder out) {
      int code = codes[i];
      if (starts[code] < 0) {
        starts[code] = quoted.size();
        style.writeString(dictionary, code, quoted);
        ends[code] = quoted.size();
      }
      out.bytes(quoted.array(), starts[code], ends[code] - starts[code]);
    }

    @Override
    public void write(int[] rows, int from, int to, Utf8Builder out) {
      for (int i = from; i < to; i++) {
        if (i > 0) {
          out.ascii(',');
        }
        write(rows[i], out);
      }
    }
  }
}
