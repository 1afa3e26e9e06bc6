package dev.perspective4j.engine.source;

import dev.perspective4j.engine.EngineException;
import dev.perspective4j.engine.cell.CellColumn;
import dev.perspective4j.engine.cell.CoercedColumn;
import dev.perspective4j.engine.column.Lane;
import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.load.Batch;
import dev.perspective4j.engine.text.EpochDay;
import dev.perspective4j.model.Schema;
import dev.perspective4j.model.TableData;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Collects rows in typed columns, without boxing.
 *
 * <pre>{@code
 * RowAppender rows = table.appender();
 * int symbol = rows.column("symbol");
 * int price = rows.column("price");
 * for (Quote quote : quotes) {
 *   rows.set(symbol, quote.symbol()).set(price, quote.price()).endRow();
 * }
 * table.update(rows, 0);
 * }</pre>
 *
 * <p>A cell that is not set is not written: an existing row keeps it, a new row has null there. Each
 * value is coerced to its column as JSON would be: fractions into integers are cut, text that is a
 * number is read. Not thread-safe; used for one update.
 */
public final class RowAppender implements TableData.OfRows {
  private final Map<String, Integer> positions = new HashMap<>();
  private final List<CellColumn> columns = new ArrayList<>();
  private int row;
  private boolean finished;

  private RowAppender(Map<String, PhysicalType> physicalTypes) {
    physicalTypes.forEach(
        (name, physicalType) -> {
          positions.put(name, columns.size());
          columns.add(new CoercedColumn(name, physicalType));
        });
  }

  /** An appender for columns of the given types. */
  public static RowAppender of(Schema schema) {
    Map<String, PhysicalType> physicalTypes = new LinkedHashMap<>();
    schema
        .columns()
        .forEach(column -> physicalTypes.put(column.name(), PhysicalType.of(column.type())));
    return new RowAppender(physicalTypes);
  }

  /** An appender for columns of the given storages, in order. */
  public static RowAppender of(Map<String, PhysicalType> physicalTypes) {
    return new RowAppender(physicalTypes);
  }

  /**
   * The number of a column, for the setters.
   *
   * @throws EngineException if there is no such column
   */
  public int column(String name) {
    Integer position = positions.get(name);
    if (position == null) {
      throw new EngineException("Column \"" + name + "\" does not exist");
    }
    return position;
  }

  /** Whether there is a column of that name. */
  public boolean has(String name) {
    return positions.containsKey(name);
  }

  /** Number of rows ended so far: the row the appender is at. */
  public int rowCount() {
    return row;
  }

  /** Sets an integer; epoch milliseconds for dates and datetimes. */
  public RowAppender set(int column, long value) {
    columns.get(column).putInteger(row, value);
    return this;
  }

  /** Sets an unsigned 64-bit integer; in columns of floats, the nearest one. */
  public RowAppender setUnsigned(int column, long bits) {
    if (bits >= 0) {
      return set(column, bits);
    }
    columns.get(column).putUnsigned(row, bits);
    return this;
  }

  /** Sets a number; NaN and infinities are null in columns that are not of floats. */
  public RowAppender set(int column, double value) {
    CellColumn cells = columns.get(column);
    if (Double.isFinite(value) || cells.physicalType().lane() == Lane.DOUBLE) {
      cells.putDouble(row, value);
    } else {
      cells.putNull(row);
    }
    return this;
  }

  /** Sets a boolean. */
  public RowAppender set(int column, boolean value) {
    columns.get(column).putBoolean(row, value);
    return this;
  }

  /** Sets text; null is a null cell. */
  public RowAppender set(int column, @Nullable String value) {
    if (value == null) {
      return setNull(column);
    }
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    return setUtf8(column, utf8, 0, utf8.length);
  }

  /** Sets text given as UTF-8 bytes. */
  public RowAppender setUtf8(int column, byte[] utf8, int offset, int length) {
    columns.get(column).putText(row, utf8, offset, offset + length);
    return this;
  }

  /** Sets an instant, cut to milliseconds; a date column takes its UTC day. */
  public RowAppender set(int column, Instant value) {
    return set(column, value.toEpochMilli());
  }

  /** Sets a day; a datetime column takes its UTC midnight. */
  public RowAppender set(int column, LocalDate value) {
    return set(column, Math.multiplyExact(value.toEpochDay(), EpochDay.MILLIS));
  }

  /** Writes null. */
  public RowAppender setNull(int column) {
    columns.get(column).putNull(row);
    return this;
  }

  /**
   * Sets a value of a type known only at run time: null, a number, a boolean, text, an enum constant
   * (its name), or a date or time of {@code java.time} or JDBC. Anything else is written as its
   * {@code toString}.
   */
  @SuppressWarnings("JavaUtilDate") // what drivers and old code hand out
  public RowAppender setObject(int column, @Nullable Object value) {
    return switch (value) {
      case null -> setNull(column);
      case String text -> set(column, text);
      case Double number -> set(column, number.doubleValue());
      case Float number -> set(column, number.doubleValue());
      case Integer number -> set(column, number.longValue());
      case Long number -> set(column, number.longValue());
      case Short number -> set(column, number.longValue());
      case Byte number -> set(column, number.longValue());
      case BigInteger number when number.bitLength() < 64 -> set(column, number.longValue());
      case BigInteger number -> set(column, number.doubleValue());
      case BigDecimal number -> set(column, number.doubleValue());
      case Boolean flag -> set(column, flag.booleanValue());
      case Instant instant -> set(column, instant);
      case LocalDate date -> set(column, date);
      case LocalDateTime time -> set(column, time.toInstant(ZoneOffset.UTC));
      case OffsetDateTime time -> set(column, time.toInstant());
      case ZonedDateTime time -> set(column, time.toInstant());
      case java.util.Date date -> set(column, date.getTime());
      case Enum<?> constant -> set(column, constant.name());
      default -> set(column, value.toString());
    };
  }

  /** Ends the row. */
  public void endRow() {
    row = Math.addExact(row, 1);
  }

  /**
   * Goes to a row, so that one column can be filled after the other. There are as many rows as lie
   * before the row the appender is at in the end.
   *
   * @param to number of the row, from 0
   */
  public RowAppender moveTo(int to) {
    row = to;
    return this;
  }

  /**
   * The rows as a batch; the appender is used up.
   *
   * @throws IllegalStateException if it was taken already
   */
  public Batch finish() {
    if (finished) {
      throw new IllegalStateException("the rows have been taken already");
    }
    finished = true;
    List<Batch.Column> done = new ArrayList<>();
    for (CellColumn column : columns) {
      done.add(column.finish(row));
    }
    return new Batch(row, done);
  }
}
