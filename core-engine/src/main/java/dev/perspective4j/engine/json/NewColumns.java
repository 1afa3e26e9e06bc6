package dev.perspective4j.engine.json;

import dev.perspective4j.engine.EngineException;
import dev.perspective4j.engine.cell.CellColumn;
import dev.perspective4j.engine.cell.InferredColumn;
import dev.perspective4j.engine.load.Batch;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Columns of a table in the making.
 *
 * <p>Records are scanned until every name seen has a type. Columns come in the order of their first
 * value; names that never got one while scanning become strings, sorted by UTF-8 bytes. After the
 * scan a new name makes a column with its first value, and nulls of unknown names leave no trace.
 */
final class NewColumns implements RecordColumns {
  private final boolean firstRecordOnly;
  private final Map<String, CellColumn> typed = new LinkedHashMap<>();
  private final Map<String, InferredColumn> untyped = new LinkedHashMap<>();
  private final Set<String> objects = new HashSet<>();
  private final Map<String, Boolean> nestedNames = new HashMap<>();
  private boolean scanning = true;

  NewColumns(boolean firstRecordOnly) {
    this.firstRecordOnly = firstRecordOnly;
  }

  @Override
  public @Nullable CellColumn forValue(String path, boolean nested) {
    checkOrigin(path, nested);
    CellColumn column = typed.get(path);
    if (column == null) {
      column = untyped.remove(path);
      if (column == null) {
        column = new InferredColumn(path);
      }
      typed.put(path, column);
    }
    return column;
  }

  @Override
  public @Nullable CellColumn forNull(String path, boolean nested) {
    checkOrigin(path, nested);
    CellColumn column = typed.get(path);
    if (column == null && scanning) {
      column = untyped.computeIfAbsent(path, InferredColumn::new);
    }
    return column;
  }

  private void checkOrigin(String path, boolean nested) {
    if (scanning) {
      Boolean before = nestedNames.putIfAbsent(path, nested);
      if (before != null && before != nested) {
        throw bothKeyAndPath(path);
      }
    }
  }

  static EngineException bothKeyAndPath(String path) {
    return new EngineException(
        "Column `" + path + "` is both a key and the flattened path of an object\n");
  }

  /** The column of that name if it exists and has a type. */
  @Nullable CellColumn typedOrNull(String path) {
    return typed.get(path);
  }

  @Override
  public void sawObject(String path) {
    if (scanning) {
      objects.add(path);
    }
  }

  @Override
  public boolean wants(String path) {
    return true;
  }

  /** Whether records are still being looked at to learn names and types. */
  boolean isScanning() {
    return scanning;
  }

  @Override
  public void endRecord() {
    if (!scanning || (typed.isEmpty() && untyped.isEmpty())) {
      return;
    }
    untyped.keySet().removeIf(name -> objects.contains(name));
    if (firstRecordOnly || untyped.isEmpty()) {
      endScan();
    }
  }

  private void endScan() {
    scanning = false;
    untyped.keySet().removeIf(name -> objects.contains(name));
    untyped.values().stream()
        .sorted((a, b) -> Arrays.compareUnsigned(utf8(a.name()), utf8(b.name())))
        .forEach(column -> typed.put(column.name(), column.asStrings()));
    untyped.clear();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public List<Batch.Column> finish(int rows) {
    if (scanning) {
      endScan();
    }
    List<Batch.Column> columns = new ArrayList<>();
    typed.values().forEach(column -> columns.add(column.finish(rows)));
    return columns;
  }
}
