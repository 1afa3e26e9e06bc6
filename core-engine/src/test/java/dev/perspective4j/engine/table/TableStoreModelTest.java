package dev.perspective4j.engine.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perspective4j.engine.Step;
import dev.perspective4j.engine.column.ColumnSource;
import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.column.StringDictionary;
import dev.perspective4j.engine.column.Vector;
import dev.perspective4j.engine.load.Batch;
import dev.perspective4j.model.TableOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random steps on a table and on a sorted map of rows must leave the same rows. */
class TableStoreModelTest {
  private static final Comparator<Object> KEY_ORDER =
      Comparator.nullsFirst(
          (a, b) ->
              a instanceof String s
                  ? Arrays.compareUnsigned(utf8(s), utf8((String) b))
                  : a instanceof Double d
                      ? d.compareTo((Double) b)
                      : ((Long) a).compareTo((Long) b));

  private static byte[] utf8(String text) {
    return text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }

  private static Map<String, PhysicalType> columns(PhysicalType key) {
    Map<String, PhysicalType> columns = new LinkedHashMap<>();
    columns.put("k", key);
    columns.put("i", PhysicalType.INT32);
    columns.put("d", PhysicalType.FLOAT64);
    columns.put("s", PhysicalType.STRING);
    columns.put("b", PhysicalType.BOOL);
    return columns;
  }

  @ParameterizedTest
  @ValueSource(strings = {"INT32", "INT64", "STRING", "FLOAT64", "DATE", "DATETIME", "UINT8"})
  void indexedTableEqualsASortedMapOfRows(String keyStorage) {
    PhysicalType key = PhysicalType.valueOf(keyStorage);
    for (int seed = 0; seed < 20; seed++) {
      Random random = new Random(seed);
      try (TableStore store = new TableStore(columns(key), TableOptions.indexedBy("k"))) {
        TreeMap<Object, Object[]> model = new TreeMap<>(KEY_ORDER);
        DeltaChecker checker = new DeltaChecker(store);
        store.addListener(checker);
        for (int step = 0; step < 40; step++) {
          randomStep(random, key, store, model);
          checker.assertMirrors();
          assertEquals(render(model), render(store));
        }
      }
    }
  }

  private static void randomStep(
      Random random, PhysicalType key, TableStore store, TreeMap<Object, Object[]> model) {
    int kind = random.nextInt(10);
    if (kind == 0) {
      Vector keys = new Vector(key, dictionary(key), 4);
      TreeMap<Object, Boolean> expected = new TreeMap<>(KEY_ORDER);
      for (int i = random.nextInt(20); i >= 0; i--) {
        Object k = randomCell(random, key, 60);
        add(keys, k);
        if (model.containsKey(k)) {
          model.remove(k);
          expected.put(k, true);
        }
      }
      Step result = store.remove(List.of(keys));
      List<Object> gone = new ArrayList<>();
      result.removedKeys().ifPresent(v -> addAll(gone, v));
      assertEquals(new ArrayList<>(expected.keySet()), gone);
      return;
    }
    boolean replace = kind == 1;
    TreeMap<Object, Object[]> before = new TreeMap<>(KEY_ORDER);
    before.putAll(model);
    if (replace) {
      model.clear();
    }
    List<Batch> batches = new ArrayList<>();
    for (int b = random.nextInt(3); b >= 0; b--) {
      batches.add(randomBatch(random, key, model));
    }
    if (replace) {
      Step result = store.replace(batches);
      List<Object> gone = new ArrayList<>();
      result.removedKeys().ifPresent(v -> addAll(gone, v));
      before.keySet().removeAll(model.keySet());
      assertEquals(new ArrayList<>(before.keySet()), gone);
    } else {
      store.update(batches, 0);
    }
  }

  private static Batch randomBatch(
      Random random, PhysicalType key, TreeMap<Object, Object[]> model) {
    int rows = random.nextInt(random.nextInt(10) == 0 ? 300 : 12);
    List<Batch.Column> columns = new ArrayList<>();
    Object[][] cells = new Object[5][rows];
    boolean[][] given = new boolean[5][rows];
    int position = -1;
    for (Map.Entry<String, PhysicalType> column : columns(key).entrySet()) {
      position++;
      if (position > 0 && random.nextInt(4) == 0) {
        continue;
      }
      boolean sparse = position > 0 && random.nextBoolean();
      Vector vector = new Vector(column.getValue(), dictionary(column.getValue()), 1);
      long[] supplied = new long[(rows + 63) / 64];
      for (int row = 0; row < rows; row++) {
        boolean has = !sparse || random.nextBoolean();
        Object cell = has ? randomCell(random, column.getValue(), 60) : null;
        cells[position][row] = cell;
        given[position][row] = has;
        add(vector, cell);
        if (has) {
          supplied[row >>> 6] |= 1L << row;
        }
      }
      columns.add(new Batch.Column(column.getKey(), vector, sparse ? supplied : null));
    }
    for (int row = 0; row < rows; row++) {
      Object[] target = model.computeIfAbsent(cells[0][row], k -> new Object[5]);
      for (int column = 0; column < 5; column++) {
        if (given[column][row]) {
          target[column] = cells[column][row];
        }
      }
    }
    return new Batch(rows, columns);
  }

