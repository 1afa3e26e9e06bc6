package dev.perspective4j.engine.group;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.perspective4j.engine.Table;
import dev.perspective4j.engine.View;
import dev.perspective4j.engine.slice.Slice;
import dev.perspective4j.model.Dialect;
import dev.perspective4j.model.Sort;
import dev.perspective4j.model.SortDirection;
import dev.perspective4j.model.TableData;
import dev.perspective4j.model.TableOptions;
import dev.perspective4j.model.ViewConfig;
import dev.perspective4j.model.Viewport;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Thousands of siblings, moved by many small steps, stand where a fresh view puts them. */
class ManyGroupsTest {

  @ParameterizedTest
  @ValueSource(strings = {"key", "value", "nested"})
  void liveOrderEqualsFreshOrder(String kind) {
    ViewConfig.Builder config = ViewConfig.builder().columns("v");
    if (kind.equals("nested")) {
      config.groupBy("a", "g");
    } else {
      config.groupBy("g");
    }
    if (!kind.equals("key")) {
      config.sort(new Sort("v", SortDirection.DESC));
    }
    Random random = new Random(7);
    try (Table table =
            Table.create(TableData.jsonRows(rows(random, 6000)), TableOptions.indexedBy("k"));
        View view = table.view(config.build())) {
      for (int step = 0; step < 60; step++) {
        table.update(TableData.jsonRows(rows(random, 1 + random.nextInt(120))), 0);
        if (step % 5 == 0) {
          StringBuilder keys = new StringBuilder("[-1");
          for (int i = 0; i < 200; i++) {
            keys.append(',').append(random.nextInt(6000));
          }
          table.remove(TableData.jsonRows(keys + "]"));
        }
        int from = random.nextInt((int) view.dimensions().viewRows());
        Viewport window = Viewport.rows(from, from + 40);
        try (View fresh = freshCopy(table, config)) {
          assertEquals(fresh.dimensions(), view.dimensions());
          assertEquals(show(fresh.slice(window)), show(view.slice(window)), "step " + step);
        }
      }
      try (View fresh = freshCopy(table, config)) {
        assertEquals(show(fresh.slice(Viewport.ALL)), show(view.slice(Viewport.ALL)));
      }
    }
  }

  /** Of the other generation, so that nothing is shared with the live view. */
  private static View freshCopy(Table table, ViewConfig.Builder config) {
    return table.view(config.build(), Dialect.FROM_5_6);
  }

  private static String show(Slice slice) {
    return Shown.show(slice);
  }

  private static String rows(Random random, int count) {
    StringBuilder json = new StringBuilder("[");
    for (int i = 0; i < count; i++) {
      json.append(i == 0 ? "" : ",")
          .append("{\"k\":")
          .append(random.nextInt(6000))
          .append(",\"a\":\"")
          .append((char) ('a' + random.nextInt(5)))
          .append("\",\"g\":\"group ")
          .append(random.nextInt(3000))
          .append("\",\"v\":")
          .append(random.nextInt(50))
          .append("}");
    }
    return json + "]";
  }
}
