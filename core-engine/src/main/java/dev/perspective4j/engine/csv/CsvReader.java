package dev.perspective4j.engine.csv;

import dev.perspective4j.engine.EngineException;
import dev.perspective4j.engine.column.Storage;
import dev.perspective4j.engine.load.Batch;
import dev.perspective4j.engine.load.BatchReader;
import dev.perspective4j.engine.load.LoadTarget;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads comma-separated values with a header line.
 *
 * <p>A new table gets the type of each column from all of its cells, so the text is gone through
 * twice: once to find the types, once to fill the columns; no cell is kept in between. An existing
 * table gets its cells converted strictly. Fields are ranges of bytes throughout; only distinct
 * strings are ever copied. Batches of at most 65,536 rows are handed over as they are read.
 */
public final class CsvReader implements BatchReader {

  private static final String ROW_KEY = "__INDEX__";
  private static final int RUN = 1 << 16;
  private static final int RAW_LENGTH = 96;

  /** Texts up to this size may have all their cells in memory until their types are certain. */
  private static final int GUESSABLE = 128 << 20;

  /** Rows whose cells decide what to guess. */
  private static final long SAMPLE = 2_000;

  /** Makes a reader; it has no state. */
  public CsvReader() {}

  @Override
  public void read(ByteBuffer data, LoadTarget target, Consumer<Batch> sink) {
    byte[] text;
    int from = 0;
    if (data.hasArray()) {
      text = data.array();
      from = data.arrayOffset() + data.position();
    } else {
      text = new byte[data.remaining()];
      data.duplicate().get(text);
    }
    int to = from + data.remaining();
    if (from == to) {
      throw new EngineException("Invalid: Empty CSV file");
    }
    from += isByteOrderMark(text, from, to) ? 3 : 0;
    List<String> header = header(new CsvTokenizer(text, from, to));
    if (!target.create()) {
      try {
        fill(match(header, target), header.size(), new CsvTokenizer(text, from, to), sink);
      } catch (RefusedCell e) {
        throw e.toError();
      }
      return;
    }
    if (to - from <= GUESSABLE && guess(header, text, from, to, sink)) {
      return;
    }
    List<CsvColumn> columns = infer(header, new CsvTokenizer(text, from, to), Long.MAX_VALUE);
    fill(columns, header.size(), new CsvTokenizer(text, from, to), sink);
  }

  /**
   * Tries to do with one pass: takes the types of the first rows for those of all. They are, if
   * every cell fits: all types before them have been refused already. Batches are held back until
   * that is certain.
   */
  private static boolean guess(
      List<String> header, byte[] text, int from, int to, Consumer<Batch> sink) {
    List<CsvColumn> columns = infer(header, new CsvTokenizer(text, from, to), SAMPLE);
    List<Batch> batches = new ArrayList<>();
    try {
      fill(columns, header.size(), new CsvTokenizer(text, from, to), batches::add);
    } catch (RefusedCell notTheType) {
      return false;
    }
    batches.forEach(sink);
    return true;
  }

  private static boolean isByteOrderMark(byte[] text, int from, int to) {
    return to - from >= 3
        && text[from] == (byte) 0xEF
        && text[from + 1] == (byte) 0xBB
        && text[from + 2] == (byte) 0xBF;
  }

  private static List<String> header(CsvTokenizer tokens) {
    if (!tokens.next() || !tokens.isEnded()) {
      throw new EngineException(
          "Invalid: CSV parse error: Empty CSV file or block: cannot infer number of columns");
    }
    CsvRecord record = tokens.record();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < record.size(); i++) {
      names.add(FieldParser.string(record.source(i), record.start(i), record.end(i)));
    }
    return names;
  }

  /** Columns for a new table, typed by its first rows; repeated names get stars. */
  private static List<CsvColumn> infer(List<String> header, CsvTokenizer tokens, long rows) {
    TypeInference[] inferences = new TypeInference[header.size()];
    for (int i = 0; i < inferences.length; i++) {
      inferences[i] = new TypeInference();
    }
    tokens.next();
    CsvRecord record = tokens.record();
    for (long row = 2; row - 2 < rows && tokens.next(); row++) {
      checkWidth(tokens, inferences.length, row);
      for (int i = 0; i < inferences.length; i++) {
        inferences[i].see(record.source(i), record.start(i), record.end(i));
      }
    }
    List<CsvColumn> columns = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (int i = 0; i < inferences.length; i++) {
      String name = header.get(i);
      while (!names.add(name)) {
        name += "*";
      }
      CsvType type = inferences[i].result();
      columns.add(new CsvColumn(name, i, type.storage(), type.parser(), inferences[i].isAllNull()));
    }
    return columns;
  }

  /** Columns of an existing table, the first of each name; all others are passed over. */
  private static List<CsvColumn> match(List<String> header, LoadTarget target) {
    List<CsvColumn> columns = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (int i = 0; i < header.size(); i++) {
      String name = header.get(i);
      Storage storage = storage(name, target);
      if (storage != null && names.add(name)) {
        columns.add(new CsvColumn(name, i, storage, FieldParser.of(storage), false));
      }
    }
    return columns;
  }

  private static @Nullable Storage storage(String name, LoadTarget target) {
    return name.equals(ROW_KEY)
        ? target.index().map(target.columns()::get).orElse(Storage.INT64)
        : target.columns().get(name);
  }

  private static void fill(
      List<CsvColumn> columns, int width, CsvTokenizer tokens, Consumer<Batch> sink) {
    tokens.next();
    CsvRecord record = tokens.record();
    CsvColumn[] all = columns.toArray(CsvColumn[]::new);
    boolean more = tokens.next();
    boolean first = true;
    long row = 2;
    while (more || first) {
      first = false;
      int rows = 0;
      for (CsvColumn column : all) {
        column.begin();
      }
      for (; more && rows < RUN; rows++) {
        checkWidth(tokens, width, row);
        for (CsvColumn column : all) {
          int i = column.position();
          column.add(record.source(i), record.start(i), record.end(i), row);
        }
        row++;
        more = tokens.next();
      }
      sink.accept(new Batch(rows, columns.stream().map(CsvColumn::finish).toList()));
    }
  }

  private static void checkWidth(CsvTokenizer tokens, int width, long row) {
    int size = tokens.record().size();
    if (size != width) {
      throw new EngineException(
          "Invalid: CSV parse error: Row #"
              + row
              + ": Expected "
              + width
              + " columns, got "
              + size
              + ": "
              + tokens.raw(RAW_LENGTH));
    }
  }
}
