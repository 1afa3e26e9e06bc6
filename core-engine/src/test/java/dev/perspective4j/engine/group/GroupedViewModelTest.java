package dev.perspective4j.engine.group;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import dev.perspective4j.engine.View;
import dev.perspective4j.engine.column.Vector;
import dev.perspective4j.engine.group.NaiveGroups.Column;
import dev.perspective4j.engine.slice.RowPaths;
import dev.perspective4j.engine.slice.Slice;
import dev.perspective4j.engine.view.ViewRegistry;
import dev.perspective4j.model.Aggregate;
import dev.perspective4j.model.Dialect;
import dev.perspective4j.model.Filter;
import dev.perspective4j.model.GroupRollupMode;
import dev.perspective4j.model.Scalar;
import dev.perspective4j.model.Sort;
import dev.perspective4j.model.SortDirection;
import dev.perspective4j.model.SplitRollupMode;
import dev.perspective4j.model.ViewConfig;
import dev.perspective4j.model.Viewport;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Live views over random steps must show what the naive computation shows. */
class GroupedViewModelTest {
  private static final Map<String, List<String>> AGGREGATES =
      Map.of(
          "i",
          List.of(
              "sum",
              "abs sum",
              "sum abs",
              "sum not null",
              "sum or zero",
              "gmv",
              "mul",
              "count",
              "distinct count",
              "mean",
              "weighted mean",
              "pct sum parent",
              "pct sum total",
              "var",
              "stddev",
              "min",
              "max",
              "min by",
              "max by",
              "high",
              "low",
              "high minus low",
              "first",
              "last by index",
              "last minus first",
              "last",
              "any",
              "and",
              "dominant",
              "unique",
              "distinct leaf",
              "q1",
              "median",
              "q3",
              "join"),
          "f",
          List.of(
              "sum",
              "abs sum",
              "sum abs",
              "gmv",
              "mul",
              "count",
              "distinct count",
              "mean",
              "weighted mean",
              "pct sum parent",
              "pct sum total",
              "var",
              "stddev",
              "min",
              "max",
              "min by",
              "max by",
              "high minus low",
              "first",
              "last",
              "any",
              "dominant",
              "unique",
              "q1",
              "median",
              "q3"),
          "s",
          List.of(
              "count",
              "distinct count",
              "any",
              "dominant",
              "first",
              "last",
              "last by index",
              "join",
              "median",
              "unique",
              "distinct leaf",
              "min",
              "max",
              "min by",
              "max by"),
          "b",
          List.of("count", "any", "or", "and", "unique", "first", "last", "dominant", "sum"));

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void liveViewsEqualTheNaiveComputation(int family) {
    for (int seed = 0; seed < 40; seed++) {
      run(family * 10_000 + seed, 0);
    }
  }

  @Test
  void liveViewsEqualTheNaiveComputationAlsoWhenManyRowsComeAtOnce() {
    for (int seed = 50_000; seed < 50_040; seed++) {
      run(seed, 0.4);
    }
  }

  private static void run(int seed, double bigSteps) {
    Random random = new Random(seed);
    try (ModelTable table = new ModelTable()) {
      for (int i = random.nextInt(4); i > 0; i--) {
        table.randomStep(random);
      }
      Scenario scenario = new Scenario(random, table);
      for (int step = 0; step < 25; step++) {
        String context = "seed " + seed + " step " + step + " " + scenario.config;
        try {
          scenario.check();
          scenario.openOrClose(random);
          scenario.check();
          scenario.beforeStep();
          if (random.nextDouble() < bigSteps) {
            table.bigStep(random);
          } else {
            table.randomStep(random);
          }
          scenario.afterStep();
        } catch (AssertionError | RuntimeException e) {
          throw new AssertionError(context + "\n" + e.getMessage(), e);
        }
      }
    }
  }