  @Test
  void limitedTableKeepsTheNewestRows() {
    for (int seed = 0; seed < 60; seed++) {
      Random random = new Random(seed);
      int limit = random.nextInt(9);
      try (TableStore store =
          new TableStore(Map.of("v", PhysicalType.INT64), TableOptions.limitedTo(limit))) {
        DeltaChecker checker = new DeltaChecker(store);
        store.addListener(checker);
        List<Long> model = new ArrayList<>();
        long value = 0;
        for (int step = 0; step < 50; step++) {
          boolean replace = random.nextInt(8) == 0;
          if (replace) {
            model.clear();
          }
          Vector cells = new Vector(PhysicalType.INT64, null, 4);
          for (int i = random.nextInt(12); i > 0; i--) {
            model.add(value);
            cells.addLong(value++);
          }
          model = new ArrayList<>(model.subList(Math.max(0, model.size() - limit), model.size()));
          List<Batch> batches =
              List.of(new Batch(cells.size(), List.of(new Batch.Column("v", cells, null))));
          Step result = replace ? store.replace(batches) : store.update(batches, 0);
          assertEquals(replace || cells.size() > 0, result.notifies());
          List<Long> seen = new ArrayList<>();
          for (int slot : natural(store)) {
            seen.add(store.column(0).longAt(slot));
          }
          assertEquals(model, seen);
          checker.assertMirrors();
        }
      }
    }
  }

  @Test
  void rowNumbersAddressRowsAndNewRowsTakeTheirNumericPlace() {
    for (int limit : new int[] {-1, 5}) {
      TableOptions options = limit < 0 ? TableOptions.DEFAULT : TableOptions.limitedTo(limit);
      for (int seed = 0; seed < 40; seed++) {
        Random random = new Random(seed);
        try (TableStore store = new TableStore(Map.of("v", PhysicalType.INT64), options)) {
          DeltaChecker checker = new DeltaChecker(store);
          store.addListener(checker);
          TreeMap<Long, Long> model = new TreeMap<>();
          long next = 0;
          long value = 0;
          for (int step = 0; step < 40; step++) {
            int rows = random.nextInt(5);
            boolean addressed = random.nextInt(3) == 0;
            Vector cells = new Vector(PhysicalType.INT64, null, 4);
            Vector numbers = new Vector(PhysicalType.INT64, null, 4);
            long[] supplied = new long[1];
            for (int i = 0; i < rows; i++) {
              boolean given = addressed && random.nextBoolean();
              long number = given ? random.nextInt(30) : next;
              next++;
              numbers.addLong(number);
              if (given) {
                supplied[0] |= 1L << i;
              }
              cells.addLong(value);
              model.put(number, value++);
            }
            while (limit >= 0 && model.size() > limit) {
              model.pollFirstEntry();
            }
            List<Batch.Column> columns = new ArrayList<>();
            columns.add(new Batch.Column("v", cells, null));
            if (addressed) {
              columns.add(new Batch.Column(Batch.INDEX, numbers, supplied));
            }
            store.update(List.of(new Batch(rows, columns)), 0);
            checker.assertMirrors();
            Map<Long, Long> seen = new LinkedHashMap<>();
            for (int slot : natural(store)) {
              seen.put(store.rowNumber(slot), store.column(0).longAt(slot));
            }
            assertEquals(model.toString(), seen.toString());
          }
        }
      }
    }
  }

  /** A listener that keeps its own copy of the rows and checks what it is told against it. */
  private static final class DeltaChecker implements DeltaListener {
    private final TableStore store;
    private final Map<Integer, String> mirror = new TreeMap<>();

    DeltaChecker(TableStore store) {
      this.store = store;
    }

    @Override
    public void retract(Delta delta) {
      for (int[] list : List.of(delta.removed(), delta.updated())) {
        for (int slot : list) {
          assertTrue(store.isLive(slot));
          assertEquals(mirror.get(slot), row(store, slot));
        }
      }
      for (int slot : delta.removed()) {
        mirror.remove(slot);
      }
    }

