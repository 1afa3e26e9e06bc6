package dev.perspective4j.engine.join;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.perspective4j.engine.EngineException;
import dev.perspective4j.engine.column.ColumnSource;
import dev.perspective4j.engine.column.Lane;
import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.column.StringDictionary;
import dev.perspective4j.engine.column.Vector;
import dev.perspective4j.engine.load.Batch;
import dev.perspective4j.engine.table.Delta;
import dev.perspective4j.engine.table.DeltaListener;
import dev.perspective4j.engine.table.NaturalRanks;
import dev.perspective4j.engine.table.Rows;
import dev.perspective4j.engine.table.TableStore;
import dev.perspective4j.model.JoinType;
import dev.perspective4j.model.TableOptions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class JoinRowsTest {

  @Property(tries = 300)
  void liveJoinEqualsFreshJoin(@ForAll long seed, @ForAll JoinType type, @ForAll boolean textKeys) {
    Random random = new Random(seed);
    PhysicalType key = textKeys ? PhysicalType.STRING : PhysicalType.INT32;
    try (TableStore left = table("l", key, random.nextBoolean());
        TableStore right = table("r", key, random.nextBoolean());
        TableStore third = table("t", key, random.nextBoolean());
        JoinRows join = new JoinRows(left, right, "lk", "rk", type);
        JoinRows chain = new JoinRows(third, join, "tk", "lk", type)) {
      Mirror mirror = new Mirror(join);
      Mirror chained = new Mirror(chain);
      for (int step = 0; step < 25; step++) {
        change(random, List.of(left, right, third).get(random.nextInt(3)), key);
        mirror.check();
        chained.check();
        try (JoinRows fresh = new JoinRows(left, right, "lk", "rk", type);
            JoinRows freshChain = new JoinRows(third, fresh, "tk", "lk", type)) {
          assertEquals(content(fresh), content(join));
          assertEquals(content(freshChain), content(chain));
        }
      }
    }
  }

  @Property(tries = 300)
  void tableJoinedWithAJoinOfItselfFollowsBothWays(@ForAll long seed, @ForAll JoinType type) {
    Random random = new Random(seed);
    try (TableStore keys = new TableStore(Map.of("k", PhysicalType.INT32), TableOptions.DEFAULT);
        TableStore values = table("v", PhysicalType.INT32, false);
        JoinRows join = new JoinRows(keys, values, "k", "vk", type);
        JoinRows diamond = new JoinRows(keys, join, "k", "k", type)) {
      Mirror mirror = new Mirror(diamond);
      for (int step = 0; step < 25; step++) {
        change(random, random.nextBoolean() ? keys : values, PhysicalType.INT32);
        mirror.check();
        try (JoinRows fresh = new JoinRows(keys, join, "k", "k", type)) {
          assertEquals(content(fresh), content(diamond));
        }
      }
    }
  }

  @Test
  void columnsOfBothTablesMustDiffer() {
    try (TableStore left = table("v", PhysicalType.INT32, false);
        TableStore right = table("v", PhysicalType.INT32, false)) {
      EngineException refused =
          assertThrows(
              EngineException.class, () -> new JoinRows(left, right, "vk", "vk", JoinType.INNER));
      assertEquals("Column \"vv\" exists in both tables", refused.getMessage());
    }
  }

  private static TableStore table(String name, PhysicalType key, boolean indexed) {
    Map<String, PhysicalType> columns = new LinkedHashMap<>();
    columns.put(name + "k", key);
    columns.put(name + "v", PhysicalType.INT32);
    return new TableStore(
        columns, indexed ? TableOptions.indexedBy(name + "k") : TableOptions.DEFAULT);
  }

  private static void change(Random random, TableStore table, PhysicalType key) {
    int rows = 1 + random.nextInt(3);
    int kind = random.nextInt(12);
    if (kind == 0) {
      table.replace(List.of());
    } else if (kind == 1) {
      table.replace(List.of(batch(random, table, key, rows)));
    } else if (kind < 5 && table.indexColumn() >= 0) {
      table.remove(List.of(keys(random, key, rows)));
    } else {
      table.update(List.of(batch(random, table, key, rows)), 0);
    }
  }

  private static Batch batch(Random random, TableStore table, PhysicalType key, int rows) {
    Vector values = new Vector(PhysicalType.INT32, null, rows);
    for (int i = 0; i < rows; i++) {
      if (random.nextInt(6) == 0) {
        values.addNull();
      } else {
        values.addLong(random.nextInt(4));
      }
    }
    List<String> names = table.schema().names();
    List<Batch.Column> columns = new ArrayList<>();
    columns.add(new Batch.Column(names.get(0), keys(random, key, rows), null));
    if (names.size() > 1) {
      columns.add(new Batch.Column(names.get(1), values, null));
    }
    return new Batch(rows, columns);
  }

  private static Vector keys(Random random, PhysicalType key, int rows) {
    StringDictionary dictionary = key == PhysicalType.STRING ? new StringDictionary() : null;
    Vector keys = new Vector(key, dictionary, rows);
    for (int i = 0; i < rows; i++) {
      int value = random.nextInt(5);
      if (value == 0) {
        keys.addNull();
      } else if (dictionary != null) {
        keys.addCode(dictionary.intern("key" + value));
      } else {
        keys.addLong(value);
      }
    }
    return keys;
  }

  private static List<List<Object>> content(Rows rows) {
    List<List<Object>> result = new ArrayList<>();
    for (int slot : NaturalRanks.inOrder(rows)) {
      result.add(row(rows, slot));
    }
    return result;
  }

  private static List<Object> row(Rows rows, int slot) {
    List<Object> cells = new ArrayList<>();
    for (int c = 0; c < rows.schema().columns().size(); c++) {
      ColumnSource column = rows.column(c);
      Vector cell = new Vector(column.physicalType(), column.dictionaryOrNull(), 1);
      column.gather(new int[] {slot}, 0, 1, cell);
      cells.add(
          cell.isNull(0)
              ? "null"
              : column.physicalType().lane() == Lane.CODE
                  ? cell.dictionary().string(cell.codes()[0])
                  : (Object) cell.longs()[0]);
    }
    return cells;
  }

  /** Keeps a copy of the rows by listening only; fails if it is told wrongly. */
  private static final class Mirror implements DeltaListener {
    private final Rows rows;
    private final Map<Integer, List<Object>> copy = new TreeMap<>();

    Mirror(Rows rows) {
      this.rows = rows;
      for (int slot = rows.nextLive(0); slot >= 0; slot = rows.nextLive(slot + 1)) {
        copy.put(slot, row(rows, slot));
      }
      rows.addListener(this);
    }

    @Override
    public void retract(Delta delta) {
      if (delta.cleared()) {
        copy.clear();
      }
      for (int slot : delta.removed()) {
        take(slot);
      }
      for (int slot : delta.updated()) {
        take(slot);
      }
    }

    private void take(int slot) {
      assertEquals(copy.remove(slot), row(rows, slot), "old cells of slot " + slot);
    }

    @Override
    public void apply(Delta delta) {
      for (int slot : delta.updated()) {
        put(slot);
      }
      for (int slot : delta.inserted()) {
        put(slot);
      }
    }

    private void put(int slot) {
      assertEquals(true, Objects.isNull(copy.put(slot, row(rows, slot))), "slot is free");
    }

    void check() {
      Map<Integer, List<Object>> live = new TreeMap<>();
      for (int slot = rows.nextLive(0); slot >= 0; slot = rows.nextLive(slot + 1)) {
        live.put(slot, row(rows, slot));
      }
      assertEquals(live, copy);
    }
  }
}
