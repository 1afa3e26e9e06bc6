package dev.perspective4j.engine.cell;

import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.column.Vector;
import dev.perspective4j.engine.text.EpochDay;
import dev.perspective4j.engine.text.LenientDateTime;
import dev.perspective4j.engine.text.StrictDateTime;

/**
 * A column of a table in the making. The first value decides the type; a later value may promote it
 * (integer to float, number to string, date to datetime), never narrow it.
 */
public final class InferredColumn extends CellColumn {
  private static final long NO_MATCH = StrictDateTime.NO_MATCH;
  private boolean typed;

  /** A column without a type yet; it ends as strings if it never gets one. */
  public InferredColumn(String name) {
    super(name, PhysicalType.STRING);
  }

  /**
   * An empty column for the rows that follow: of the type of this one so far, and with its
   * dictionary.
   *
   * @param rows about how many they are
   */
  public InferredColumn continued(int rows) {
    InferredColumn next = new InferredColumn(name());
    next.typed = typed;
    next.cells(new Vector(physicalType(), cells().dictionaryOrNull(), rows));
    return next;
  }

  /** Whether a value has decided the type. */
  public boolean isTyped() {
    return typed;
  }

  /** Settles for strings without having seen a value. */
  public InferredColumn asStrings() {
    typed = true;
    return this;
  }

  private void type(PhysicalType physicalType) {
    typed = true;
    if (physicalType != physicalType()) {
      Vector nulls = vector(physicalType, Math.max(16, cells().size()));
      nulls.size(cells().size());
      cells(nulls);
    }
  }

  @Override
  public void putInteger(int row, long value) {
    if (!typed) {
      type(value == (int) value ? PhysicalType.INT32 : PhysicalType.FLOAT64);
    }
    switch (physicalType()) {
      case INT32 -> {
        if (value == (int) value) {
          setLong(row, value);
        } else {
          promoteToFloat();
          setDouble(row, (double) value);
        }
      }
      case FLOAT64 -> setDouble(row, (double) value);
      case BOOL -> {
        if (value != (int) value) {
          throw CellErrors.kind(physicalType(), CellErrors.NUMBER);
        }
        setLong(row, value != 0 ? 1 : 0);
      }
      case DATE -> setDay(row, value);
      case DATETIME -> setLong(row, value);
      default -> setText(row, value);
    }
  }

  @Override
  public void putDouble(int row, double value) {
    if (!typed) {
      type(PhysicalType.FLOAT64);
    }
    switch (physicalType()) {
      case INT32 -> {
        promoteToFloat();
        setDouble(row, value);
      }
      case FLOAT64 -> setDouble(row, value);
      case DATETIME -> setLong(row, CellErrors.truncate(value, this, row));
      case STRING -> setText(row, value);
      default -> throw CellErrors.kind(physicalType(), CellErrors.NUMBER);
    }
  }

  @Override
  public void putBoolean(int row, boolean value) {
    if (!typed) {
      type(PhysicalType.BOOL);
    }
    switch (physicalType()) {
      case BOOL -> setLong(row, value ? 1 : 0);
      case STRING -> setText(row, value);
      default -> throw CellErrors.kind(physicalType(), value ? CellErrors.TRUE : CellErrors.FALSE);
    }
  }

  @Override
  public void putText(int row, byte[] utf8, int from, int to) {
    if (!typed) {
      type(infer(utf8, from, to));
    }
    switch (physicalType()) {
      case INT32 -> putNumberText(row, utf8, from, to);
      case FLOAT64 -> {
        if (TextNumber.kind(utf8, from, to) == TextNumber.Kind.NONE) {
          promoteToString();
          setText(row, utf8, from, to);
        } else {
          setDouble(row, TextNumber.doubleValue(utf8, from, to));
        }
      }
      case BOOL -> {
        boolean isTrue = TextNumber.isWord(utf8, from, to, "true");
        if (!isTrue && !TextNumber.isWord(utf8, from, to, "false")) {
          throw CellErrors.kind(PhysicalType.BOOL, CellErrors.STRING);
        }
        setLong(row, isTrue ? 1 : 0);
      }
      case DATE -> putDateText(row, utf8, from, to);
      case DATETIME -> {
        long millis = StrictDateTime.parse(utf8, from, to, StrictDateTime.Fraction.COMMON);
        millis = millis == NO_MATCH ? LenientDateTime.parse(utf8, from, to) : millis;
        if (millis == NO_MATCH) {
          throw CellErrors.notTime();
        }
        setLong(row, millis);
      }
      default -> setText(row, utf8, from, to);
    }
  }