  /** A live view and its naive counterpart. */
  private static final class Scenario {
    final ModelTable table;
    final ViewConfig config;
    final NaiveGroups naive;
    final List<Column> visible = new ArrayList<>();
    final List<Sort> rowSorts = new ArrayList<>();
    final List<Sort> columnSorts = new ArrayList<>();
    final View view;
    int depth;
    int filter = Integer.MIN_VALUE;
    Set<List<Object>> open;
    boolean tableWasEmpty;
    List<List<Object>> rowsBefore = List.of();
    Map<List<Object>, Set<Object>> valuesBefore = Map.of();

    Scenario(Random random, ModelTable table) {
      this.table = table;
      List<String> groupBy = pick(random, List.of("g", "h", "c", "b"), random.nextInt(4));
      List<String> splitBy =
          pick(random, List.of("s", "h", "d"), Math.max(0, random.nextInt(4) - 1));
      boolean total = groupBy.isEmpty() || random.nextInt(12) == 0;
      ViewConfig.Builder builder = ViewConfig.builder().groupBy(groupBy).splitBy(splitBy);
      List<String> names = pick(random, List.of("i", "f", "s", "b"), 1 + random.nextInt(4));
      for (String name : names) {
        visible.add(aggregate(random, name, builder));
      }
      builder.columns(names);
      List<Column> columns = new ArrayList<>(visible);
      GroupRollupMode mode =
          total
              ? GroupRollupMode.TOTAL
              : random.nextInt(4) == 0 ? GroupRollupMode.FLAT : GroupRollupMode.ROLLUP;
      builder.groupRollupMode(mode);
      builder.splitRollupMode(
          random.nextInt(3) == 0 ? SplitRollupMode.ROLLUP : SplitRollupMode.FLAT);
      sorts(random, names, columns, builder);
      depth = groupBy.size();
      if (random.nextInt(3) == 0) {
        int asked = random.nextInt(4);
        builder.groupByDepth(asked);
        depth = asked == 0 || asked > depth ? depth : asked;
      }
      if (random.nextInt(3) == 0) {
        filter = random.nextInt(4) - 3;
        builder.filter(Filter.of("i", ">", Scalar.of((double) filter)));
      }
      config = builder.build();
      naive = new NaiveGroups(groupBy, splitBy, columns, random.nextBoolean());
      naive.step(passing(), true);
      ViewRegistry registry =
          new ViewRegistry(
              table.store, NoExpressions.INSTANCE, new SharedGroupings(NoExpressions.INSTANCE));
      view = registry.open(config, naive.zeroSums ? Dialect.BEFORE_5_6 : Dialect.FROM_5_6);
      view.recordRowDeltas(true);
    }

    private static List<String> pick(Random random, List<String> from, int count) {
      List<String> left = new ArrayList<>(from);
      List<String> picked = new ArrayList<>();
      for (int i = 0; i < Math.min(count, from.size()); i++) {
        picked.add(left.remove(random.nextInt(left.size())));
      }
      return picked;
    }

    private static Column aggregate(Random random, String name, ViewConfig.Builder builder) {
      List<String> kinds = AGGREGATES.get(name);
      String kind = kinds.get(random.nextInt(kinds.size()));
      boolean argument = kind.endsWith(" by") || kind.equals("weighted mean");
      String by = List.of("i", "f", "b").get(random.nextInt(3));
      builder.aggregate(name, argument ? Aggregate.of(kind, by) : Aggregate.of(kind));
      return new Column(name, kind, by);
    }

