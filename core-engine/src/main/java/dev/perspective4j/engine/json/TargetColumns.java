package dev.perspective4j.engine.json;

import dev.perspective4j.engine.cell.CellColumn;
import dev.perspective4j.engine.cell.CoercedColumn;
import dev.perspective4j.engine.column.PhysicalType;
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
  private final Map<String, PhysicalType> physicalTypes;
  private final Map<String, CellColumn> used = new LinkedHashMap<>();

  TargetColumns(LoadTarget target) {
    PhysicalType index = target.index().map(target.columns()::get).orElse(PhysicalType.INT64);
    physicalTypes = new HashMap<>(target.columns());
    physicalTypes.put(Batch.INDEX, index == null ? PhysicalType.INT64 : index);
  }

  @Override
  public @Nullable CellColumn forValue(String path, boolean nested) {
    CellColumn column = used.get(path);
    if (column == null) {
      PhysicalType physicalType = physicalTypes.get(path);
      if (physicalType != null) {
        column = new CoercedColumn(path, physicalType);
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
    return physicalTypes.containsKey(path)
        || physicalTypes.keySet().stream().anyMatch(name -> name.startsWith(path + "."));
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