  private void putNumberText(int row, byte[] utf8, int from, int to) {
    switch (TextNumber.kind(utf8, from, to)) {
      case INTEGER -> {
        if (TextNumber.fitsLong(utf8, from, to)) {
          putInteger(row, TextNumber.longValue(utf8, from, to));
        } else {
          putDouble(row, TextNumber.doubleValue(utf8, from, to));
        }
      }
      case FLOAT -> putDouble(row, TextNumber.doubleValue(utf8, from, to));
      case NONE -> {
        promoteToString();
        setText(row, utf8, from, to);
      }
    }
  }

  private void putDateText(int row, byte[] utf8, int from, int to) {
    long millis = LenientDateTime.parse(utf8, from, to);
    if (millis == NO_MATCH) {
      millis = StrictDateTime.parse(utf8, from, to, StrictDateTime.Fraction.COMMON);
    }
    if (millis == NO_MATCH) {
      throw CellErrors.notDate();
    }
    if (isDay(millis, utf8, from, to)) {
      setLong(row, EpochDay.ofMillis(millis));
    } else {
      promoteToDateTime();
      setLong(row, millis);
    }
  }

  @Override
  public void putListText(int row, byte[] json) {
    if (!typed) {
      type(PhysicalType.STRING);
    }
    if (physicalType() != PhysicalType.STRING) {
      throw CellErrors.kind(physicalType(), CellErrors.ARRAY);
    }
    setText(row, json, 0, json.length);
  }

  private static PhysicalType infer(byte[] utf8, int from, int to) {
    if (from == to) {
      return PhysicalType.STRING;
    }
    if (TextNumber.isWord(utf8, from, to, "true") || TextNumber.isWord(utf8, from, to, "false")) {
      return PhysicalType.BOOL;
    }
    switch (TextNumber.kind(utf8, from, to)) {
      case INTEGER -> {
        if (TextNumber.fitsLong(utf8, from, to)) {
          long value = TextNumber.longValue(utf8, from, to);
          return value == (int) value ? PhysicalType.INT32 : PhysicalType.FLOAT64;
        }
        return PhysicalType.FLOAT64;
      }
      case FLOAT -> {
        return PhysicalType.FLOAT64;
      }
      case NONE -> {}
    }
    long lenient = LenientDateTime.parse(utf8, from, to);
    if (lenient != NO_MATCH) {
      return isDay(lenient, utf8, from, to) ? PhysicalType.DATE : PhysicalType.DATETIME;
    }
    long strict = StrictDateTime.parse(utf8, from, to, StrictDateTime.Fraction.COMMON);
    return strict != NO_MATCH ? PhysicalType.DATETIME : PhysicalType.STRING;
  }

  /** Whether hour, minute and second are 0; a fraction alone does not make a datetime. */
  private static boolean isDay(long millis, byte[] utf8, int from, int to) {
    return Math.floorMod(millis, EpochDay.MILLIS) < 1000
        && !LenientDateTime.isLeapSecond(utf8, from, to);
  }

  // ---- promotion

  private void promoteToFloat() {
    Vector old = cells();
    Vector promoted = vector(PhysicalType.FLOAT64, old.longs().length);
    promoted.size(old.size());
    for (int i = 0; i < old.size(); i++) {
      promoted.doubles()[i] = (double) old.longs()[i];
    }
    keepValid(old, promoted);
  }

  private void promoteToDateTime() {
    Vector old = cells();
    Vector promoted = vector(PhysicalType.DATETIME, old.longs().length);
    promoted.size(old.size());
    for (int i = 0; i < old.size(); i++) {
      promoted.longs()[i] = old.longs()[i] * EpochDay.MILLIS;
    }
    keepValid(old, promoted);
  }

  private void promoteToString() {
    Vector old = cells();
    boolean floats = physicalType() == PhysicalType.FLOAT64;
    Vector promoted = vector(PhysicalType.STRING, Math.max(16, old.size()));
    promoted.size(old.size());
    keepValid(old, promoted);
    for (int i = 0; i < old.size(); i++) {
      if (!old.isNull(i)) {
        if (floats) {
          setText(i, old.doubles()[i]);
        } else {
          setText(i, old.longs()[i]);
        }
      }
    }
  }

  private void keepValid(Vector old, Vector promoted) {
    System.arraycopy(old.valid(), 0, promoted.valid(), 0, (old.size() + 63) >>> 6);
    cells(promoted);
  }
}
