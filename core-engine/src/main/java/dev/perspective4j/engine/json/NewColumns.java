package dev.perspective4j.engine.json;

import dev.perspective4j.engine.EngineException;
import dev.perspective4j.engine.cell.CellColumn;
import dev.perspective4j.engine.cell.InferredColumn;
import dev.perspective4j.engine.load.Batch;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Columns of a table in the making.
 *
 * <p>Records are scanned until every name seen has a type. Columns come in the order of their first
 * value; names that never got one while scanning become strings, sorted by UTF-8 bytes. Of a list
 * only the first element takes part in the scan. What else it names, and new names after the scan,
 * make columns behind all others; nulls of unknown names leave no trace then.
 */
final class NewColumns implements RecordColumns {
  private final boolean firstRecordOnly;
  private final Map<String, CellColumn> typed = new LinkedHashMap<>();
  private final Map<String, InferredColumn> untyped = new LinkedHashMap<>();
  private final Map<String, CellColumn> late = new LinkedHashMap<>();
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
        column = late.remove(path);
      }
      if (column == null) {
        column = new InferredColumn(path);
      }
      typed.put(path, column);
    }
    return column;
  }

  @Override
  public @Nullable CellColumn forItem(String path, boolean nested) {
    CellColumn column = late.get(path);
    return column != null ? column : forValue(path, nested);
  }

  /**
   * Gives the scalars of a list their columns before there are rows for them.
   *
   * @param plain whether a path is a name of its own rather than a path into an object
   */
  void claim(String path, JsonValue value, Predicate<String> plain) {
    switch (value) {
      case JsonValue.Items list -> {
        boolean first = true;
        for (JsonValue item : list.items()) {
          if (first) {
            claim(path, item, plain);
          } else {
            claimLate(path, item);
          }
          first = !scanning;
        }
      }
      case JsonValue.Members object ->
          object.members().forEach((name, member) -> claim(path + "." + name, member, plain));
      case JsonValue.Null _ -> forNull(path, !plain.test(path));
      case JsonValue.Absent _ -> {}
      default -> forValue(path, !plain.test(path));
    }
  }

  private void claimLate(String path, JsonValue value) {
    switch (value) {
      case JsonValue.Items list -> list.items().forEach(item -> claimLate(path, item));
      case JsonValue.Members object ->
          object.members().forEach((name, member) -> claimLate(path + "." + name, member));
      case JsonValue.Null _, JsonValue.Absent _ -> {}
      default -> {
        if (!typed.containsKey(path) && !untyped.containsKey(path)) {
          late.computeIfAbsent(path, InferredColumn::new);
        }
      }
    }
  }

  /**
   * Scans the cells of a column of a document of columns, up to the first that is not of nulls
   * only; a column of nulls becomes one of strings.
   *
   * @return number of cells looked at
   */
  int scan(String name, List<JsonValue> cells) {
    boolean anyNull = false;
    for (int i = 0; i < cells.size(); i++) {
      if (claimTyped(name, name, cells.get(i))) {
        return i + 1;
      }
      anyNull |= cells.get(i) instanceof JsonValue.Null;
    }
    if (anyNull) {
      typed.put(name, new InferredColumn(name).asStrings());
    }
    return cells.size();
  }

  private boolean claimTyped(String path, String plain, JsonValue value) {
    return switch (value) {
      case JsonValue.Items list ->
          !list.items().isEmpty() && claimTyped(path, plain, list.items().getFirst());
      case JsonValue.Members object -> {
        boolean any = false;
        for (Map.Entry<String, JsonValue> member : object.members().entrySet()) {
          any |= claimTyped(path + "." + member.getKey(), plain, member.getValue());
        }
        yield any;
      }
      case JsonValue.Null _, JsonValue.Absent _ -> false;
      default -> {
        forValue(path, !path.equals(plain));
        yield true;
      }
    };
  }

  @Override
  public @Nullable CellColumn forNull(String path, boolean nested) {
    checkOrigin(path, nested);
    CellColumn column = typed.get(path);
    if (column == null) {
      column = late.get(path);
    }
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
    CellColumn column = typed.get(path);
    return column != null ? column : late.get(path);
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
    if (scanning && (firstRecordOnly || untyped.isEmpty())) {
      endScan();
    }
  }

  /** Says that columns made from now on come behind the others. */
  void endScan() {
    scanning = false;
    untyped.values().stream()
        .sorted((a, b) -> Arrays.compareUnsigned(utf8(a.name()), utf8(b.name())))
        .forEach(column -> typed.put(column.name(), column.asStrings()));
    untyped.clear();
    typed.putAll(late);
    late.clear();
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
