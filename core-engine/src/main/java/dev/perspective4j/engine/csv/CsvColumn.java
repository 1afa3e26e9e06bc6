package dev.perspective4j.engine.csv;

import dev.perspective4j.engine.EngineException;
import dev.perspective4j.engine.column.Lane;
import dev.perspective4j.engine.column.Storage;
import dev.perspective4j.engine.column.StringDictionary;
import dev.perspective4j.engine.column.Vector;
import dev.perspective4j.engine.load.Batch;
import dev.perspective4j.engine.text.Utf8;
import org.jspecify.annotations.Nullable;

/** Collects the cells of one column. */
final class CsvColumn {

  private static final int FIRST_ROWS = 1024;

  private final String name;
  private final int position;
  private final Storage storage;
  private final FieldParser parser;
  private final boolean allNull;
  private final @Nullable StringDictionary dictionary;
  private Vector cells;
  private int capacity;
  private int count;

  /**
   * A column.
   *
   * @param name its name
   * @param position its place in the header, from 0
   * @param storage physical type of its cells
   * @param parser parses them
   * @param allNull whether even text is null, because every cell spells a null
   */
  CsvColumn(String name, int position, Storage storage, FieldParser parser, boolean allNull) {
    this.name = name;
    this.position = position;
    this.storage = storage;
    this.parser = parser;
    this.allNull = allNull;
    this.dictionary = storage == Storage.STRING ? new StringDictionary() : null;
    this.cells = new Vector(storage, dictionary, 0);
  }

  int position() {
    return position;
  }

  /** Starts a batch. */
  void begin() {
    cells = new Vector(storage, dictionary, FIRST_ROWS);
    capacity = 0;
    count = 0;
  }

  /**
   * Adds a cell.
   *
   * @param row its row in the text, the header being row 1
   * @throws RefusedCell if it is not of the column's type
   */
  void add(byte[] text, int from, int to, long row) {
    int i = count++;
    if (i == capacity) {
      capacity = Math.max(FIRST_ROWS, capacity * 2);
      cells.size(capacity);
    }
    if (dictionary != null && !allNull) {
      cells.codes()[i] = intern(dictionary, text, from, to);
    } else if (NullSpelling.matches(text, from, to)) {
      return;
    } else if (dictionary != null || !parser.parse(text, from, to)) {
      throw refused(text, from, to, row);
    } else if (storage.lane() == Lane.DOUBLE) {
      cells.doubles()[i] = parser.number();
    } else {
      cells.longs()[i] = parser.integer();
    }
    cells.valid()[i >>> 6] |= 1L << i;
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
    cells.size(count);
    return new Batch.Column(name, cells, null);
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
