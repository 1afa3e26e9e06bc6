package dev.perspective4j.engine.json;

import dev.perspective4j.engine.cell.CellColumn;
import dev.perspective4j.engine.cell.CoercedColumn;
import dev.perspective4j.engine.column.Storage;
import dev.perspective4j.engine.load.Batch;
import dev.perspective4j.engine.load.LoadTarget;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Columns of a table that exists; names it does not have are ignored. */
final class TargetColumns implements RecordColumns {
  private final Map<String, Storage> storages;
  private final Map<String, CellColumn> used = new LinkedHashMap<>();

  TargetColumns(LoadTarget target) {
    Storage index = target.index().map(target.columns()::get).orElse(Storage.INT64);
    storages = new HashMap<>(target.columns());
    storages.put(Batch.INDEX, index == null ? Storage.INT64 : index);
  }

  @Override
  public @Nullable CellColumn forValue(String path, boolean nested) {
    CellColumn column = used.get(path);
    if (column == null) {
      Storage storage = storages.get(path);
      if (storage != null) {
        column = new CoercedColumn(path, storage);
        used.put(path, column);
      }
    }
    return column;
  }

  @Override
  public @Nullable CellColumn forNull(String path, boolean nested) {
    return forValue(path, nested);
  }

  /** Forgets what was read into a column and below its path. */
  void forget(String path) {
    used.keySet().removeIf(name -> name.equals(path) || name.startsWith(path + "."));
  }

  @Override
  public boolean wants(String path) {
    return storages.containsKey(path)
        || storages.keySet().stream().anyMatch(name -> name.startsWith(path + "."));
  }

  @Override
  public void endRecord() {}

  @Override
  public List<Batch.Column> finish(int rows) {
    List<Batch.Column> columns = new ArrayList<>();
    used.values().forEach(column -> columns.add(column.finish(rows)));
    return columns;
  }
}
