package dev.perspective4j.engine.view;

import dev.perspective4j.engine.column.ColumnSource;
import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.column.StringDictionary;
import dev.perspective4j.engine.column.Vector;
import dev.perspective4j.engine.load.Batch;
import dev.perspective4j.engine.table.TableStore;
import dev.perspective4j.model.ListFlatten;
import dev.perspective4j.model.TableOptions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A table driven with boxed rows. Cells are {@code Long}, {@code Double}, {@code String} or null;
 * column {@code n} counts rows as they are written, so it tells the order of arrival.
 */
final class TableUnderTest implements AutoCloseable {
  static final Map<String, PhysicalType> TYPES = types();

  private final TableStore store;
  private final Optional<String> index;
  private long written;

  TableUnderTest(Optional<String> index, OptionalLong limit) {
    this.index = index;
    this.store = new TableStore(TYPES, new TableOptions(index, limit, false, ListFlatten.ZIP));
  }

  private static Map<String, PhysicalType> types() {
    Map<String, PhysicalType> types = new LinkedHashMap<>();
    types.put("n", PhysicalType.INT64);
    types.put("k", PhysicalType.INT32);
    types.put("i", PhysicalType.INT64);
    types.put("f", PhysicalType.FLOAT64);
    types.put("s", PhysicalType.STRING);
    types.put("b", PhysicalType.BOOL);
    types.put("d", PhysicalType.DATE);
    types.put("t", PhysicalType.DATETIME);
    return types;
  }

  TableStore rows() {
    return store;
  }

  boolean isIndexed() {
    return index.isPresent();
  }

  /** Writes rows of cells in the order of the columns behind {@code n}. */
  void update(List<@Nullable Object[]> rows) {
    var _ = store.update(List.of(batch(rows)), 0);
  }

  void replace(List<@Nullable Object[]> rows) {
    var _ = store.replace(List.of(batch(rows)));
  }

  /** Removes rows of an indexed table. */
  void remove(List<@Nullable Object> keys) {
    var _ = store.remove(List.of(vector(TYPES.get(index.orElseThrow()), keys)));
  }

  private Batch batch(List<@Nullable Object[]> rows) {
    List<Batch.Column> columns = new ArrayList<>();
    int c = 0;
    for (Map.Entry<String, PhysicalType> type : TYPES.entrySet()) {
      List<@Nullable Object> cells = new ArrayList<>();
      for (@Nullable Object[] row : rows) {
        cells.add(c == 0 ? (Object) written++ : row[c - 1]);
      }
      columns.add(new Batch.Column(type.getKey(), vector(type.getValue(), cells), null));
      c++;
    }
    return new Batch(rows.size(), columns);
  }

  private static Vector vector(PhysicalType physicalType, List<@Nullable Object> cells) {
    StringDictionary dictionary =
        physicalType == PhysicalType.STRING ? new StringDictionary() : null;
    Vector vector = new Vector(physicalType, dictionary, cells.size());
    for (Object cell : cells) {
      switch (cell) {
        case null -> vector.addNull();
        case Long value -> vector.addLong(value);
        case Double value -> vector.addDouble(value);
        case String value -> vector.addCode(vector.dictionary().intern(value));
        default -> throw new IllegalStateException("cell " + cell);
      }
    }
    return vector;
  }

  /** Live slots in natural order. */
  List<Integer> naturalOrder() {
    List<Integer> slots = new ArrayList<>();
    for (int slot = store.nextLive(0); slot >= 0; slot = store.nextLive(slot + 1)) {
      slots.add(slot);
    }
    int column = store.position(index.orElse("n"));
    slots.sort((a, b) -> NaiveFlatView.compareKeys(cell(a, column), cell(b, column)));
    return slots;
  }

  int position(String column) {
    return store.position(column);
  }

  PhysicalType physicalType(int column) {
    return store.column(column).physicalType();
  }

  @Nullable Object cell(int slot, int column) {
    ColumnSource source = store.column(column);
    if (source.isNull(slot)) {
      return null;
    }
    return switch (source.physicalType().lane()) {
      case LONG -> (Object) source.longAt(slot);
      case DOUBLE -> (Object) source.doubleAt(slot);
      case CODE -> source.dictionary().string(source.codeAt(slot));
    };
  }

  @Override
  public void close() {
    store.close();
  }
}
