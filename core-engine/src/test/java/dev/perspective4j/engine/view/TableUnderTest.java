package dev.perspective4j.engine.view;

import dev.perspective4j.engine.column.ColumnSource;
import dev.perspective4j.engine.column.Storage;
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
  static final Map<String, Storage> TYPES = types();

  private final TableStore store;
  private final Optional<String> index;
  private long written;

  TableUnderTest(Optional<String> index, OptionalLong limit) {
    this.index = index;
    this.store = new TableStore(TYPES, new TableOptions(index, limit, false, ListFlatten.ZIP));
  }

  private static Map<String, Storage> types() {
    Map<String, Storage> types = new LinkedHashMap<>();
    types.put("n", Storage.INT64);
    types.put("k", Storage.INT32);
    types.put("i", Storage.INT64);
    types.put("f", Storage.FLOAT64);
    types.put("s", Storage.STRING);
    types.put("b", Storage.BOOL);
    types.put("d", Storage.DATE);
    types.put("t", Storage.DATETIME);
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
    var _ = store.remove(vector(TYPES.get(index.orElseThrow()), keys));
  }

  private Batch batch(List<@Nullable Object[]> rows) {
    List<Batch.Column> columns = new ArrayList<>();
    int c = 0;
    for (Map.Entry<String, Storage> type : TYPES.entrySet()) {
      List<@Nullable Object> cells = new ArrayList<>();
      for (@Nullable Object[] row : rows) {
        cells.add(c == 0 ? (Object) written++ : row[c - 1]);
      }
      columns.add(new Batch.Column(type.getKey(), vector(type.getValue(), cells), null));
      c++;
    }
    return new Batch(rows.size(), columns);
  }

  private static Vector vector(Storage storage, List<@Nullable Object> cells) {
    StringDictionary dictionary = storage == Storage.STRING ? new StringDictionary() : null;
    Vector vector = new Vector(storage, dictionary, cells.size());
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

  Storage storage(int column) {
    return store.column(column).storage();
  }

  @Nullable Object cell(int slot, int column) {
    ColumnSource source = store.column(column);
    if (source.isNull(slot)) {
      return null;
    }
    return switch (source.storage().lane()) {
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
