package dev.perspective4j.engine.group;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.perspective4j.engine.aggregate.AggregateRequest;
import dev.perspective4j.engine.column.ColumnSource;
import dev.perspective4j.engine.column.Vector;
import dev.perspective4j.engine.filter.FilterStage;
import dev.perspective4j.engine.group.tree.FirstPass;
import dev.perspective4j.engine.group.tree.GroupTree;
import dev.perspective4j.engine.group.tree.Grouping;
import dev.perspective4j.engine.plan.AggregateKind;
import dev.perspective4j.model.Dialect;
import dev.perspective4j.model.FilterOp;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** However many workers group the rows, every cell has the same results. */
class FirstPassTest {
  private static final List<AggregateKind> KINDS =
      List.of(
          AggregateKind.SUM,
          AggregateKind.COUNT,
          AggregateKind.MIN,
          AggregateKind.MAX,
          AggregateKind.FIRST,
          AggregateKind.LAST_BY_INDEX,
          AggregateKind.UNIQUE,
          AggregateKind.AND,
          AggregateKind.VARIANCE,
          AggregateKind.MEDIAN);

  @Test
  void workersAgreeWithOnePass() {
    for (int seed = 0; seed < 30; seed++) {
      Random random = new Random(seed);
      try (ModelTable table = new ModelTable()) {
        for (int i = 0; i < 8; i++) {
          table.randomStep(random);
        }
        FilterStage all = new FilterStage(table.store, FilterOp.AND, List.of());

        Map<String, String> alone = group(table, all, 1);

        assertEquals(alone, group(table, all, 2), "seed " + seed);
        assertEquals(alone, group(table, all, 5), "seed " + seed);
      }
    }
  }

  private static Grouping create(ModelTable table) {
    List<AggregateRequest> requests = new ArrayList<>();
    for (String name : List.of("i", "f", "s")) {
      for (AggregateKind kind : KINDS) {
        boolean text = name.equals("s");
        if (!(text && (kind == AggregateKind.SUM || kind == AggregateKind.VARIANCE))) {
          requests.add(new AggregateRequest(kind, column(table, name), Optional.empty(), true));
        }
      }
    }
    return new Grouping(
        table.store,
        List.of(column(table, "g"), column(table, "h")),
        List.of(column(table, "c")),
        requests,
        Dialect.BEFORE_5_6);
  }

  private static ColumnSource column(ModelTable table, String name) {
    return table.store.column(table.store.position(name));
  }

  private static Map<String, String> group(ModelTable table, FilterStage all, int workers) {
    Grouping grouping = create(table);
    FirstPass.run(grouping, () -> create(table), all, table.store.slotLimit(), workers);
    Map<String, String> cells = new TreeMap<>();
    for (int cell = 0; cell < grouping.grid().limit(); cell++) {
      StringBuilder values = new StringBuilder();
      int[] one = {cell};
      grouping
          .aggregates()
          .results()
          .forEach(
              result -> {
                Vector value = result.vector(1);
                result.read(one, 1, value);
                values.append(GroupedViewModelTest.value(value, 0)).append(' ');
              });
      String path =
          path(grouping.rows(), grouping.grid().row(cell))
              + path(grouping.splits(), grouping.grid().split(cell));
      cells.put(path, values.toString());
    }
    return cells;
  }

  private static String path(GroupTree tree, int node) {
    StringBuilder path = new StringBuilder("/");
    for (int level = 1; level <= tree.level(node); level++) {
      Vector key = tree.keys(level - 1).vector(1);
      tree.appendKey(tree.ancestor(node, level), key);
      path.append(GroupedViewModelTest.value(key, 0)).append('/');
    }
    return path.toString();
  }
}
