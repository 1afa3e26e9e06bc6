package dev.perspective4j.engine.csv;

import dev.perspective4j.engine.EngineException;
import dev.perspective4j.engine.column.PhysicalType;
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
  private static final int LARGE_STRINGS = 1 << 15;
  private static final int LARGE_BYTES = 1 << 20;

  private final String name;
  private final int position;
  private final PhysicalType physicalType;
  private final Supplier<FieldParser> parsers;
  private final FieldParser parser;
  private final boolean allNull;
  private final @Nullable StringDictionary dictionary;
  private final @Nullable PartCodes codes;
  private Vector cells;
  private int count;
  private @Nullable RuntimeException failure;
  private int failedRecord;

  /**
   * A column.
   *
   * @param name its name
   * @param position its place in the header, from 0
   * @param physicalType physical type of its cells
   * @param parsers makes parsers of them
   * @param allNull whether even text is null, because every cell spells a null
   */
  CsvColumn(
      String name,
      int position,
      PhysicalType physicalType,
      Supplier<FieldParser> parsers,
      boolean allNull) {
    this.name = name;
    this.position = position;
    this.physicalType = physicalType;
    this.parsers = parsers;
    this.parser = parsers.get();
    this.allNull = allNull;
    this.dictionary = physicalType == PhysicalType.STRING ? new StringDictionary() : null;
    this.codes = dictionary == null ? null : new PartCodes(dictionary);
    this.cells = new Vector(physicalType, dictionary, 0);
  }

  /** The same column without cells. */
  CsvColumn fresh() {
    return new CsvColumn(name, position, physicalType, parsers, allNull);
  }

  /** Starts a batch. */
  void begin() {
    begin(FIRST_ROWS);
  }

  /** Starts a batch of about so many rows. */
  void begin(int rows) {
    cells = new Vector(physicalType, dictionary, rows);
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
    int taken = records;
    try {
      if (allNull) {
        taken = nulls(fields, width, records);
      } else {
        setValid(first, first + records);
        if (dictionary == null) {
          taken = parser.parse(fields, position, width, records, cells, first);
        } else {
          strings(dictionary, fields, width, records, first);
        }
      }
    } catch (EngineException refused) {
      failure = refused;
    }
    if (taken < records) {
      int i = position + taken * width;
      failure = refused(fields.sourceAt(i), fields.startAt(i), fields.endAt(i), row + taken);
      failedRecord = taken;
    }
    count = first + records;
  }

  /** How many fields spell a null before the first that does not. */
  private int nulls(CsvFields fields, int width, int records) {
    int record = 0;
    int i = position;
    while (record < records
        && NullSpelling.matches(fields.sourceAt(i), fields.startAt(i), fields.endAt(i))) {
      record++;
      i += width;
    }
    return record;
  }

  private void strings(
      StringDictionary strings, CsvFields fields, int width, int records, int first) {
    int[] codes = cells.codes();
    int record = 0;
    try {
      for (int i = position; record < records; record++, i += width) {
        codes[first + record] =
            intern(strings, fields.sourceAt(i), fields.startAt(i), fields.endAt(i));
      }
    } catch (EngineException refused) {
      failedRecord = record;
      throw refused;
    }
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

  /**
   * What was read since {@link #begin}, for {@link #finish(Part)} of the column that this is
   * {@linkplain #fresh fresh} of.
   */
  Part part() {
    return new Part(cells, failure, codes);
  }

  /**
   * Some cells of the column, read with a dictionary of their own.
   *
   * @param cells the cells
   * @param failure what reading them stumbled over
   * @param codes what their codes mean
   */
  record Part(Vector cells, @Nullable RuntimeException failure, @Nullable PartCodes codes) {}

  /** The cells of a part of the column, which are given the codes of the column's dictionary. */
  Batch.Column finish(Part part) {
    PartCodes codesOfPart = part.codes();
    if (dictionary != null && codesOfPart != null) {
      if (!allNull) {
        codesOfPart.translate(part.cells(), dictionary);
      }
      part.cells().dictionary(dictionary);
    }
    return new Batch.Column(name, part.cells(), null);
  }

  /**
   * Whether the dictionary has become so large that the next part had better begin with an empty
   * one.
   */
  boolean isLarge() {
    return dictionary != null
        && (dictionary.size() > LARGE_STRINGS || dictionary.bytes() > LARGE_BYTES);
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
    return switch (physicalType) {
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
