package dev.perspective4j.conformance;

import dev.perspective4j.model.Aggregate;
import dev.perspective4j.model.Filter;
import dev.perspective4j.model.FilterOp;
import dev.perspective4j.model.GroupRollupMode;
import dev.perspective4j.model.Scalar;
import dev.perspective4j.model.Sort;
import dev.perspective4j.model.SortDirection;
import dev.perspective4j.model.SplitRollupMode;
import dev.perspective4j.model.ViewConfig;
import dev.perspective4j.model.WindowSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Random views of all shapes over the columns of {@link LiveScript}: flat, grouped, split, total,
 * with filters, sorts, expressions and windows.
 */
final class LiveConfigs {

  private static final Map<String, String> EXPRESSIONS =
      Map.of(
          "e1", "\"n\" + 1",
          "e2", "concat(\"t\", '!')",
          "e3", "\"x\" * \"n\"",
          "e4", "if (\"n\" > 0) 'pos'; else 'neg'");

  private static final List<String> PLAIN_NUMBERS = List.of("id", "n", "x");
  private static final List<String> NUMBERS =
      List.of(
          "sum",
          "count",
          "avg",
          "min",
          "max",
          "distinct count",
          "unique",
          "dominant",
          "abs sum",
          "sum abs",
          "gmv",
          "stddev",
          "var",
          "first",
          "last by index");

  /** Quartiles of floats are averaged with a wrong neighbour (aggregates.md A8). */
  private static final List<String> WHOLE =
      Stream.concat(NUMBERS.stream(), Stream.of("q1", "median", "q3", "any")).toList();

  private final Random random;

  LiveConfigs(Random random) {
    this.random = random;
  }

  ViewConfig next() {
    ViewConfig.Builder view = ViewConfig.builder();
    List<String> numbers = new ArrayList<>(List.of("id", "n", "x"));
    List<String> keys = new ArrayList<>(List.of("t", "n", "b", "d", "s"));
    List<String> all = new ArrayList<>(List.of("id", "n", "x", "t", "s", "b", "d", "m"));
    if (chance(4)) {
      String alias = pick(List.of("e1", "e2", "e3", "e4"));
      view.expression(alias, EXPRESSIONS.get(alias));
      all.add(alias);
      (alias.equals("e1") || alias.equals("e3") ? numbers : keys).add(alias);
    }
    if (chance(4)) {
      WindowSpec window = window();
      view.window("w", window);
      all.add("w");
      boolean extreme = Set.of("lag", "lead", "min", "max").contains(window.operation());
      if (!extreme || numbers.contains(window.source())) {
        numbers.add("w");
      }
    }
    int shape = random.nextInt(10);
    List<String> groups = shape < 4 ? List.of() : some(keys, 1, 2);
    List<String> splits =
        shape == 3 || shape > 7 ? some(keys, 1, 1 + random.nextInt(2)) : List.of();
    boolean total = shape == 7 && chance(3);
    List<String> columns =
        new ArrayList<>(some(shape == 3 ? List.of("id", "n", "x", "t") : all, 1, 3));
    if (chance(2) && groups.isEmpty() && splits.isEmpty()) {
      columns = new ArrayList<>(all);
    }
    view.columns(columns);
    if (total) {
      view.groupRollupMode(GroupRollupMode.TOTAL);
    } else {
      view.groupBy(groups).splitBy(splits);
      if (!groups.isEmpty() && chance(5)) {
        view.groupRollupMode(GroupRollupMode.FLAT);
      }
      if (!groups.isEmpty() && !splits.isEmpty() && chance(4)) {
        view.splitRollupMode(SplitRollupMode.ROLLUP);
      }
      if (!groups.isEmpty() && chance(5)) {
        view.groupByDepth(random.nextInt(2));
      }
    }
    boolean grouped = total || !groups.isEmpty() || !splits.isEmpty();
    if (grouped) {
      aggregates(columns, numbers).forEach(view::aggregate);
    }
    if (chance(3)) {
      List<Filter> filters = filters();
      view.filter(filters);
      // The reference matches strings wrongly in alternatives (views.md B2).
      boolean text = filters.stream().anyMatch(filter -> filter.column().equals("t"));
      view.filterOp(!text && chance(2) ? FilterOp.OR : FilterOp.AND);
    }
    if (chance(2)) {
      view.sort(sorts(grouped ? columns : all, !splits.isEmpty()));
    }
    return view.build();
  }

