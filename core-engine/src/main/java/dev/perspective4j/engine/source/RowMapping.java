package dev.perspective4j.engine.source;

import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.model.ColumnType;
import dev.perspective4j.model.Schema;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * How objects of one class become rows: a name, a type and a getter per column.
 *
 * <pre>{@code
 * RowMapping<Trade> trades = RowMapping.<Trade>builder()
 *     .integer("id", Trade::id)
 *     .string("symbol", Trade::symbol)
 *     .number("price", Trade::price)
 *     .build();
 * Table table = Table.create(trades.rows(list), TableOptions.indexedBy("id"));
 * table.update(trades.append(more, table.appender()), 0);
 * }</pre>
 *
 * <p>Immutable and safe to share. Getters of numbers return primitives, so nothing is boxed.
 *
 * @param <T> class of the objects
 */
public final class RowMapping<T> {
  private final Schema schema;
  private final Map<String, PhysicalType> physicalTypes;
  private final List<Cell<T>> cells;

  /** Writes one cell of an object. */
  @FunctionalInterface
  private interface Cell<T> {
    void append(RowAppender rows, int column, T object);
  }

  private RowMapping(Map<String, PhysicalType> physicalTypes, List<Cell<T>> cells) {
    this.schema =
        new Schema(
            physicalTypes.entrySet().stream()
                .map(column -> new Schema.Column(column.getKey(), column.getValue().type()))
                .toList());
    this.physicalTypes = physicalTypes;
    this.cells = List.copyOf(cells);
  }

  /**
   * How maps become rows: the value of each column by its name. A key that is absent is a cell that
   * is not written. Values may be whatever {@link RowAppender#setObject} takes.
   */
  public static RowMapping<Map<String, ?>> ofMaps(Schema schema) {
    Builder<Map<String, ?>> builder = builder();
    for (Schema.Column column : schema.columns()) {
      String name = column.name();
      builder.add(
          name,
          PhysicalType.of(column.type()),
          (rows, c, map) -> {
            Object value = map.get(name);
            if (value != null || map.containsKey(name)) {
              rows.setObject(c, value);
            }
          });
    }
    return builder.build();
  }

  /** A builder without columns. */
  public static <T> Builder<T> builder() {
    return new Builder<>();
  }

  /** Names and types of the columns. */
  public Schema schema() {
    return schema;
  }

  /** The objects as rows of a table to be made. */
  public RowAppender rows(Iterable<? extends T> objects) {
    return append(objects, RowAppender.of(physicalTypes));
  }

  /**
   * Appends the objects to rows for an existing table; columns that it does not have are left out.
   *
   * @return {@code rows}
   */
  public RowAppender append(Iterable<? extends T> objects, RowAppender rows) {
    int[] columns = new int[cells.size()];
    for (int i = 0; i < columns.length; i++) {
      String name = schema.columns().get(i).name();
      columns[i] = rows.has(name) ? rows.column(name) : -1;
    }
    for (T object : objects) {
      for (int i = 0; i < columns.length; i++) {
        if (columns[i] >= 0) {
          cells.get(i).append(rows, columns[i], object);
        }
      }
      rows.endRow();
    }
    return rows;
  }

  /**
   * Collects columns in order; not thread-safe.
   *
   * @param <T> class of the objects
   */
  public static final class Builder<T> {
    private final Map<String, PhysicalType> columns = new LinkedHashMap<>();
    private final List<Cell<T>> cells = new ArrayList<>();

    private Builder() {}

    private Builder<T> add(String name, PhysicalType physicalType, Cell<T> cell) {
      if (columns.putIfAbsent(name, physicalType) != null) {
        throw new IllegalArgumentException("two columns are named \"" + name + "\"");
      }
      cells.add(cell);
      return this;
    }

    /** A column of 32-bit integers. */
    public Builder<T> integer(String name, ToLongFunction<? super T> getter) {
      return add(name, PhysicalType.INT32, (rows, c, o) -> rows.set(c, getter.applyAsLong(o)));
    }

    /** A column of 64-bit integers. */
    public Builder<T> longInteger(String name, ToLongFunction<? super T> getter) {
      return add(name, PhysicalType.INT64, (rows, c, o) -> rows.set(c, getter.applyAsLong(o)));
    }

    /** A column of floating-point numbers; NaN stays NaN. */
    public Builder<T> number(String name, ToDoubleFunction<? super T> getter) {
      return add(name, PhysicalType.FLOAT64, (rows, c, o) -> rows.set(c, getter.applyAsDouble(o)));
    }

    /** A column of booleans. */
    public Builder<T> bool(String name, Predicate<? super T> getter) {
      return add(name, PhysicalType.BOOL, (rows, c, o) -> rows.set(c, getter.test(o)));
    }

    /** A column of text. */
    public Builder<T> string(String name, Function<? super T, ? extends @Nullable String> getter) {
      return add(name, PhysicalType.STRING, (rows, c, o) -> rows.set(c, getter.apply(o)));
    }

    /** A column of days. */
    public Builder<T> date(String name, Function<? super T, ? extends @Nullable LocalDate> getter) {
      return add(name, PhysicalType.DATE, (rows, c, o) -> rows.setObject(c, getter.apply(o)));
    }

    /** A column of instants. */
    public Builder<T> datetime(
        String name, Function<? super T, ? extends @Nullable Instant> getter) {
      return add(name, PhysicalType.DATETIME, (rows, c, o) -> rows.setObject(c, getter.apply(o)));
    }

    /** A column of instants as epoch milliseconds. */
    public Builder<T> epochMillis(String name, ToLongFunction<? super T> getter) {
      return add(name, PhysicalType.DATETIME, (rows, c, o) -> rows.set(c, getter.applyAsLong(o)));
    }

    /** A column of any type whose values may be null or of several classes. */
    public Builder<T> object(
        String name, ColumnType type, Function<? super T, ? extends @Nullable Object> getter) {
      return add(name, PhysicalType.of(type), (rows, c, o) -> rows.setObject(c, getter.apply(o)));
    }

    /** The mapping. */
    public RowMapping<T> build() {
      return new RowMapping<>(Collections.unmodifiableMap(new LinkedHashMap<>(columns)), cells);
    }
  }
}
