package dev.perspective4j.engine.csv;

import dev.perspective4j.engine.EngineException;
import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.load.Batch;
import dev.perspective4j.engine.load.BatchReader;
import dev.perspective4j.engine.load.BatchSink;
import dev.perspective4j.engine.load.HeldBatches;
import dev.perspective4j.engine.load.LoadTarget;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads comma-separated values with a header line.
 *
 * <p>A new table gets the type of each column from all of its cells. Those of the first rows are
 * tried first; if a cell refuses them, the text is gone through to find the types, and once more to
 * fill the columns; no cell is kept in between. An existing table gets its cells converted
 * strictly. Fields are ranges of bytes throughout; only distinct strings are ever copied. Batches
 * of at most 65,536 rows are handed over as they are read.
 */
public final class CsvReader implements BatchReader {

  private static final String ROW_KEY = "__INDEX__";
  private static final int RUN = 1 << 16;
  private static final int RAW_LENGTH = 96;

  /** Texts up to this size may have all their cells in memory until their types are certain. */
  private static final int GUESSABLE = 128 << 20;

  /** Records whose fields are found before the columns take them in, one after the other. */
  private static final int BLOCK_ROWS = 1 << 13;

  /** The same as a number of fields, for wide records. */
  private static final int BLOCK_FIELDS = 1 << 18;

