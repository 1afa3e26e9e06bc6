package dev.perspective4j.conformance.views;

import dev.perspective4j.conformance.generate.Draw;
import dev.perspective4j.conformance.generate.Tables;
import dev.perspective4j.model.Aggregate;
import dev.perspective4j.model.Filter;
import dev.perspective4j.model.Scalar;
import dev.perspective4j.model.Sort;
import dev.perspective4j.model.SortDirection;
import dev.perspective4j.model.ViewConfig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Configurations with something wrong in them. */
final class Refusals {

  private Refusals() {}

  /** A configuration over {@link Tables#ROWS} with one or two mistakes. */
  static ViewConfig spoil(Draw draw, ViewConfig good) {
    ViewConfig bad = mistake(draw, good);
    return draw.chance(40) ? mistake(draw, bad) : bad;
  }

  private static ViewConfig mistake(Draw draw, ViewConfig good) {
    List<String> columns = new ArrayList<>(good.columns().orElse(List.of("n")));
    List<String> groups = new ArrayList<>(good.groupBy());
    List<String> splits = new ArrayList<>(good.splitBy());
    List<Filter> filters = new ArrayList<>(good.filter());
    List<Sort> sorts = new ArrayList<>(good.sort());
    Map<String, String> expressions = new LinkedHashMap<>(good.expressions());
    Map<String, Aggregate> aggregates = new LinkedHashMap<>();
    switch (draw.below(16)) {
      case 0 -> columns.add("nope");
      case 1 -> groups.add("none");
      case 2 -> splits.add("no");
      case 3 -> sorts.add(new Sort("never", SortDirection.ASC));
      case 4 ->
          filters.add(
              Filter.of(
                  "nil",
                  "==",
                  draw.of(Scalar.of("a"), Scalar.of(1.0), Scalar.NULL, Scalar.of(true))));
      case 5 -> filters.add(Filter.of("n", draw.of("~~", "=", "IS NULL"), Scalar.of(1.0)));
      case 6 -> filters.add(Filter.of("n", "==", Scalar.of(draw.of("abc", "99999999999"))));
      case 7 -> filters.add(Filter.of("x", "<", Scalar.of(draw.of("abc", "1e999"))));
      case 8 -> filters.add(Filter.of(draw.of("e", "o"), ">", Scalar.of("junk")));
      case 9 -> filters.add(Filter.of("t", "==", Scalar.of(1.0)));
      case 10 -> aggregates.put("gone", Aggregate.of("sum"));
      case 11 -> aggregates.put("n", Aggregate.of(draw.of("nope", "Sum", "identity", "div", "")));
      case 12 -> aggregates.put("x", Aggregate.of(draw.of("weighted mean", "max by")));
      case 13 -> aggregates.put("x", Aggregate.of("min_by", "absent"));
      case 14 -> expressions.put("bad", draw.of("\"missing\" + 1", "upper(1)"));
      default -> {
        // noticed only when a row gets that far
        filters.clear();
        filters.add(Filter.of("n", draw.of("and", "|"), Scalar.of(1.0)));
      }
    }
    return new ViewConfig(
        Optional.of(columns),
        groups,
        splits,
        filters,
        good.filterOp(),
        sorts,
        expressions,
        good.windows(),
        // more than one mistake among aggregates is reported in any order
        aggregates.isEmpty() ? good.aggregates() : aggregates,
        good.groupByDepth(),
        good.groupRollupMode(),
        good.splitRollupMode());
  }
}
