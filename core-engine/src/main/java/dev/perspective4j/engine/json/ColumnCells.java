package dev.perspective4j.engine.json;

import com.fasterxml.jackson.core.JsonToken;
import dev.perspective4j.engine.cell.CellColumn;
import dev.perspective4j.engine.cell.InferredColumn;
import dev.perspective4j.engine.load.Batch;
import dev.perspective4j.engine.load.LoadTarget;
import dev.perspective4j.model.ListFlatten;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Cells of a document of column arrays, column after column, as long as no list expands.
 *
 * <p>The first cell that holds a value names the columns of an array; what later cells add comes
 * behind the columns of all arrays.
 */
final class ColumnCells {
  private final JsonSource source;
  private final boolean stringify;
  private final @Nullable TargetColumns target;
  private final Map<String, CellColumn> made = new LinkedHashMap<>();
  private final Map<String, Boolean> nestedNames = new HashMap<>();
  private final Map<String, CellColumn> late = new LinkedHashMap<>();
  private final Set<String> names = new HashSet<>();
  private boolean scanning;
  private boolean typed;
  private boolean sawNull;
  private int rows;

  /** The column of the cells being read, once there was one; null is an answer, too. */
  private @Nullable CellColumn current;

  private boolean currentKnown;

  ColumnCells(JsonSource source, LoadTarget target) {
    this.source = source;
    this.stringify = target.lists() == ListFlatten.STRINGIFY;
    this.target = target.create() ? null : new TargetColumns(target);
  }

  /** Begins a column; one of the same name before it is forgotten. */
  void start(String name) {
    currentKnown = false;
    boolean again = !names.add(name);
    if (again && target != null) {
      target.forget(name);
    } else if (again) {
      for (Map<String, ?> kept : List.of(made, late, nestedNames)) {
        kept.keySet().removeIf(path -> path.equals(name) || path.startsWith(name + "."));
      }
    }
    scanning = true;
    typed = false;
    sawNull = false;
  }

  /** Reads a cell; false if it holds a list that expands. */
  boolean read(String path, JsonToken token, int row, boolean nested) {
    switch (token) {
      case START_OBJECT -> {
        while (source.require() != JsonToken.END_OBJECT) {
          String name = path + "." + source.name();
          if (!read(name, source.require(), row, true)) {
            return false;
          }
        }
      }
      case START_ARRAY -> {
        if (target != null && !target.wants(path)) {
          source.skip();
        } else if (!stringify) {
          return false;
        } else {
          byte[] json = JsonText.ofList(source);
          CellColumn column = column(path, nested);
          if (column != null) {
            column.putListText(row, json);
          }
        }
      }
      default -> {
        boolean isNull = token == JsonToken.VALUE_NULL;
        CellColumn column = isNull ? columnOfNull(path, nested) : column(path, nested);
        if (column != null) {
          source.put(token, column, row);
        } else {
          source.drop(token);
        }
      }
    }
    scanning &= nested || !typed;
    return true;
  }

  private @Nullable CellColumn column(String path, boolean nested) {
    if (nested) {
      return find(path, true);
    }
    if (!currentKnown) {
      current = find(path, false);
      currentKnown = true;
    }
    return current;
  }

  private @Nullable CellColumn find(String path, boolean nested) {
    if (target != null) {
      return target.forValue(path, nested);
    }
    Boolean before = nestedNames.put(path, nested);
    if (before != null && before != nested) {
      throw NewColumns.bothKeyAndPath(path);
    }
    CellColumn column = made.get(path);
    if (column == null && scanning) {
      typed = true;
      column = late.remove(path);
      column = column != null ? column : new InferredColumn(path);
      made.put(path, column);
    }
    return column != null ? column : late.computeIfAbsent(path, InferredColumn::new);
  }

  /** A null makes no column, unless its column holds nothing else. */
  private @Nullable CellColumn columnOfNull(String path, boolean nested) {
    if (target != null) {
      return target.forNull(path, nested);
    }
    sawNull |= !nested;
    CellColumn column = made.get(path);
    return column != null ? column : late.get(path);
  }

  /** Ends a column of so many cells. */
  void end(String name, int count) {
    rows = Math.max(rows, count);
    if (target == null && scanning && sawNull) {
      made.put(name, new InferredColumn(name).asStrings());
    }
  }

  Batch finish() {
    if (target != null) {
      return new Batch(rows, target.finish(rows));
    }
    made.putAll(late);
    List<Batch.Column> columns = new ArrayList<>();
    made.values().forEach(column -> columns.add(column.finish(rows)));
    return new Batch(rows, columns);
  }
}
