package dev.perspective4j.engine.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perspective4j.engine.View;
import dev.perspective4j.model.Sort;
import dev.perspective4j.model.SortDirection;
import dev.perspective4j.model.ViewConfig;
import dev.perspective4j.model.Viewport;
import dev.perspective4j.model.WindowSpec;
import dev.perspective4j.model.WindowSpec.Frame;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;

/** Window columns of live tables always hold what computing frame by frame gives. */
class WindowProperties {

  @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
  void liveWindowsEqualFreshOnes(@ForAll long seed) {
    Random random = new Random(seed);
    try (TableUnderTest table = FlatViewProperties.randomTable(random)) {
      table.update(rows(random, random.nextInt(300)));
      ViewRegistry registry = FlatViewProperties.registry(table);
      List<WindowSpec> specs = new ArrayList<>();
      List<View> views = new ArrayList<>();
      for (int v = 0; v < 3; v++) {
        specs.add(randomSpec(random));
        views.add(registry.open(config(specs.get(v), random)));
      }
      for (int step = 0; step < 6; step++) {
        FlatViewProperties.randomStep(random, table, WindowProperties::rows);
        for (int v = 0; v < 3; v++) {
          assertHolds(table, specs.get(v), views.get(v));
        }
      }
      views.forEach(View::close);
    }
  }

  @Property(tries = 120, edgeCases = EdgeCasesMode.NONE)
  void aRowDeltaAddsRowsWhoseWindowChanged(@ForAll long seed) {
    Random random = new Random(seed);
    try (TableUnderTest table = new TableUnderTest(Optional.of("k"), OptionalLong.empty())) {
      table.update(rows(random, 60));
      WindowSpec spec = randomSpec(random);
      View view =
          FlatViewProperties.registry(table)
              .open(ViewConfig.builder().window("w", spec).columns("k", "w").build());
      view.recordRowDeltas(true);
      Map<Integer, @Nullable Object> before = NaiveWindow.cells(table, spec);
      List<@Nullable Object[]> written = rows(random, random.nextInt(4));
      table.update(written);
      Map<Integer, @Nullable Object> after = NaiveWindow.cells(table, spec);
      Set<@Nullable Object> expected = new HashSet<>();
      written.forEach(row -> expected.add(row[0]));
      after.forEach(
          (slot, cell) -> {
            if (!isClose(cell, before.get(slot))) {
              expected.add(table.cell(slot, table.position("k")));
            }
          });
      List<@Nullable Object> actual =
          FlatViewProperties.cells(view.rowDelta().keys().orElseThrow());
      assertTrue(actual.containsAll(expected), spec + ": " + actual + " lacks some of " + expected);
      assertEquals(actual.size(), new HashSet<>(actual).size());
      actual.stream()
          .filter(key -> !expected.contains(key))
          .forEach(
              key ->
                  assertTrue(
                      mayDifferInTheLastDigit(spec) || differ(key, table, before, after),
                      spec + ": " + key));
    }
  }

  /** Whether the cell of a key differs, if only in the sign of a zero. */
  private static boolean differ(
      @Nullable Object key,
      TableUnderTest table,
      Map<Integer, @Nullable Object> before,
      Map<Integer, @Nullable Object> after) {
    return after.keySet().stream()
        .filter(slot -> Objects.equals(table.cell(slot, table.position("k")), key))
        .anyMatch(slot -> !Objects.equals(before.get(slot), after.get(slot)));
  }

  private static boolean mayDifferInTheLastDigit(WindowSpec spec) {
    return Set.of("sum", "avg", "var", "stddev", "ema", "rate", "diff").contains(spec.operation());
  }

  private static ViewConfig config(WindowSpec spec, Random random) {
    ViewConfig.Builder config = ViewConfig.builder().window("w", spec).columns("n", "w");
    if (random.nextBoolean()) {
      config.sort(new Sort("w", random.nextBoolean() ? SortDirection.ASC : SortDirection.DESC));
    }
    return config.build();
  }