    private void sorts(
        Random random, List<String> names, List<Column> columns, ViewConfig.Builder builder) {
      List<Sort> sorts = new ArrayList<>();
      for (int i = random.nextInt(3); i > 0; i--) {
        String name = List.of("i", "f", "s", "b").get(random.nextInt(4));
        SortDirection direction = SortDirection.values()[1 + random.nextInt(8)];
        if (direction.ordersColumns() && builder.build().splitBy().isEmpty()) {
          continue;
        }
        if (sorts.stream().anyMatch(other -> other.column().equals(name))) {
          continue; // hidden columns are aggregated differently for row and column sorts
        }
        Sort sort = new Sort(name, direction);
        sorts.add(sort);
        (direction.ordersColumns() ? columnSorts : rowSorts).add(sort);
        if (columns.stream().noneMatch(column -> column.name().equals(name))) {
          String kind = direction.ordersColumns() || !name.equals("b") ? null : "unique";
          boolean grouped = name.equals("b") && builder.build().groupBy().contains("b");
          boolean split = direction.ordersColumns() && builder.build().splitBy().contains(name);
          if (!(kind != null && grouped) && !split) {
            kind = name.equals("i") || name.equals("f") ? "sum" : "count";
          } else {
            kind = "unique";
          }
          columns.add(new Column(name, kind, ""));
        }
      }
      builder.sort(sorts);
    }

    private List<Map<String, Object>> passing() {
      return table.rows().stream()
          .filter(
              row -> filter == Integer.MIN_VALUE || (row.get("i") instanceof Long i && i > filter))
          .toList();
    }

    private Column columnOf(String name) {
      return naive.columns.stream().filter(c -> c.name().equals(name)).findFirst().orElseThrow();
    }

    // ---- what should be shown ----

    List<List<Object>> shownRows() {
      List<List<Object>> paths = naive.rowPaths();
      List<List<Object>> shown = new ArrayList<>();
      walk(List.of(), paths, naive.groupBy.size(), rowSorts, true, shown);
      int levels = naive.groupBy.size();
      return switch (config.groupRollupMode()) {
        case TOTAL -> List.of(List.of());
        case FLAT -> levels == 0 ? shown : shown.stream().filter(p -> p.size() == levels).toList();
        case ROLLUP -> shown.stream().filter(this::isVisible).toList();
      };
    }

    boolean isVisible(List<Object> path) {
      for (int level = 0; level < path.size(); level++) {
        boolean opened = open == null ? level < depth : open.contains(path.subList(0, level));
        if (!opened) {
          return false;
        }
      }
      return true;
    }

    private void walk(
        List<Object> node,
        List<List<Object>> paths,
        int levels,
        List<Sort> sorts,
        boolean rows,
        List<List<Object>> out) {
      out.add(node);
      if (node.size() == levels) {
        return;
      }
      List<List<Object>> children =
          new ArrayList<>(
              paths.stream()
                  .filter(
                      p -> p.size() == node.size() + 1 && p.subList(0, node.size()).equals(node))
                  .toList());
      Comparator<List<Object>> order = NaiveGroups.PATHS;
      for (int i = sorts.size() - 1; i >= 0; i--) {
        Comparator<List<Object>> less = order;
        Comparator<List<Object>> entry = comparator(sorts.get(i), rows);
        order = entry.thenComparing(less);
      }
      children.sort(order);
      children.forEach(child -> walk(child, paths, levels, sorts, rows, out));
    }

    private Comparator<List<Object>> comparator(Sort sort, boolean rows) {
      Column column = columnOf(sort.column());
      Column compared =
          column.aggregate().startsWith("pct") ? new Column(column.name(), "sum", "") : column;
      Comparator<List<Object>> order =
          Comparator.comparing(
              path -> {
                Object value =
                    rows
                        ? naive.value(path, List.of(), compared)
                        : naive.value(List.of(), path, compared);
                return sort.direction().isAbsolute() ? magnitude(value, column) : value;
              },
              NaiveGroups.VALUES);
      return sort.direction().isDescending() ? order.reversed() : order;
    }

    private static Object magnitude(Object value, Column column) {
      return value == null || value instanceof String ? 0.0 : Math.abs(NaiveGroups.number(value));
    }

    List<List<Object>> shownSplits() {
      List<List<Object>> all = new ArrayList<>();
      int levels = naive.splitBy.size();
      walk(List.of(), naive.splitPaths(), levels, columnSorts, false, all);
      boolean totals = config.splitRollupMode() == SplitRollupMode.ROLLUP;
      return all.stream().filter(p -> totals || p.size() == levels).toList();
    }