    @Override
    public void apply(Delta delta) {
      if (delta.cleared()) {
        mirror.clear();
      }
      for (int slot : delta.updated()) {
        assertTrue(mirror.containsKey(slot));
        mirror.put(slot, row(store, slot));
      }
      for (int slot : delta.inserted()) {
        assertTrue(mirror.put(slot, row(store, slot)) == null);
      }
    }

    void assertMirrors() {
      Map<Integer, String> now = new TreeMap<>();
      for (int slot = store.nextLive(0); slot >= 0; slot = store.nextLive(slot + 1)) {
        now.put(slot, row(store, slot));
      }
      assertEquals(mirror, now);
      assertEquals(mirror.size(), store.size());
      assertEquals(
          mirror.isEmpty() ? 0 : ((TreeMap<Integer, String>) mirror).lastKey() + 1,
          store.slotLimit());
      if (store.slotsInNaturalOrder()) {
        int previous = -1;
        for (int slot = store.nextLive(0); slot >= 0; slot = store.nextLive(slot + 1)) {
          assertTrue(previous < 0 || store.compareNatural(previous, slot) < 0);
          previous = slot;
        }
      }
    }
  }

  // ---- cells as objects

  private static StringDictionary dictionary(PhysicalType physicalType) {
    return physicalType == PhysicalType.STRING ? new StringDictionary() : null;
  }

  private static Object randomCell(Random random, PhysicalType physicalType, int range) {
    if (random.nextInt(10) == 0) {
      return null;
    }
    return switch (physicalType) {
      case FLOAT64 ->
          random.nextInt(20) == 0 ? (Object) Double.NaN : (Object) (random.nextInt(range) / 2.0);
      case STRING -> random.nextInt(20) == 0 ? "" : "é".repeat(1) + random.nextInt(range);
      case BOOL -> (long) random.nextInt(2);
      default -> (long) random.nextInt(range);
    };
  }

  private static void add(Vector vector, Object cell) {
    switch (cell) {
      case null -> vector.addNull();
      case Long l -> vector.addLong(l);
      case Double d -> vector.addDouble(d);
      case String s -> vector.addCode(vector.dictionary().intern(s));
      default -> throw new AssertionError(cell);
    }
  }

  private static void addAll(List<Object> list, Vector vector) {
    for (int i = 0; i < vector.size(); i++) {
      list.add(
          vector.isNull(i)
              ? null
              : switch (vector.physicalType().lane()) {
                case LONG -> vector.longs()[i];
                case DOUBLE -> vector.doubles()[i];
                case CODE -> vector.dictionary().string(vector.codes()[i]);
              });
    }
  }

  private static int[] natural(TableStore store) {
    int[] slots = new int[store.size()];
    int n = 0;
    for (int slot = store.nextLive(0); slot >= 0; slot = store.nextLive(slot + 1)) {
      slots[n++] = slot;
    }
    return SlotSort.sort(slots, store::compareNatural);
  }

  private static String row(TableStore store, int slot) {
    List<Object> cells = new ArrayList<>();
    for (int i = 0; i < store.schema().columns().size(); i++) {
      ColumnSource column = store.column(i);
      Vector vector = new Vector(column.physicalType(), column.dictionaryOrNull(), 1);
      column.gather(new int[] {slot}, 0, 1, vector);
      addAll(cells, vector);
    }
    return cells.toString();
  }

  private static String render(TableStore store) {
    StringBuilder text = new StringBuilder();
    int[] slots = natural(store);
    List<List<Object>> columns = new ArrayList<>();
    for (int i = 0; i < store.schema().columns().size(); i++) {
      ColumnSource column = store.column(i);
      Vector vector = new Vector(column.physicalType(), column.dictionaryOrNull(), 1);
      column.gather(slots, 0, slots.length, vector);
      List<Object> cells = new ArrayList<>();
      addAll(cells, vector);
      columns.add(cells);
    }
    for (int row = 0; row < slots.length; row++) {
      for (List<Object> column : columns) {
        text.append(column.get(row)).append(' ');
      }
      text.append('\n');
    }
    return text.toString();
  }

  private static String render(TreeMap<Object, Object[]> model) {
    StringBuilder text = new StringBuilder();
    model.forEach(
        (key, row) -> {
          row[0] = key;
          for (Object cell : row) {
            text.append(cell).append(' ');
          }
          text.append('\n');
        });
    return text.toString();
  }
}