  private static void assertHolds(TableUnderTest table, WindowSpec spec, View view) {
    Map<Integer, @Nullable Object> expected = NaiveWindow.cells(table, spec);
    var slice = view.slice(Viewport.ALL);
    List<@Nullable Object> numbers = FlatViewProperties.cells(slice.columns().get(0).cells());
    List<@Nullable Object> cells = FlatViewProperties.cells(slice.columns().get(1).cells());
    assertEquals(expected.size(), cells.size());
    Map<@Nullable Object, Integer> slots = new HashMap<>();
    table.naturalOrder().forEach(slot -> slots.put(table.cell(slot, 0), slot));
    boolean sorted = !view.config().sort().isEmpty();
    for (int i = 0; i < cells.size(); i++) {
      Object wanted = expected.get(slots.get(numbers.get(i)));
      assertTrue(isClose(wanted, cells.get(i)), spec + ": " + wanted + " is not " + cells.get(i));
      if (sorted && i > 0) {
        int order = NaiveFlatView.compare(cells.get(i - 1), cells.get(i));
        boolean descending = view.config().sort().getFirst().direction().isDescending();
        assertTrue(descending ? order >= 0 : order <= 0, spec + " out of order at " + i);
      }
    }
  }

  private static boolean isClose(@Nullable Object a, @Nullable Object b) {
    if (a instanceof Double x && b instanceof Double y) {
      return Double.compare(x + 0.0, y + 0.0) == 0
          || Math.abs(x - y) <= 1e-7 * Math.max(1, Math.max(Math.abs(x), Math.abs(y)));
    }
    return Objects.equals(a, b);
  }

  private static WindowSpec randomSpec(Random random) {
    String operation =
        pick(
            random,
            "sum",
            "avg",
            "count",
            "min",
            "max",
            "stddev",
            "var",
            "lag",
            "lead",
            "diff",
            "rate",
            "ema",
            "row_number");
    boolean numeric =
        Set.of("sum", "avg", "stddev", "var", "diff", "rate", "ema").contains(operation);
    String source = numeric ? pick(random, "f", "k") : pick(random, "f", "s", "i", "b", "t");
    List<String> partitionBy =
        switch (random.nextInt(4)) {
          case 0 -> List.of("b");
          case 1 -> List.of("s", "d");
          case 2 -> List.of("f");
          default -> List.of();
        };
    Optional<WindowSpec.Order> order =
        random.nextInt(3) == 0 && !operation.equals("rate")
            ? Optional.empty()
            : Optional.of(new WindowSpec.Order(pick(random, "d", "t", "k"), random.nextBoolean()));
    Optional<Frame> frame = Optional.empty();
    boolean takesFrame =
        Set.of("sum", "avg", "count", "min", "max", "stddev", "var").contains(operation);
    if (operation.equals("rate") || takesFrame && order.isPresent() && random.nextBoolean()) {
      double width = order.get().column().equals("t") ? 1000 : 1 + random.nextInt(3);
      frame = Optional.of(new Frame.Range(order.get().column().equals("k") ? 300 : width));
    } else if (takesFrame && random.nextBoolean()) {
      frame = Optional.of(new Frame.Rows(random.nextInt(5) == 0 ? 150 : random.nextInt(5)));
    }
    return new WindowSpec(
        source,
        operation,
        partitionBy,
        order,
        frame,
        random.nextBoolean() ? OptionalInt.of(random.nextInt(4)) : OptionalInt.empty(),
        operation.equals("ema") ? OptionalDouble.of(0.25) : OptionalDouble.empty());
  }

  private static String pick(Random random, String... choices) {
    return choices[random.nextInt(choices.length)];
  }

  /** Rows whose floats are finite, so that results can be compared with a tolerance. */
  private static List<@Nullable Object[]> rows(Random random, int count) {
    List<@Nullable Object[]> rows = FlatViewProperties.randomRows(random, count);
    for (@Nullable Object[] row : rows) {
      if (row[2] instanceof Double number && !Double.isFinite(number)) {
        row[2] = random.nextInt(100) / 10.0;
      }
      if (row[1] != null && (Long) row[1] == Long.MIN_VALUE) {
        row[1] = 9L;
      }
    }
    return rows;
  }
}
