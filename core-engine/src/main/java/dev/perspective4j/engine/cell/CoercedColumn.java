package dev.perspective4j.engine.cell;

import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.text.EpochDay;
import dev.perspective4j.engine.text.LenientDateTime;
import dev.perspective4j.engine.text.NumberText;
import dev.perspective4j.engine.text.StrictDateTime;

/**
 * A column of input for a table that exists: every value is coerced to the table's storage, or
 * refused.
 *
 * <p>Fractions into integers are cut toward zero; values out of range are refused. Empty text is
 * null in every column but a string column.
 */
public final class CoercedColumn extends CellColumn {
  private static final long NO_MATCH = StrictDateTime.NO_MATCH;
  private final PhysicalType physicalType;
  private final long min;
  private final long max;

  /** An empty column of a table's storage. */
  public CoercedColumn(String name, PhysicalType physicalType) {
    super(name, physicalType);
    this.physicalType = physicalType;
    min =
        switch (physicalType) {
          case INT8 -> Byte.MIN_VALUE;
          case INT16 -> Short.MIN_VALUE;
          case INT32 -> Integer.MIN_VALUE;
          case UINT8, UINT16, UINT32, UINT64 -> 0;
          default -> Long.MIN_VALUE;
        };
    max =
        switch (physicalType) {
          case INT8 -> Byte.MAX_VALUE;
          case INT16 -> Short.MAX_VALUE;
          case INT32 -> Integer.MAX_VALUE;
          case UINT8 -> 0xFF;
          case UINT16 -> 0xFFFF;
          case UINT32 -> 0xFFFF_FFFFL;
          default -> Long.MAX_VALUE;
        };
  }

  @Override
  public void putInteger(int row, long value) {
    switch (physicalType.type()) {
      case INTEGER -> {
        if (value < min || value > max) {
          throw CellErrors.outOfRange(Long.toString(value), this, row);
        }
        setLong(row, value);
      }
      case FLOAT -> putFloat(row, (double) value);
      case STRING -> setText(row, value);
      case BOOLEAN -> {
        if (value != (int) value) {
          throw CellErrors.kind(physicalType, CellErrors.NUMBER);
        }
        setLong(row, value != 0 ? 1 : 0);
      }
      case DATE -> setDay(row, value);
      case DATETIME -> setLong(row, value);
    }
  }

  @Override
  public void putUnsigned(int row, long bits) {
    switch (physicalType) {
      case UINT64 -> setLong(row, bits);
      case STRING -> setText(row, Long.toUnsignedString(bits));
      default -> super.putUnsigned(row, bits);
    }
  }

  @Override
  public void putDouble(int row, double value) {
    switch (physicalType.type()) {
      case INTEGER -> putTruncated(row, value);
      case FLOAT -> putFloat(row, value);
      case STRING -> setText(row, value);
      case DATETIME -> setLong(row, CellErrors.truncate(value, this, row));
      case BOOLEAN, DATE -> throw CellErrors.kind(physicalType, CellErrors.NUMBER);
    }
  }

  private void putTruncated(int row, double value) {
    if (physicalType == PhysicalType.UINT64 && value >= 0x1p63 && value < 0x1p64) {
      setLong(row, (long) (value - 0x1p63) ^ Long.MIN_VALUE);
      return;
    }
    long cut = CellErrors.truncate(value, this, row);
    if (cut < min || cut > max) {
      throw CellErrors.outOfRange(NumberText.json(value), this, row);
    }
    setLong(row, cut);
  }

  private void putFloat(int row, double value) {
    setDouble(row, physicalType == PhysicalType.FLOAT32 ? (float) value : value);
  }

  @Override
  public void putBoolean(int row, boolean value) {
    switch (physicalType) {
      case BOOL -> setLong(row, value ? 1 : 0);
      case STRING -> setText(row, value);
      default -> throw CellErrors.kind(physicalType, value ? CellErrors.TRUE : CellErrors.FALSE);
    }
  }

  @Override
  public void putText(int row, byte[] utf8, int from, int to) {
    if (physicalType == PhysicalType.STRING) {
      setText(row, utf8, from, to);
    } else if (from == to) {
      putNull(row);
    } else {
      switch (physicalType.type()) {
        case INTEGER -> putIntegerText(row, utf8, from, to);
        case FLOAT -> {
          if (TextNumber.kind(utf8, from, to) == TextNumber.Kind.NONE) {
            throw CellErrors.text(this, row);
          }
          putFloat(row, TextNumber.doubleValue(utf8, from, to));
        }
        case BOOLEAN -> {
          boolean isTrue = TextNumber.isWord(utf8, from, to, "true");
          if (!isTrue && !TextNumber.isWord(utf8, from, to, "false")) {
            throw CellErrors.kind(physicalType, CellErrors.STRING);
          }
          setLong(row, isTrue ? 1 : 0);
        }
        case DATE -> {
          long millis = LenientDateTime.parse(utf8, from, to);
          millis = millis == NO_MATCH ? strict(utf8, from, to) : millis;
          if (millis == NO_MATCH) {
            throw CellErrors.notDate();
          }
          boolean nextMinute = LenientDateTime.isLeapSecond(utf8, from, to);
          setLong(row, EpochDay.ofMillis(nextMinute ? millis - 1000 : millis));
        }
        default -> {
          long millis = strict(utf8, from, to);
          millis = millis == NO_MATCH ? LenientDateTime.parse(utf8, from, to) : millis;
          if (millis == NO_MATCH) {
            throw CellErrors.notTime();
          }
          setLong(row, millis);
        }
      }
    }
  }

  private static long strict(byte[] utf8, int from, int to) {
    return StrictDateTime.parse(utf8, from, to, StrictDateTime.Fraction.COMMON);
  }

  private void putIntegerText(int row, byte[] utf8, int from, int to) {
    switch (TextNumber.kind(utf8, from, to)) {
      case INTEGER -> {
        if (TextNumber.fitsLong(utf8, from, to)) {
          putInteger(row, TextNumber.longValue(utf8, from, to));
        } else {
          putTruncated(row, TextNumber.doubleValue(utf8, from, to));
        }
      }
      case FLOAT -> {
        double value = TextNumber.doubleValue(utf8, from, to);
        if (Double.isNaN(value)) {
          putNull(row);
        } else if (Double.isInfinite(value)) {
          throw CellErrors.text(this, row);
        } else {
          putTruncated(row, value);
        }
      }
      case NONE -> throw CellErrors.text(this, row);
    }
  }

  @Override
  public void putListText(int row, byte[] json) {
    if (physicalType != PhysicalType.STRING) {
      throw CellErrors.kind(physicalType, CellErrors.ARRAY);
    }
    setText(row, json, 0, json.length);
  }
}
