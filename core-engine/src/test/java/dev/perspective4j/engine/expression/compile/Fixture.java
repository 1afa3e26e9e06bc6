package dev.perspective4j.engine.expression.compile;

import dev.perspective4j.engine.column.ColumnSource;
import dev.perspective4j.engine.column.Lane;
import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.column.StringDictionary;
import dev.perspective4j.engine.column.Vector;
import dev.perspective4j.engine.expression.Expressions;
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
        column("i", PhysicalType.INT32, 4, -3, 0, null),
        column("f", PhysicalType.FLOAT64, 2.5, -0.5, 0.0, null),
        column("s", PhysicalType.STRING, "a", "b", "", null),
        column("b", PhysicalType.BOOL, true, false, null, null),
        column("d", PhysicalType.DATE, 18262, 18628, -1, null),
        column("t", PhysicalType.DATETIME, 0L, 1L, -5L, null),
        column("z", PhysicalType.INT32, 0, 2, 1, null));
  }

  /** Five texts: ASCII, digits, empty, beyond ASCII, null. */
  static TableStore texts() {
    return table(
        column("s", PhysicalType.STRING, "Hello World", "abc 123 def", "", "naïve É日本", null));
  }

  static TableStore table(Batch.Column... columns) {
    return table(
        new TableOptions(Optional.empty(), OptionalLong.empty(), false, ListFlatten.ZIP), columns);
  }

  static TableStore table(TableOptions options, Batch.Column... columns) {
    Map<String, PhysicalType> physicalTypes = new LinkedHashMap<>();
    for (Batch.Column column : columns) {
      physicalTypes.put(column.name(), column.cells().physicalType());
    }
    TableStore table = new TableStore(physicalTypes, options);
    table.update(List.of(batch(columns)), 0);
    return table;
  }

  static Batch batch(Batch.Column... columns) {
    return new Batch(columns[0].cells().size(), List.of(columns));
  }

  static Batch.Column column(String name, PhysicalType physicalType, Object... values) {
    StringDictionary dictionary =
        physicalType == PhysicalType.STRING ? new StringDictionary() : null;
    Vector cells = new Vector(physicalType, dictionary, 8);
    for (Object value : values) {
      switch (value) {
        case null -> cells.addNull();
        case String text -> cells.addCode(cells.dictionary().intern(text));
        case Boolean truth -> cells.addLong(truth ? 1 : 0);
        case Number number when physicalType.lane() == Lane.DOUBLE ->
            cells.addDouble(number.doubleValue());
        case Number number -> cells.addLong(number.longValue());
        default -> throw new IllegalArgumentException(value.toString());
      }
    }
    return new Batch.Column(name, cells, null);
  }

  /** The type and values, as {@code float [1, null]}; numbers that JSON cannot hold are null. */
  static String evaluate(TableStore table, String text) {
    int position = new ExpressionCompiler(Expressions.standard()).derive(table, text);
    ColumnSource column = table.column(position);
    StringJoiner values =
        new StringJoiner(", ", column.physicalType().type().typeName() + " [", "]");
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
    return switch (column.physicalType().type()) {
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