    // ---- comparing ----

    void check() {
      List<List<Object>> rows = shownRows();
      List<List<Object>> splits = shownSplits();
      assertEquals(rows.size(), view.dimensions().viewRows(), "rows");
      assertEquals(splits.size() * visible.size(), view.dimensions().viewColumns(), "columns");
      Slice slice = view.slice(Viewport.ALL);
      if (!naive.groupBy.isEmpty()) {
        assertEquals(
            config.groupRollupMode() == GroupRollupMode.TOTAL ? List.of(List.of()) : rows,
            paths(slice),
            "row paths");
      }
      int c = 0;
      for (List<Object> split : splits) {
        for (Column column : visible) {
          Slice.Column actual = slice.columns().get(c++);
          assertEquals(split.size(), actual.path().levels().size());
          assertEquals(column.name(), actual.path().column());
          for (int r = 0; r < rows.size(); r++) {
            if (!naive.rows.isEmpty()) {
              assertClose(
                  naive.value(rows.get(r), split, column),
                  value(actual.cells(), r),
                  rows.get(r) + " " + split + " " + column);
            }
          }
        }
      }
      checkWindow(slice, rows.size());
    }

    private void checkWindow(Slice whole, int rows) {
      int from = rows / 3;
      int to = from + (rows - from + 1) / 2;
      Slice window = view.slice(Viewport.rows(from, to));
      assertEquals(to - from, window.rowCount());
      if (!naive.groupBy.isEmpty()) {
        assertEquals(paths(whole).subList(from, to), paths(window));
      }
    }

    void openOrClose(Random random) {
      if (config.groupRollupMode() != GroupRollupMode.ROLLUP || random.nextInt(3) > 0) {
        return;
      }
      List<List<Object>> shown = shownRows();
      int levels = naive.groupBy.size();
      if (random.nextInt(4) == 0) {
        int asked = random.nextInt(levels + 2);
        view.setDepth(asked);
        if (asked <= levels) {
          open = null;
          depth = Math.min(asked + 1, levels);
        }
        return;
      }
      int row = random.nextInt(shown.size());
      List<Object> path = shown.get(row);
      boolean expand = random.nextBoolean();
      boolean deepest = path.size() == levels;
      if (expand && deepest && !naive.splitBy.isEmpty()) {
        assertEquals(row, view.expand(row));
        return;
      }
      if (open == null) {
        open = new HashSet<>();
        naive.rowPaths().stream().filter(p -> p.size() < depth).forEach(open::add);
      }
      if (expand) {
        long answer = view.expand(row);
        boolean empty = naive.rowPaths().size() == 1;
        if (!deepest && !empty && open.add(path)) {
          open.removeIf(p -> p.size() > path.size() && p.subList(0, path.size()).equals(path));
        }
        assertEquals(shownRows().size() - shown.size(), answer, "expand " + path);
      } else {
        long answer = view.collapse(row);
        open.remove(path);
        assertEquals(shown.size() - shownRows().size(), answer, "collapse " + path);
      }
    }

    void beforeStep() {
      tableWasEmpty = table.rows().isEmpty();
      rowsBefore = shownRows();
      valuesBefore = values(shownSplits());
    }

    private Map<List<Object>, Set<Object>> values(List<List<Object>> splits) {
      Map<List<Object>, Set<Object>> values = new HashMap<>();
      for (List<Object> row : naive.rowPaths()) {
        Set<Object> cells = new HashSet<>();
        for (List<Object> split : splits) {
          for (Column column : naive.columns) {
            Object value = naive.value(row, split, column);
            if (value != null || !naive.splitBy.isEmpty()) {
              cells.add(split + "|" + column.name() + "=" + round(value));
            }
          }
        }
        cells.removeIf(cell -> ((String) cell).endsWith("=null"));
        values.put(row, cells);
      }
      return values;
    }

