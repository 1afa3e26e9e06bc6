package dev.perspective4j.conformance.live;

import dev.perspective4j.model.Aggregate;
import dev.perspective4j.model.ColumnType;
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
          "e4", "if (\"n\" > 0) 'pos'; else 'neg'",
          "e5", "\"x\" * 2 + \"n\"");

  private static final List<String> PLAIN_NUMBERS = List.of("id", "n", "x");

  private static final List<String> ANYWHERE =
      List.of(
          "count",
          "distinct count",
          "unique",
          "dominant",
          "distinct leaf",
          "first",
          "last by index",
          "last",
          "any");

  private static final List<String> BY = List.of("max by", "min by");
  private static final List<String> ORDERED = plus(ANYWHERE, "min", "max", "high", "low");
  private static final List<String> TEXTS = plus(ORDERED, "join", "q1", "median", "q3");
  private static final List<String> TIMES = plus(ORDERED, "q1", "median", "q3");
  private static final List<String> FLAGS = plus(ANYWHERE, "and", "or", "min", "max");

  private static final List<String> NUMBERS =
      plus(
          TEXTS,
          "sum",
          "avg",
          "mean",
          "abs sum",
          "sum abs",
          "sum not null",
          "gmv",
          "mul",
          "stddev",
          "var",
          "high minus low",
          "last minus first",
          "pct sum parent",
          "pct sum total");

  private final Random random;

  LiveConfigs(Random random) {
    this.random = random;
  }

  /** Types of the expressions. */
  static Map<String, ColumnType> expressionTypes() {
    Map<String, ColumnType> types = new LinkedHashMap<>();
    EXPRESSIONS.keySet().forEach(name -> types.put(name, ColumnType.FLOAT));
    types.put("e2", ColumnType.STRING);
    types.put("e4", ColumnType.STRING);
    return types;
  }

  private static List<String> plus(List<String> some, String... more) {
    return Stream.concat(some.stream(), Stream.of(more)).toList();
  }

  ViewConfig next() {
    ViewConfig.Builder view = ViewConfig.builder();
    List<String> numbers = new ArrayList<>(List.of("id", "n", "x"));
    List<String> keys = new ArrayList<>(List.of("t", "n", "b", "d", "s", "m", "x", "t", "s"));
    List<String> all = new ArrayList<>(List.of("id", "n", "x", "t", "s", "b", "d", "m"));
    if (chance(4)) {
      String alias = pick(List.of("e1", "e2", "e3", "e4", "e5"));
      view.expression(alias, EXPRESSIONS.get(alias));
      all.add(alias);
      keys.add(alias);
      if (expressionTypes().get(alias) == ColumnType.FLOAT) {
        numbers.add(alias);
      }
    }
    if (chance(4)) {
      WindowSpec window = window();
      view.window("w", window);
      all.add("w");
      boolean extreme = Set.of("lag", "lead", "min", "max").contains(window.operation());
      if (!extreme || numbers.contains(window.source())) {
        numbers.add("w");
      }
      if (extreme || window.operation().equals("count")) {
        keys.add("w");
      }
    }
    int shape = random.nextInt(10);
    List<String> groups = shape < 4 ? List.of() : some(keys, 1, 2);
    List<String> splits =
        shape == 3 || shape > 7 ? some(keys, 1, 1 + random.nextInt(2)) : List.of();
    boolean total = shape == 7 && chance(3);
    List<String> columns = new ArrayList<>(some(all, 1, 3));
    if (chance(2) && groups.isEmpty() && splits.isEmpty()) {
      columns = new ArrayList<>(all);
    }
    view.columns(columns);
    if (total) {
      view.groupRollupMode(GroupRollupMode.TOTAL);
      if (chance(2)) {
        view.groupBy(groups).splitBy(chance(2) ? some(keys, 1, 1) : List.of());
      }
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
      view.filter(filters()).filterOp(chance(2) ? FilterOp.OR : FilterOp.AND);
    }
    if (chance(2)) {
      view.sort(sorts(grouped && !chance(4) ? columns : all, !splits.isEmpty()));
    }
    return view.build();
  }

  private Map<String, Aggregate> aggregates(List<String> columns, List<String> numbers) {
    Map<String, Aggregate> aggregates = new LinkedHashMap<>();
    for (String column : columns) {
      if (chance(3)) {
        continue;
      }
      boolean number = numbers.contains(column);
      if (chance(6)) {
        List<String> names = number ? List.of("weighted mean", "max by", "min by") : BY;
        aggregates.put(column, Aggregate.of(pick(names), pick(PLAIN_NUMBERS)));
      } else {
        aggregates.put(column, Aggregate.of(pick(fitting(column, number))));
      }
    }
    return aggregates;
  }

  private static List<String> fitting(String column, boolean number) {
    return number
        ? NUMBERS
        : switch (column) {
          case "w" -> ANYWHERE;
          case "b" -> FLAGS;
          case "d", "m" -> TIMES;
          default -> TEXTS;
        };
  }

  private List<Filter> filters() {
    List<Filter> filters = new ArrayList<>();
    int count = 1 + random.nextInt(2);
    for (int i = 0; i < count; i++) {
      filters.add(
          switch (random.nextInt(9)) {
            case 0 -> Filter.of("n", pick(List.of(">", "<=", "==", "!=")), number());
            case 1 -> Filter.of("x", pick(List.of(">", "<")), Scalar.of(0.25));
            case 2 -> Filter.of("t", pick(List.of("==", "!=", "<")), Scalar.of("b"));
            case 3 -> Filter.of("s", pick(List.of("is null", "is not null")), Scalar.NULL);
            case 4 -> Filter.of("b", pick(List.of("==", "!=")), Scalar.of(random.nextBoolean()));
            case 5 -> Filter.of("d", pick(List.of("<", ">=", "==")), Scalar.of("2019-04-15"));
            case 6 -> Filter.of("s", pick(List.of("contains", "begins with")), Scalar.of("a"));
            case 7 ->
                new Filter(
                    "t",
                    pick(List.of("in", "not in")),
                    List.of(Scalar.of("a"), Scalar.of("b"), Scalar.of("")));
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
                  : chance(12)
                      ? pick(List.of(SortDirection.values()))
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