  /** Cells that are worth a second thread. */
  private static final long PARALLEL_CELLS = 1 << 12;

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
    CsvTokenizer tokens = new CsvTokenizer(text, from, to);
    List<String> header = header(tokens);
    Text body = new Text(text, from, tokens.position(), to, header.size());
    if (sink instanceof BatchSink forgetful) {
      read(body, header, target, true, forgetful);
    } else {
      HeldBatches held = new HeldBatches();
      read(body, header, target, to - from <= GUESSABLE, held);
      held.handOver(sink);
    }
  }

  /**
   * The input.
   *
   * @param from where the header begins
   * @param records where the first record behind it begins
   * @param width number of fields of the header
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Text(byte[] bytes, int from, int records, int to, int width) {

    CsvTokenizer tokens() {
      return new CsvTokenizer(bytes, from, to);
    }
  }

  private static void read(
      Text text, List<String> header, LoadTarget target, boolean mayGuess, BatchSink sink) {
    if (!target.create()) {
      List<CsvColumn> columns = match(header, target);
      try {
        fill(columns, text, sink);
      } catch (RefusedCell e) {
        throw firstRefusal(columns, text, e).toError();
      }
      return;
    }
    if (mayGuess) {
      // The types of the first rows are those of all, if every cell fits: all types before them
      // have been refused already.
      try {
        fill(infer(header, text.tokens(), SAMPLE), text, sink);
        return;
      } catch (RefusedCell notTheType) {
        sink.restart();
      }
    }
    fill(infer(header, text.tokens(), Long.MAX_VALUE), text, sink);
  }

  /**
   * The error to report: a record of another width, or else that of the first column that has one,
   * wherever other columns have theirs.
   */
  private static RefusedCell firstRefusal(List<CsvColumn> columns, Text text, RefusedCell found) {
    fillInOrder(List.of(), text, _ -> {});
    for (CsvColumn column : columns) {
      try {
        fillInOrder(List.of(column), text, _ -> {});
      } catch (RefusedCell refused) {
        return refused;
      }
    }
    return found;
  }

  private static void fill(List<CsvColumn> columns, Text text, BatchSink sink) {
    if (!CsvChunks.read(columns, text.width(), text.bytes(), text.records(), text.to(), sink)) {
      sink.restart();
      fillInOrder(columns, text, sink);
    }
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
    CsvFields record = tokens.fields();
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
    CsvFields record = tokens.fields();
    for (long row = 2; row - 2 < rows && tokens.next(); row++) {
      checkWidth(tokens, inferences.length, row);
      for (int i = 0; i < inferences.length; i++) {
        inferences[i].see(record.source(i), record.start(i), record.end(i));
      }
    }
    List<CsvColumn> columns = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (int i = 0; i < inferences.length; i++) {
      String name = unique(header.get(i), names);
      CsvType type = inferences[i].result();
      columns.add(
          new CsvColumn(name, i, type.physicalType(), type::parser, inferences[i].isAllNull()));
    }
    return columns;
  }

  /** A name, with as many stars as it takes to tell it from those before. */
  private static String unique(String name, Set<String> names) {
    String unique = name;
    while (!names.add(unique)) {
      unique += "*";
    }
    return unique;
  }

  /**
   * Columns of an existing table; all others are passed over. Repeated names get stars here, too.
   */
  private static List<CsvColumn> match(List<String> header, LoadTarget target) {
    List<CsvColumn> columns = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (int i = 0; i < header.size(); i++) {
      String name = unique(header.get(i), names);
      PhysicalType physicalType = physicalType(name, target);
      if (physicalType != null) {
        columns.add(
            new CsvColumn(name, i, physicalType, () -> FieldParser.of(physicalType), false));
      }
    }
    return columns;
  }

  private static @Nullable PhysicalType physicalType(String name, LoadTarget target) {
    return name.equals(ROW_KEY)
        ? target.index().map(target.columns()::get).orElse(PhysicalType.INT64)
        : target.columns().get(name);
  }

  private static void fillInOrder(List<CsvColumn> matched, Text text, Consumer<Batch> sink) {
    List<CsvColumn> columns = matched.stream().map(CsvColumn::fresh).toList();
    int width = text.width();
    CsvTokenizer tokens = text.tokens();
    tokens.next();
    CsvFields fields = tokens.fields();
    int block = Math.max(1, Math.min(BLOCK_ROWS, BLOCK_FIELDS / width));
    boolean more = true;
    boolean first = true;
    long row = 2;
    while (more) {
      columns.forEach(CsvColumn::begin);
      int rows = 0;
      while (more && rows < RUN) {
        fields.clear();
        int most = Math.min(block, RUN - rows);
        int records = 0;
        while (records < most) {
          more = tokens.append();
          if (!more) {
            break;
          }
          if (fields.size() != width) {
            addAll(columns, fields, width, records, row);
            throw wrongWidth(tokens, width, row + records);
          }
          records++;
        }
        addAll(columns, fields, width, records, row);
        rows += records;
        row += records;
      }
      if (rows > 0 || first) {
        sink.accept(new Batch(rows, columns.stream().map(CsvColumn::finish).toList()));
      }
      first = false;
    }
  }

  /** Adds the cells of some records to all columns, on several threads where that is worth it. */
  private static void addAll(
      List<CsvColumn> columns, CsvFields fields, int width, int records, long row) {
    IntStream positions = IntStream.range(0, columns.size());
    if (columns.size() > 1 && (long) records * columns.size() >= PARALLEL_CELLS) {
      positions = positions.parallel();
    }
    positions.forEach(i -> columns.get(i).add(fields, width, records, row));
    RuntimeException failure = null;
    int failedRecord = Integer.MAX_VALUE;
    for (CsvColumn column : columns) {
      if (column.failure() != null && column.failedRecord() < failedRecord) {
        failure = column.failure();
        failedRecord = column.failedRecord();
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  private static void checkWidth(CsvTokenizer tokens, int width, long row) {
    if (tokens.fields().size() != width) {
      throw wrongWidth(tokens, width, row);
    }
  }

  private static EngineException wrongWidth(CsvTokenizer tokens, int width, long row) {
    return new EngineException(
        "Invalid: CSV parse error: Row #"
            + row
            + ": Expected "
            + width
            + " columns, got "
            + tokens.fields().size()
            + ": "
            + tokens.raw(RAW_LENGTH));
  }
}
