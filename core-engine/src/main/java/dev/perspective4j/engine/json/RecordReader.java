package dev.perspective4j.engine.json;

import com.fasterxml.jackson.core.JsonToken;
import dev.perspective4j.engine.EngineException;
import dev.perspective4j.engine.cell.CellColumn;
import dev.perspective4j.engine.load.LoadTarget;
import dev.perspective4j.model.ListFlatten;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads records (JSON objects) into columns, one row each, or more where lists expand.
 *
 * <p>Scalars go from the parser to their column; only lists that expand are held as trees until the
 * record ends. Records mostly repeat their names in one order, so the column of the n-th name is
 * remembered and found again by identity of the (canonical) name.
 */
final class RecordReader {
  private final JsonSource source;
  private final RecordColumns columns;
  private final boolean stringify;
  private final Expansion expansion;
  private final boolean create;
  private final Optional<String> index;
  private final Map<String, JsonValue> lists = new LinkedHashMap<>();
  private final Set<String> plainLists = new HashSet<>();
  private @Nullable String[] names = new String[16];
  private @Nullable CellColumn[] known = new CellColumn[16];
  private CellColumn[] touched = new CellColumn[16];
  private int touchedCount;
  private int row;

  RecordReader(JsonSource source, RecordColumns columns, LoadTarget target, boolean errorsNameRow) {
    this.source = source;
    this.columns = columns;
    this.stringify = target.lists() == ListFlatten.STRINGIFY;
    this.expansion = new Expansion(target.lists() == ListFlatten.CARTESIAN, errorsNameRow);
    this.create = target.create();
    this.index = target.index();
  }

  /** Number of rows so far. */
  int rowCount() {
    return row;
  }

  Expansion expansion() {
    return expansion;
  }

  /** Reads the object that has just begun. */
  void readRecord() {
    int position = 0;
    while (source.require() != JsonToken.END_OBJECT) {
      String name = source.name();
      JsonToken token = source.require();
      if (position == names.length) {
        names = Arrays.copyOf(names, position * 2);
        known = Arrays.copyOf(known, position * 2);
      }
      CellColumn column = known[position];
      if (column != null && sameName(names[position], name) && token.isScalarValue()) {
        source.put(token, column, row);
        touch(column);
        if (!lists.isEmpty()) {
          lists.remove(name);
        }
      } else {
        column = readMember(name, token, false);
        names[position] = name;
        known[position] = column;
      }
      position++;
    }
    endRecord();
  }

  @SuppressWarnings("ReferenceEquality") // names of one factory are canonical; others look up
  private static boolean sameName(@Nullable String a, String b) {
    return a == b;
  }

  /** Reads one value; returns the column if it may be remembered. */
  private @Nullable CellColumn readMember(String path, JsonToken token, boolean nested) {
    if (token == JsonToken.START_OBJECT) {
      while (source.require() != JsonToken.END_OBJECT) {
        String name = path + "." + source.name();
        readMember(name, source.require(), true);
      }
      return null;
    }
    if (token == JsonToken.START_ARRAY) {
      readList(path, nested);
      return null;
    }
    boolean isNull = token == JsonToken.VALUE_NULL;
    CellColumn column = isNull ? columns.forNull(path, nested) : columns.forValue(path, nested);
    if (column != null) {
      source.put(token, column, row);
      touch(column);
      lists.remove(path);
    } else {
      source.drop(token);
    }
    return isNull ? null : column;
  }

  private void readList(String path, boolean nested) {
    if (!columns.wants(path)) {
      source.skip();
    } else if (stringify) {
      byte[] json = JsonText.ofList(source);
      CellColumn column = columns.forValue(path, nested);
      if (column != null) {
        column.putListText(row, json);
        touch(column);
      }
    } else {
      addList(path, nested, JsonValue.read(source, JsonToken.START_ARRAY, expansion));
    }
  }

  /** Adds a member of a record that is not read from the source but was kept as a tree. */
  void addMember(String path, boolean nested, JsonValue value) {
    switch (value) {
      case JsonValue.Items list -> {
        if (columns.wants(path)) {
          addList(path, nested, list);
        }
      }
      case JsonValue.Members object ->
          object.members().forEach((name, member) -> addMember(path + "." + name, true, member));
      default -> putLeaf(path, nested, value, row);
    }
  }

  private void addList(String path, boolean nested, JsonValue list) {
    lists.put(path, list);
    if (!nested) {
      plainLists.add(path);
    }
    if (columns instanceof NewColumns made) {
      made.claim(path, list, plainLists::contains);
    }
  }

  private void touch(CellColumn column) {
    if (touchedCount == touched.length) {
      touched = Arrays.copyOf(touched, touchedCount * 2);
    }
    touched[touchedCount++] = column;
  }

  /** Ends a record: expands its lists and moves on. */
  void endRecord() {
    int rows = lists.isEmpty() ? 1 : expandLists();
    touchedCount = 0;
    columns.endRecord();
    row = Math.addExact(row, rows);
  }

  private int expandLists() {
    int rows = (int) expansion.width(lists);
    Expansion.checked((long) row + rows);
    checkIndex(rows);
    for (int i = 0; i < touchedCount; i++) {
      touched[i].repeat(row, rows);
    }
    for (int i = 0; i < rows; i++) {
      int at = row + i;
      expansion.row(
          "",
          lists,
          rows,
          i,
          (path, value) -> putLeaf(path, !plainLists.contains(path), value, at));
    }
    lists.clear();
    plainLists.clear();
    return rows;
  }

  private void putLeaf(String path, boolean nested, JsonValue value, int at) {
    CellColumn column =
        switch (value) {
          case JsonValue.Absent _ -> existing(path);
          case JsonValue.Null _ -> columns.forNull(path, nested);
          default -> columns.forItem(path, nested);
        };
    if (column != null) {
      value.put(column, at);
      if (at == row) {
        touch(column);
      }
    }
  }

  private @Nullable CellColumn existing(String path) {
    return columns instanceof NewColumns made
        ? made.typedOrNull(path)
        : columns.forNull(path, true);
  }

  /** An expansion must not repeat the key of an indexed table. */
  private void checkIndex(int rows) {
    if (index.isEmpty()) {
      return;
    }
    // While a table is being made, only the records that are scanned for types count.
    boolean matters = create ? columns instanceof NewColumns made && made.isScanning() : rows > 1;
    if (!matters) {
      return;
    }
    String key = index.get();
    boolean drawn = false;
    boolean anyItem = false;
    for (Map.Entry<String, JsonValue> list : lists.entrySet()) {
      String path = list.getKey();
      JsonValue items = list.getValue();
      anyItem |= items.hasScalar();
      drawn |= items.hasScalarAt(path, key) && (create || items.width() == rows);
    }
    if (!anyItem) {
      return;
    }
    if (expansion.isCartesian() && lists.size() > 1) {
      drawn = false;
    }
    if (!drawn) {
      throw repeatsKey(create, key);
    }
  }

  static EngineException repeatsKey(boolean create, String key) {
    return new EngineException(
        (create ? "Cannot create a Table indexed on `" : "Cannot update a Table indexed on `")
            + key
            + "` from an expanded array.\n");
  }
}
