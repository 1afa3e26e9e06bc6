package dev.perspective4j.engine;

import dev.perspective4j.engine.column.Lane;
import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.column.Vector;
import dev.perspective4j.engine.load.Batch;
import dev.perspective4j.engine.load.BatchSink;
import dev.perspective4j.engine.table.TableStore;
import dev.perspective4j.model.Schema;
import dev.perspective4j.model.TableOptions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A table in the making: the first batch decides the columns, all batches fill it. If it is closed
 * before it is finished, nothing is left of it.
 */
final class TableBuilder implements BatchSink, AutoCloseable {
  private final TableOptions options;
  private final boolean indexIsPlain;
  private @Nullable TableStore store;

  /**
   * An empty builder.
   *
   * @param options options of the table
   * @param indexIsPlain whether {@code __INDEX__} is an ordinary column, as in JSON
   */
  TableBuilder(TableOptions options, boolean indexIsPlain) {
    this.options = options;
    this.indexIsPlain = indexIsPlain;
  }

  static TableStore ofSchema(Schema schema, TableOptions options) {
    Map<String, PhysicalType> columns = new LinkedHashMap<>();
    for (Schema.Column column : schema.columns()) {
      columns.put(column.name(), PhysicalType.of(column.type()));
    }
    options
        .index()
        .filter(index -> !columns.containsKey(index))
        .ifPresent(
            index -> {
              throw new EngineException(
                  "Specified index `" + index + "` does not appear in the Table.\n");
            });
    return new TableStore(columns, options);
  }

  @Override
  public void accept(Batch batch) {
    Batch addressed = indexIsPlain ? batch : withRowNumbers(batch);
    if (store == null) {
      store = newStore(batch);
      store.adoptDictionaries(batch);
    }
    store.fill(addressed, !indexIsPlain);
  }

  private TableStore newStore(Batch batch) {
    Map<String, PhysicalType> columns = new LinkedHashMap<>();
    for (Batch.Column column : batch.columns()) {
      if (indexIsPlain || !column.name().equals(Batch.INDEX)) {
        columns.put(column.name(), column.cells().physicalType());
      }
    }
    options
        .index()
        .filter(index -> !columns.containsKey(index))
        .ifPresent(
            index -> {
              throw new EngineException(
                  indexIsPlain
                      ? "Specified index `" + index + "` does not exist in dataset."
                      : "Specified index `"
                          + index
                          + "` is invalid as it does not appear in the Table.\n");
            });
    return new TableStore(columns, options);
  }

  /**
   * Row numbers of any numeric type as 64-bit integers; without them if the table has keys, which all
   * rows of a new table bring along.
   */
  private Batch withRowNumbers(Batch batch) {
    List<Batch.Column> columns = new ArrayList<>();
    for (Batch.Column column : batch.columns()) {
      Vector cells = column.cells();
      if (column.name().equals(Batch.INDEX)) {
        if (options.index().isEmpty()) {
          columns.add(new Batch.Column(Batch.INDEX, rowNumbers(cells), column.supplied()));
        }
      } else {
        columns.add(column);
      }
    }
    return new Batch(batch.rowCount(), columns);
  }

  private static Vector rowNumbers(Vector cells) {
    if (cells.physicalType() == PhysicalType.INT64) {
      return cells;
    }
    if (!cells.physicalType().type().isNumeric()) {
      throw new EngineException(
          "Could not fill arrow column `__INDEX__` iteratively due to mismatched types.");
    }
    Vector numbers = new Vector(PhysicalType.INT64, null, cells.size());
    for (int i = 0; i < cells.size(); i++) {
      if (cells.isNull(i)) {
        numbers.addNull();
      } else {
        numbers.addLong(
            cells.physicalType().lane() == Lane.LONG
                ? cells.longs()[i]
                : (long) cells.doubles()[i]);
      }
    }
    return numbers;
  }

  /** The finished table. */
  TableStore finish() {
    TableStore finished = store;
    if (finished == null) {
      accept(new Batch(0, List.of()));
      return finish();
    }
    store = null;
    return finished;
  }

  @Override
  public void restart() {
    close();
    store = null;
  }

  @Override
  public void close() {
    if (store != null) {
      store.close();
    }
  }
}
