package dev.perspective4j.engine.expression;

import dev.perspective4j.engine.column.ColumnSource;
import dev.perspective4j.engine.column.Lane;
import dev.perspective4j.engine.column.Storage;
import dev.perspective4j.engine.column.StringDictionary;
import dev.perspective4j.engine.column.Vector;
import dev.perspective4j.engine.load.Batch;
import dev.perspective4j.engine.table.TableStore;
import dev.perspective4j.model.ListFlatten;
import dev.perspective4j.model.TableOptions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.StringJoiner;

/** Small tables, and the values of a column as text. */
final class Fixture {
  private Fixture() {}

  /** Four rows of every type; the last is null throughout. */
  static TableStore allTypes() {
    return table(
        column("i", Storage.INT32, 4, -3, 0, null),
        column("f", Storage.FLOAT64, 2.5, -0.5, 0.0, null),
        column("s", Storage.STRING, "a", "b", "", null),
        column("b", Storage.BOOL, true, false, null, null),
        column("d", Storage.DATE, 18262, 18628, -1, null),
        column("t", Storage.DATETIME, 0L, 1L, -5L, null),
        column("z", Storage.INT32, 0, 2, 1, null));
  }

  /** Five texts: ASCII, digits, empty, beyond ASCII, null. */
  static TableStore texts() {
    return table(column("s", Storage.STRING, "Hello World", "abc 123 def", "", "naïve É日本", null));
  }

  static TableStore table(Batch.Column... columns) {
    return table(
        new TableOptions(Optional.empty(), OptionalLong.empty(), false, ListFlatten.ZIP), columns);
  }

  static TableStore table(TableOptions options, Batch.Column... columns) {
    Map<String, Storage> storages = new LinkedHashMap<>();
    for (Batch.Column column : columns) {
      storages.put(column.name(), column.cells().storage());
    }
    TableStore table = new TableStore(storages, options);
    table.update(List.of(batch(columns)), 0);
    return table;
  }

  static Batch batch(Batch.Column... columns) {
    return new Batch(columns[0].cells().size(), List.of(columns));
  }

  static Batch.Column column(String name, Storage storage, Object... values) {
    StringDictionary dictionary = storage == Storage.STRING ? new StringDictionary() : null;
    Vector cells = new Vector(storage, dictionary, 8);
    for (Object value : values) {
      switch (value) {
        case null -> cells.addNull();
        case String text -> cells.addCode(cells.dictionary().intern(text));
        case Boolean truth -> cells.addLong(truth ? 1 : 0);
        case Number number when storage.lane() == Lane.DOUBLE ->
            cells.addDouble(number.doubleValue());
        case Number number -> cells.addLong(number.longValue());
        default -> throw new IllegalArgumentException(value.toString());
      }
    }
    return new Batch.Column(name, cells, null);
  }

  /** The type and values, as {@code float [1, null]}; numbers that JSON cannot hold are null. */
  static String evaluate(TableStore table, String text) {
    int position = Expressions.standard().derive(table, text);
    ColumnSource column = table.column(position);
    StringJoiner values = new StringJoiner(", ", column.storage().type().typeName() + " [", "]");
    for (int slot = 0; slot < table.size(); slot++) {
      values.add(text(column, slot));
    }
    table.release(position);
    return values.toString();
  }

  /** One cell as text. */
  static String text(ColumnSource column, int slot) {
    if (column.isNull(slot)) {
      return "null";
    }
    return switch (column.storage().type()) {
      case STRING -> '"' + column.dictionary().string(column.codeAt(slot)) + '"';
      case BOOLEAN -> String.valueOf(column.longAt(slot) != 0);
      case INTEGER, DATETIME -> Long.toString(column.longAt(slot));
      case DATE -> Long.toString(column.longAt(slot) * 86_400_000L);
      case FLOAT -> number(column.doubleAt(slot));
    };
  }

  private static String number(double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return "null";
    }
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