  private Map<String, Aggregate> aggregates(List<String> columns, List<String> numbers) {
    Map<String, Aggregate> aggregates = new LinkedHashMap<>();
    for (String column : columns) {
      if (chance(2)) {
        if (PLAIN_NUMBERS.contains(column) && chance(5)) {
          aggregates.put(
              column,
              Aggregate.of(
                  pick(List.of("weighted mean", "max by", "min by")), pick(PLAIN_NUMBERS)));
          continue;
        }
        aggregates.put(
            column,
            Aggregate.of(
                column.equals("x") && chance(4)
                    // Of integers shares have wrong bits (aggregates.md A6).
                    ? pick(List.of("pct sum parent", "pct sum total"))
                    : column.equals("w")
                        // Sums differ in the last digit, and nulls count as zeros (aggregates.md
                        // A7).
                        ? pick(numbers.contains("w") ? List.of("count", "avg") : List.of("count"))
                        : numbers.contains(column)
                            ? pick(column.equals("n") || column.equals("id") ? WHOLE : NUMBERS)
                            : pick(
                                column.equals("d") || column.equals("m")
                                    // No value of a day shows as day 0 in the reference
                                    // (aggregates.md A9).
                                    ? List.of("count", "distinct count")
                                    : List.of(
                                        "count",
                                        "distinct count",
                                        "unique",
                                        "first",
                                        "dominant"))));
      }
    }
    return aggregates;
  }

  private List<Filter> filters() {
    List<Filter> filters = new ArrayList<>();
    int count = 1 + random.nextInt(2);
    for (int i = 0; i < count; i++) {
      filters.add(
          switch (random.nextInt(5)) {
            case 0 -> Filter.of("n", pick(List.of(">", "<=", "==", "!=")), number());
            case 1 -> Filter.of("x", pick(List.of(">", "<")), Scalar.of(0.25));
            case 2 -> Filter.of("t", pick(List.of("==", "!=", "<")), Scalar.of("b"));
            case 3 -> Filter.of("s", pick(List.of("is null", "is not null")), Scalar.NULL);
            default -> Filter.of("n", pick(List.of("is null", "is not null")), Scalar.NULL);
          });
    }
    return filters;
  }

  private Scalar number() {
    return Scalar.of((double) (random.nextInt(5) - 2));
  }

  private List<Sort> sorts(List<String> columns, boolean split) {
    List<Sort> sorts = new ArrayList<>();
    for (String column : some(columns, 1, 2)) {
      boolean byColumns = split && chance(4);
      sorts.add(
          new Sort(
              column,
              byColumns
                  ? pick(List.of(SortDirection.COL_ASC, SortDirection.COL_DESC))
                  : pick(List.of(SortDirection.ASC, SortDirection.DESC))));
    }
    return sorts;
  }

  private WindowSpec window() {
    String operation =
        pick(
            List.of(
                "sum", "avg", "count", "min", "max", "stddev", "var", "lag", "lead", "diff", "rate",
                "ema"));
    boolean offset = Set.of("lag", "lead", "diff").contains(operation);
    boolean free = Set.of("count", "min", "max", "lag", "lead").contains(operation);
    String source = pick(free ? List.of("n", "x", "t", "d", "m") : List.of("n", "x"));
    Optional<WindowSpec.Order> order =
        operation.equals("rate") || chance(2)
            ? Optional.of(
                new WindowSpec.Order(
                    pick(
                        operation.equals("rate")
                            ? List.of("n", "x", "m")
                            : List.of("n", "x", "t", "m", "d")),
                    random.nextBoolean()))
            : Optional.empty();
    Optional<WindowSpec.Frame> frame;
    boolean ranged = order.isPresent() && !order.get().column().equals("t");
    if (offset || operation.equals("ema")) {
      frame = Optional.empty();
    } else if (operation.equals("rate") || (ranged && chance(3))) {
      double width = order.orElseThrow().column().equals("m") ? 2e9 : 1.5;
      frame = Optional.of(new WindowSpec.Frame.Range(width));
    } else {
      frame =
          chance(2)
              ? Optional.of(new WindowSpec.Frame.Rows(random.nextInt(4)))
              : Optional.of(new WindowSpec.Frame.Cumulative());
    }
    return new WindowSpec(
        source,
        operation,
        chance(2) ? some(List.of("t", "b", "n"), 1, 2) : List.of(),
        order,
        frame,
        offset ? OptionalInt.of(random.nextInt(3)) : OptionalInt.empty(),
        operation.equals("ema") ? OptionalDouble.of(0.5) : OptionalDouble.empty());
  }

  private boolean chance(int oneIn) {
    return random.nextInt(oneIn) == 0;
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }

  private List<String> some(List<String> from, int least, int most) {
    Set<String> chosen = new LinkedHashSet<>();
    int count = least + random.nextInt(Math.max(1, most - least + 1));
    while (chosen.size() < Math.min(count, from.size())) {
      chosen.add(pick(from));
    }
    return List.copyOf(chosen);
  }
}
