package dev.perspective4j.conformance.live;

import dev.perspective4j.conformance.generate.Draw;
import dev.perspective4j.model.ColumnType;
import dev.perspective4j.model.Filter;
import dev.perspective4j.model.Scalar;
import dev.perspective4j.model.Sort;
import dev.perspective4j.model.SortDirection;
import dev.perspective4j.model.ViewConfig;
import dev.perspective4j.model.WindowSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Random views with one to three windows over the columns of {@link LiveScript}: every operation, frame,
 * partition and order, over columns, expressions and other windows; flat, filtered, sorted and grouped.
 */
final class WindowConfigs implements Supplier<ViewConfig> {

  private static final List<String> OPERATIONS =
      List.of(
          "sum", "avg", "count", "min", "max", "stddev", "var", "lag", "lead", "diff", "rate",
          "ema");
  private static final Set<String> FREE =
      Set.of("count", "min", "max", "lag", "lead", "row_number");
  private static final Set<String> SHIFTS = Set.of("lag", "lead", "diff");
  private static final Map<String, String> EXPRESSIONS =
      Map.of("e1", "\"n\" * 2 - 1", "e2", "concat(\"t\", '!')", "e3", "\"x\" + \"n\"");

  private final Draw draw;
  private final List<String> operations;
  private final boolean flat;

  private WindowConfigs(Random random, List<String> operations, boolean flat) {
    this.draw = new Draw(random.nextLong());
    this.operations = operations;
    this.flat = flat;
  }

  /** Views of all kinds with the operations of all releases. */
  static WindowConfigs ofAllReleases(Random random) {
    return new WindowConfigs(random, OPERATIONS, false);
  }

  /** Flat views with the operations of release 5.6. */
  static WindowConfigs ofRelease56(Random random) {
    List<String> operations = new ArrayList<>(OPERATIONS);
    for (int i = 0; i < OPERATIONS.size(); i++) {
      operations.add("row_number");
    }
    return new WindowConfigs(random, operations, true);
  }

  @Override
  public ViewConfig get() {
    ViewConfig.Builder view = ViewConfig.builder();
    Map<String, ColumnType> types = new LinkedHashMap<>(LiveScript.types());
    if (draw.chance(30)) {
      String alias = draw.of("e1", "e2", "e3");
      view.expression(alias, EXPRESSIONS.get(alias));
      types.put(alias, alias.equals("e2") ? ColumnType.STRING : ColumnType.FLOAT);
    }
    List<String> aliases = new ArrayList<>();
    for (String alias : List.of("wa", "wb", "wc").subList(0, draw.between(1, 3))) {
      WindowSpec window = window(types);
      view.window(alias, window);
      types.put(alias, result(window, types));
      aliases.add(alias);
    }
    boolean grouped = !flat && draw.chance(25);
    List<String> columns = new ArrayList<>(aliases);
    columns.addAll(draw.some(List.of("id", "n", "x", "t"), 0, 2));
    view.columns(columns);
    if (grouped) {
      view.groupBy(draw.some(List.of("t", "b", "n", "s"), 1, 2));
      if (draw.chance(30)) {
        view.splitBy(draw.of("b", "s"));
      }
      for (String alias : aliases) {
        boolean number = isNumber(types.get(alias));
        // Nulls count as zeros in sums and take part in extremes (aggregates.md A7).
        view.aggregate(alias, number ? draw.of("count", "avg") : "count");
      }
    }
    if (draw.chance(25)) {
      String alias = draw.of(aliases);
      view.filter(
          isNumber(types.get(alias))
              ? Filter.of(alias, draw.of(">", "<="), Scalar.of(0.3))
              : Filter.of(alias, draw.of("is null", "is not null"), Scalar.NULL));
    } else if (draw.chance(20)) {
      view.filter(Filter.of("n", ">", Scalar.of(-1.0)));
    }
    if (draw.chance(40)) {
      view.sort(new Sort(draw.of(columns), draw.of(SortDirection.ASC, SortDirection.DESC)));
    }
    return view.build();
  }

  private static boolean isNumber(ColumnType type) {
    return type == ColumnType.INTEGER || type == ColumnType.FLOAT;
  }

  private static ColumnType result(WindowSpec window, Map<String, ColumnType> types) {
    return switch (window.operation()) {
      case "count", "row_number" -> ColumnType.INTEGER;
      case "min", "max", "lag", "lead" -> types.get(window.source());
      default -> ColumnType.FLOAT;
    };
  }

  private WindowSpec window(Map<String, ColumnType> types) {
    String operation = draw.of(operations);
    List<String> sources =
        types.keySet().stream()
            .filter(name -> FREE.contains(operation) || isNumber(types.get(name)))
            .toList();
    boolean rate = operation.equals("rate");
    Optional<WindowSpec.Order> order = Optional.empty();
    if (rate || draw.chance(55)) {
      String by =
          rate ? draw.of("n", "x", "m", "id") : draw.of("n", "x", "t", "m", "d", "id", "b", "s");
      order = Optional.of(new WindowSpec.Order(by, draw.chance(50)));
    }
    List<String> partition =
        draw.chance(50) ? draw.some(List.of("t", "b", "n", "s", "d"), 1, 2) : List.of();
    return new WindowSpec(
        draw.of(sources),
        operation,
        partition,
        order,
        frame(operation, order),
        SHIFTS.contains(operation) ? OptionalInt.of(draw.below(4)) : OptionalInt.empty(),
        operation.equals("ema")
            ? OptionalDouble.of(draw.of(0.25, 0.5, 1.0))
            : OptionalDouble.empty());
  }

  private Optional<WindowSpec.Frame> frame(String operation, Optional<WindowSpec.Order> order) {
    if (SHIFTS.contains(operation)) {
      return Optional.empty();
    }
    if (operation.equals("ema")) {
      return draw.chance(50) ? Optional.empty() : Optional.of(new WindowSpec.Frame.Cumulative());
    }
    boolean ranged =
        order.isPresent() && Set.of("n", "x", "m", "d", "id").contains(order.get().column());
    if (operation.equals("rate") || (ranged && draw.chance(40))) {
      double width =
          switch (order.orElseThrow().column()) {
            case "m" -> draw.of(1e9, 2.5e9);
            case "x" -> draw.of(0.25, 0.6);
            default -> draw.of(1.0, 2.5);
          };
      return Optional.of(new WindowSpec.Frame.Range(width));
    }
    return Optional.of(
        draw.chance(50)
            ? new WindowSpec.Frame.Rows(draw.of(0, 1, 2, 5, 40))
            : new WindowSpec.Frame.Cumulative());
  }
}
