package dev.perspective4j.engine.order;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.column.StringDictionary;
import dev.perspective4j.engine.column.Vector;
import dev.perspective4j.engine.filter.FilterStage;
import dev.perspective4j.engine.load.Batch;
import dev.perspective4j.engine.table.TableStore;
import dev.perspective4j.model.FilterOp;
import dev.perspective4j.model.SortDirection;
import dev.perspective4j.model.TableOptions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An order that is kept up to date shows what one shows that is made anew. */
class SortedSlotsTest {
  private static final int ROWS = 12_000;

  private static Map<String, PhysicalType> columns() {
    Map<String, PhysicalType> columns = new LinkedHashMap<>();
    columns.put("k", PhysicalType.INT32);
    columns.put("i", PhysicalType.INT64);
    columns.put("f", PhysicalType.FLOAT64);
    columns.put("s", PhysicalType.STRING);
    return columns;
  }

  /** Rows with the given keys and random cells, many of them equal. */
  private static void update(TableStore store, Random random, int count, int keys, int range) {
    Vector[] cells = {
      new Vector(PhysicalType.INT32, null, count),
      new Vector(PhysicalType.INT64, null, count),
      new Vector(PhysicalType.FLOAT64, null, count),
      new Vector(PhysicalType.STRING, new StringDictionary(), count)
    };
    for (int i = 0; i < count; i++) {
      cells[0].addLong(count == keys ? i : random.nextInt(keys));
      for (int column = 1; column < cells.length; column++) {
        int value = random.nextInt(range) - range / 2;
        if (random.nextInt(9) == 0) {
          cells[column].addNull();
        } else if (column == 1) {
          cells[1].addLong(random.nextInt(50) == 0 ? Long.MIN_VALUE + (value & 1) : value);
        } else if (column == 2) {
          cells[2].addDouble(random.nextInt(50) == 0 ? Double.NaN : value / 4.0);
        } else {
          cells[3].addCode(cells[3].dictionary().intern("text " + value));
        }
      }
    }
    List<Batch.Column> batch = new ArrayList<>();
    int position = 0;
    for (String name : columns().keySet()) {
      batch.add(new Batch.Column(name, cells[position++], null));
    }
    var _ = store.update(List.of(new Batch(count, batch)), 0);
  }

  private static void assertFollows(List<Object> sorts, int shown) {
    Random random = new Random(sorts.hashCode());
    try (TableStore store = new TableStore(columns(), TableOptions.indexedBy("k"))) {
      update(store, random, ROWS, ROWS, 1000);
      FilterStage all = new FilterStage(store, FilterOp.AND, List.of());
      List<SortedSlots.Key> keys = new ArrayList<>();
      for (int i = 0; i < sorts.size(); i += 2) {
        int position = store.position((String) sorts.get(i));
        keys.add(
            new SortedSlots.Key(
                position, store.column(position), (SortDirection) sorts.get(i + 1)));
      }
      SortedSlots kept = new SortedSlots(store, all, keys);
      var _ = kept.slots(0, shown);
      for (int step = 0; step < 30; step++) {
        switch (random.nextInt(5)) {
          case 0 -> {
            Vector gone = new Vector(PhysicalType.INT32, null, 40);
            for (int i = 0; i < 40; i++) {
              gone.addLong(random.nextInt(ROWS));
            }
            var _ = store.remove(List.of(gone));
          }
          case 1 -> update(store, random, 5, ROWS, 1000);
          default -> update(store, random, 15 + random.nextInt(200), ROWS, 1200);
        }
        SortedSlots fresh = new SortedSlots(store, all, keys);
        assertArrayEquals(fresh.slots(0, shown), kept.slots(0, shown), () -> "sorted by " + sorts);
        fresh.close();
      }
      kept.close();
      all.close();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = SortDirection.class,
      names = {"ASC", "DESC", "ASC_ABS", "DESC_ABS"})
  void numbersFollow(SortDirection direction) {
    assertFollows(List.of("f", direction), 60);
    assertFollows(List.of("i", direction), 60);
  }

  @ParameterizedTest
  @EnumSource(
      value = SortDirection.class,
      names = {"ASC", "DESC"})
  void textFollows(SortDirection direction) {
    assertFollows(List.of("s", direction), 60);
    assertFollows(List.of("s", direction, "f", SortDirection.DESC), 60);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 700, ROWS / 2})
  void anyNumberOfRowsFollows(int shown) {
    assertFollows(List.of("f", SortDirection.DESC, "i", SortDirection.ASC), shown);
  }
}
