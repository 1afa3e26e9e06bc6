package dev.perspective4j.engine.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perspective4j.engine.column.ColumnSource;
import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.column.Vector;
import dev.perspective4j.engine.load.Batch;
import dev.perspective4j.model.TableOptions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A column without nulls is written with less work; that must not show once nulls come. */
class UpdatesWithoutNullsTest {
  private static final int ROWS = 70_000; // more than one page

  private static TableStore table() {
    Map<String, PhysicalType> columns = new LinkedHashMap<>();
    columns.put("k", PhysicalType.INT64);
    columns.put("v", PhysicalType.INT32);
    TableStore store = new TableStore(columns, TableOptions.indexedBy("k"));
    Vector keys = new Vector(PhysicalType.INT64, null, ROWS);
    Vector values = new Vector(PhysicalType.INT32, null, ROWS);
    for (int i = 0; i < ROWS; i++) {
      keys.addLong(i);
      values.addLong(i);
    }
    update(store, keys, values);
    return store;
  }

  private static void update(TableStore store, Vector keys, Vector values) {
    var _ =
        store.update(
            List.of(
                new Batch(
                    keys.size(),
                    List.of(
                        new Batch.Column("k", keys, null), new Batch.Column("v", values, null)))),
            0);
  }

  private static Vector cells(PhysicalType physicalType, Long... values) {
    Vector cells = new Vector(physicalType, null, values.length);
    for (Long value : values) {
      if (value == null) {
        cells.addNull();
      } else {
        cells.addLong(value);
      }
    }
    return cells;
  }

  private static ColumnSource values(TableStore store) {
    return store.column(1);
  }

  @Test
  void aNullAfterUpdatesWithoutNullsIsTheOnlyOne() {
    try (TableStore store = table()) {
      update(
          store,
          cells(PhysicalType.INT64, 69_999L, 3L, 64L),
          cells(PhysicalType.INT32, 1L, 2L, 3L));

      update(store, cells(PhysicalType.INT64, 4L), cells(PhysicalType.INT32, (Long) null));

      assertTrue(values(store).isNull(4));
      for (int slot : new int[] {0, 3, 5, 64, 65_535, 65_536, 69_999}) {
        assertFalse(values(store).isNull(slot));
      }
      assertEquals(1, values(store).longAt(69_999));
      assertEquals(2, values(store).longAt(3));
    }
  }

  @Test
  void aValueTakesTheNullAway() {
    try (TableStore store = table()) {
      update(store, cells(PhysicalType.INT64, 4L), cells(PhysicalType.INT32, (Long) null));

      update(store, cells(PhysicalType.INT64, 4L), cells(PhysicalType.INT32, 9L));

      assertFalse(values(store).isNull(4));
      assertEquals(9, values(store).longAt(4));
    }
  }

  @Test
  void ofEqualKeysTheLastRowWins() {
    try (TableStore store = table()) {
      update(
          store,
          cells(PhysicalType.INT64, 8L, 9L, 8L, 8L),
          cells(PhysicalType.INT32, 1L, 2L, 3L, 4L));

      assertEquals(4, values(store).longAt(8));
      assertEquals(2, values(store).longAt(9));
    }
  }

  @Test
  void aNewNullKeyTwiceInABatchIsOneRowAndKnownInTheNext() {
    try (TableStore store = table()) {
      update(
          store,
          cells(PhysicalType.INT64, 1L, null, null, -5L),
          cells(PhysicalType.INT32, 1L, 2L, 3L, 4L));
      update(
          store, cells(PhysicalType.INT64, null, -5L, null), cells(PhysicalType.INT32, 5L, 6L, 7L));

      assertEquals(ROWS + 2, store.size());
      assertEquals(7, values(store).longAt(ROWS));
      assertEquals(6, values(store).longAt(ROWS + 1));
    }
  }

  @Test
  void aRowThatTakesTheSlotOfARemovedOneHasAValue() {
    try (TableStore store = table()) {
      update(store, cells(PhysicalType.INT64, 4L), cells(PhysicalType.INT32, (Long) null));
      var _ = store.remove(List.of(cells(PhysicalType.INT64, 4L)));

      update(store, cells(PhysicalType.INT64, -1L), cells(PhysicalType.INT32, 11L));

      assertEquals(4, store.slotOfKey(-1));
      assertFalse(values(store).isNull(4));
      assertEquals(11, values(store).longAt(4));
    }
  }
}