    private static Object round(Object value) {
      return value instanceof Double d ? Math.rint(d * 1e6) / 1e6 + 0.0 : value;
    }

    void afterStep() {
      boolean wasEmpty = naive.rows.isEmpty();
      naive.step(passing(), table.wasReplaced());
      if (table.rows().isEmpty()) {
        naive.forgetMarks();
      }
      if (open != null) {
        open.retainAll(new HashSet<>(naive.rowPaths()));
        if (table.wasReplaced()) {
          open.clear();
        }
        if (tableWasEmpty || table.wasReplaced()) {
          open.add(List.of());
        }
      }
      boolean shares = naive.columns.stream().anyMatch(c -> c.aggregate().startsWith("pct"));
      if (shares || naive.rows.isEmpty() || wasEmpty) {
        view.rowDelta();
        return;
      }
      checkDelta();
    }

    private void checkDelta() {
      Slice delta = view.rowDelta();
      Map<List<Object>, Set<Object>> now = values(shownSplits());
      Slice whole = view.slice(Viewport.ALL);
      List<List<Object>> shown = shownRows();
      Set<Integer> expected = new LinkedHashSet<>();
      for (int r = 0; r < shown.size(); r++) {
        List<Object> path = shown.get(r);
        if (!now.get(path).equals(valuesBefore.get(path))) {
          expected.add(r);
        }
      }
      // a group that was thrown away and made anew counts as new, so more rows may be reported
      List<String> wanted = expected.stream().map(r -> render(whole, r)).toList();
      List<String> got = new ArrayList<>();
      for (int r = 0; r < delta.rowCount(); r++) {
        got.add(render(delta, r));
      }
      if (!isSubsequence(wanted, got)) {
        fail(
            "delta: wanted "
                + expected.stream()
                    .map(
                        r ->
                            shown.get(r)
                                + "/"
                                + valuesBefore.get(shown.get(r))
                                + "->"
                                + now.get(shown.get(r)))
                    .toList()
                + " got "
                + got);
      }
    }

    private static boolean isSubsequence(List<String> wanted, List<String> got) {
      int at = 0;
      for (String row : got) {
        if (at < wanted.size() && wanted.get(at).equals(row)) {
          at++;
        }
      }
      return at == wanted.size();
    }
  }

  private static String render(Slice slice, int row) {
    StringBuilder text = new StringBuilder();
    slice.columns().forEach(c -> text.append(value(c.cells(), row)).append(';'));
    return text.toString();
  }

  private static List<List<Object>> paths(Slice slice) {
    RowPaths paths = slice.rowPaths().orElseThrow();
    List<List<Object>> result = new ArrayList<>();
    for (int r = 0; r < slice.rowCount(); r++) {
      List<Object> path = new ArrayList<>();
      for (int level = 0; level < paths.depths()[r]; level++) {
        path.add(value(paths.levels().get(level), r));
      }
      result.add(path);
    }
    return result;
  }

  static Object value(Vector cells, int i) {
    if (cells.isNull(i)) {
      return null;
    }
    return switch (cells.physicalType().lane()) {
      case LONG -> (Object) cells.longs()[i];
      case DOUBLE -> (Object) cells.doubles()[i];
      case CODE -> cells.dictionary().string(cells.codes()[i]);
    };
  }

  private static void assertClose(Object expected, Object actual, String what) {
    if (expected instanceof Number e && actual instanceof Number a) {
      double tolerance = 1e-9 * Math.max(1, Math.abs(e.doubleValue()));
      if (Math.abs(e.doubleValue() - a.doubleValue()) > tolerance) {
        fail(what + ": expected " + expected + " got " + actual);
      }
    } else if (!(expected == null ? actual == null : expected.equals(actual))) {
      fail(what + ": expected " + expected + " got " + actual);
    }
  }
}
