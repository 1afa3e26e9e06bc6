package dev.perspective4j.engine.csv;

import dev.perspective4j.engine.EngineException;
import dev.perspective4j.engine.column.Lane;
import dev.perspective4j.engine.column.Storage;
import dev.perspective4j.engine.column.StringDictionary;
import dev.perspective4j.engine.column.Vector;
import dev.perspective4j.engine.load.Batch;
import dev.perspective4j.engine.text.Utf8;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Collects the cells of one column. Columns share nothing that they write to, so different threads
 * may fill them at the same time.
 */
final class CsvColumn {

  private static final int FIRST_ROWS = 1024;

  private final String name;
  private final int position;
  private final Storage storage;
  private final Supplier<FieldParser> parsers;
  private final FieldParser parser;
  private final boolean allNull;
  private final @Nullable StringDictionary dictionary;
  private Vector cells;
  private int count;
  private @Nullable RuntimeException failure;
  private int failedRecord;

  /**
   * A column.
   *
   * @param name its name
   * @param position its place in the header, from 0
   * @param storage physical type of its cells
   * @param parsers makes parsers of them
   * @param allNull whether even text is null, because every cell spells a null
   */
  CsvColumn(
      String name, int position, Storage storage, Supplier<FieldParser> parsers, boolean allNull) {
    this.name = name;
    this.position = position;
    this.storage = storage;
    this.parsers = parsers;
    this.parser = parsers.get();
    this.allNull = allNull;
    this.dictionary = storage == Storage.STRING ? new StringDictionary() : null;
    this.cells = new Vector(storage, dictionary, 0);
  }

  /** The same column without cells. */
  CsvColumn fresh() {
    return new CsvColumn(name, position, storage, parsers, allNull);
  }

  /** Starts a batch. */
  void begin() {
    begin(FIRST_ROWS);
  }

  /** Starts a batch of about so many rows. */
  void begin(int rows) {
    cells = new Vector(storage, dictionary, rows);
    count = 0;
  }

  /**
   * Adds the column's cells of some records, up to the first that it refuses; see {@link #failure}.
   *
   * @param fields records of equal width
   * @param width number of fields of each
   * @param records number of records
   * @param row row of the first record in the text, the header being row 1
   */
  void add(CsvFields fields, int width, int records, long row) {
    int first = count;
    cells.size(first + records);
    int record = 0;
    try {
      if (dictionary != null && !allNull) {
        int[] codes = cells.codes();
        for (int i = position; record < records; record++, i += width) {
          codes[first + record] =
              intern(dictionary, fields.sourceAt(i), fields.startAt(i), fields.endAt(i));
        }
        setValid(first, first + records);
      } else {
        long[] valid = cells.valid();
        boolean isDouble = storage.lane() == Lane.DOUBLE;
        for (int i = position; record < records; record++, i += width) {
          byte[] text = fields.sourceAt(i);
          int from = fields.startAt(i);
          int to = fields.endAt(i);
          if (NullSpelling.matches(text, from, to)) {
            continue;
          }
          if (dictionary != null || !parser.parse(text, from, to)) {
            throw refused(text, from, to, row + record);
          }
          int cell = first + record;
          if (isDouble) {
            cells.doubles()[cell] = parser.number();
          } else {
            cells.longs()[cell] = parser.integer();
          }
          valid[cell >>> 6] |= 1L << cell;
        }
      }
    } catch (EngineException | RefusedCell refused) {
      failure = refused;
      failedRecord = record;
    }
    count = first + records;
  }

  private void setValid(int from, int to) {
    long[] valid = cells.valid();
    int cell = from;
    while (cell < to) {
      int stop = Math.min(to, (cell | 63) + 1);
      valid[cell >>> 6] |= (-1L >>> (64 - (stop - cell))) << cell;
      cell = stop;
    }
  }

  /** What {@link #add} stumbled over, if it did. */
  @Nullable RuntimeException failure() {
    return failure;
  }

  /** Which of the records given to {@link #add} it stumbled over. */
  int failedRecord() {
    return failedRecord;
  }

  private static int intern(StringDictionary dictionary, byte[] text, int from, int to) {
    int known = dictionary.size();
    int code = dictionary.intern(text, from, to - from);
    if (code == known && !Utf8.isValid(text, from, to - from)) {
      throw new EngineException("Invalid: CSV is not UTF-8 text");
    }
    return code;
  }

  /** The cells since {@link #begin}. */
  Batch.Column finish() {
    return new Batch.Column(name, cells, null);
  }

  /** The cells of a part of the column, which has read them with a dictionary of its own. */
  Batch.Column finish(CsvColumn part) {
    Vector read = part.cells;
    if (dictionary == null || read.dictionary().size() == 0) {
      return new Batch.Column(name, dictionary == null ? read : nulls(read.size()), null);
    }
    StringDictionary from = read.dictionary();
    int[] map = new int[from.size()];
    for (int code = 0; code < map.length; code++) {
      map[code] = dictionary.intern(from, code);
    }
    Vector coded = new Vector(storage, dictionary, read.size());
    coded.size(read.size());
    coded.setAllValid();
    for (int i = 0; i < read.size(); i++) {
      coded.codes()[i] = map[read.codes()[i]];
    }
    return new Batch.Column(name, coded, null);
  }

  private Vector nulls(int rows) {
    Vector nulls = new Vector(storage, dictionary, rows);
    nulls.size(rows);
    return nulls;
  }

  private RefusedCell refused(byte[] text, int from, int to, long row) {
    int start = parser.trims() ? FieldParser.trimStart(text, from, to) : from;
    int end = parser.trims() ? FieldParser.trimEnd(text, start, to) : to;
    return new RefusedCell(
        "Invalid: In CSV column #"
            + position
            + ": Row #"
            + row
            + ": CSV conversion error to "
            + typeName()
            + ": invalid value '"
            + FieldParser.string(text, start, end)
            + "'");
  }

  private String typeName() {
    return switch (storage) {
      case INT8 -> "int8";
      case INT16 -> "int16";
      case INT32 -> "int32";
      case INT64 -> "int64";
      case UINT8 -> "uint8";
      case UINT16 -> "uint16";
      case UINT32 -> "uint32";
      case UINT64 -> "uint64";
      case FLOAT32 -> "float";
      case FLOAT64 -> "double";
      case BOOL -> "bool";
      case DATE -> "date64[ms]";
      case DATETIME -> "timestamp[ms]";
      case STRING -> "string";
    };
  }
}
