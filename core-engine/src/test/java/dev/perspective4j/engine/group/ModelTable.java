package dev.perspective4j.engine.group;

import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.column.StringDictionary;
import dev.perspective4j.engine.column.Vector;
import dev.perspective4j.engine.load.Batch;
import dev.perspective4j.engine.plan.Field;
import dev.perspective4j.engine.table.TableStore;
import dev.perspective4j.model.TableOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** A table indexed by {@code k} and the same rows as plain maps. */
final class ModelTable implements AutoCloseable {
  static final Map<String, PhysicalType> COLUMNS = new LinkedHashMap<>();

  static {
    COLUMNS.put("k", PhysicalType.INT32);
    COLUMNS.put("g", PhysicalType.STRING);
    COLUMNS.put("h", PhysicalType.INT32);
    COLUMNS.put("c", PhysicalType.FLOAT64);
    COLUMNS.put("s", PhysicalType.STRING);
    COLUMNS.put("i", PhysicalType.INT32);
    COLUMNS.put("f", PhysicalType.FLOAT64);
    COLUMNS.put("b", PhysicalType.BOOL);
    COLUMNS.put("d", PhysicalType.DATE);
  }

  final TableStore store;
  private final TreeMap<Long, Map<String, Object>> rows = new TreeMap<>();
  private boolean replaced;

  ModelTable() {
    store = new TableStore(COLUMNS, TableOptions.indexedBy("k"));
  }

  /** The fields of the table. */
  static Map<String, Field> fields() {
    Map<String, Field> fields = new LinkedHashMap<>();
    COLUMNS.forEach(
        (name, physicalType) -> fields.put(name, new Field.Own(name, physicalType, fields.size())));
    return fields;
  }

  /** The rows in natural order. */
  List<Map<String, Object>> rows() {
    return new ArrayList<>(rows.values());
  }

  /** Writes cells of rows; cells that are not given keep their value. */
  void update(List<Map<String, Object>> changes) {
    changes.forEach(
        change -> rows.computeIfAbsent((Long) change.get("k"), k -> blank()).putAll(change));
    store.update(List.of(batch(changes)), 0);
  }

  void remove(List<Long> keys) {
    keys.forEach(rows::remove);
    Vector cells = new Vector(PhysicalType.INT32, null, keys.size());
    keys.forEach(cells::addLong);
    store.remove(List.of(cells));
  }

  /** Whether the last random step replaced all rows. */
  boolean wasReplaced() {
    return replaced;
  }

  void replace(List<Map<String, Object>> with) {
    replaced = true;
    rows.clear();
    with.forEach(row -> rows.computeIfAbsent((Long) row.get("k"), k -> blank()).putAll(row));
    store.replace(List.of(batch(with)));
  }

  private static Map<String, Object> blank() {
    Map<String, Object> row = new HashMap<>();
    COLUMNS.keySet().forEach(name -> row.put(name, null));
    return row;
  }

  private static Batch batch(List<Map<String, Object>> changes) {
    List<Batch.Column> columns = new ArrayList<>();
    COLUMNS.forEach(
        (name, physicalType) -> {
          Vector cells =
              new Vector(
                  physicalType,
                  physicalType == PhysicalType.STRING ? new StringDictionary() : null,
                  changes.size());
          long[] supplied = new long[(changes.size() + 63) / 64];
          for (int i = 0; i < changes.size(); i++) {
            Object value = changes.get(i).get(name);
            if (changes.get(i).containsKey(name)) {
              supplied[i >> 6] |= 1L << i;
            }
            switch (value) {
              case null -> cells.addNull();
              case String text -> cells.addCode(cells.dictionary().intern(text));
              case Double number -> cells.addDouble(number);
              case Long number -> cells.addLong(number);
              default -> throw new IllegalArgumentException(value.toString());
            }
          }
          if (Arrays.stream(supplied).anyMatch(bits -> bits != 0)) {
            columns.add(new Batch.Column(name, cells, supplied));
          }
        });
    return new Batch(changes.size(), columns);
  }

  /** A step of a random kind. */
  void randomStep(Random random) {
    replaced = false;
    switch (random.nextInt(12)) {
      case 0, 1, 2 -> {
        List<Long> keys = new ArrayList<>();
        for (int i = random.nextInt(6); i >= 0; i--) {
          keys.add((long) random.nextInt(40));
        }
        remove(keys);
      }
      case 3 -> {
        if (random.nextInt(4) == 0) {
          replace(random.nextBoolean() ? List.of() : randomRows(random, 20, 1.0));
        } else {
          remove(new ArrayList<>(rows.keySet()));
        }
      }
      case 4, 5 -> update(randomRows(random, 12, 1.0));
      case 6, 7 -> update(rowsOfSomeColumns(random));
      default -> update(randomRows(random, 5, 0.4));
    }
  }

  /** Writes many more rows than there are groups. */
  void bigStep(Random random) {
    replaced = false;
    update(randomRows(random, 300, 1.0, 200));
  }

  /** Rows that write the same few columns, often none that views group by. */
  private static List<Map<String, Object>> rowsOfSomeColumns(Random random) {
    List<Map<String, Object>> changes = randomRows(random, 12, 1.0);
    for (String name : COLUMNS.keySet()) {
      if (!name.equals("k") && random.nextInt(3) > 0) {
        changes.forEach(row -> row.remove(name));
      }
    }
    return changes;
  }

  private static List<Map<String, Object>> randomRows(Random random, int most, double full) {
    return randomRows(random, most, full, 40);
  }

  private static List<Map<String, Object>> randomRows(
      Random random, int most, double full, int keys) {
    List<Map<String, Object>> changes = new ArrayList<>();
    for (int i = random.nextInt(most); i >= 0; i--) {
      Map<String, Object> row = new HashMap<>();
      row.put("k", (long) random.nextInt(keys));
      for (String name : COLUMNS.keySet()) {
        if (!name.equals("k") && random.nextDouble() < full) {
          row.put(name, randomCell(random, name));
        }
      }
      changes.add(row);
    }
    return changes;
  }

  private static Object randomCell(Random random, String name) {
    if (random.nextInt(6) == 0) {
      return null;
    }
    return switch (name) {
      case "g" -> List.of("", "A", "B", "é").get(random.nextInt(4));
      case "h" -> (long) random.nextInt(3) - 1;
      case "c" -> List.of(0.0, -1.5, 2.5).get(random.nextInt(3));
      case "s" -> List.of("x", "y", "zz", "").get(random.nextInt(4));
      case "i" -> (long) random.nextInt(9) - 4;
      case "f" -> (random.nextInt(33) - 16) * 0.25;
      case "b" -> (long) random.nextInt(2);
      case "d" -> (long) random.nextInt(4) + 19_000;
      default -> throw new IllegalArgumentException(name);
    };
  }

  @Override
  public void close() {
    store.close();
  }
}
