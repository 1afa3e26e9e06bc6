package dev.perspective4j.conformance.views;

import dev.perspective4j.conformance.generate.Tables;
import dev.perspective4j.model.Aggregate;
import dev.perspective4j.model.Filter;
import dev.perspective4j.model.FilterOp;
import dev.perspective4j.model.GroupRollupMode;
import dev.perspective4j.model.Sort;
import dev.perspective4j.model.SplitRollupMode;
import dev.perspective4j.model.ViewConfig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Predicate;

/** Makes a failing case of one view smaller while it still fails. */
final class Shrinking {

  private Shrinking() {}

  /** The smallest case found that still fails. */
  static Case shrink(Case failing, Predicate<Case> fails) {
    Case best = failing;
    boolean smaller = true;
    while (smaller) {
      smaller = false;
      for (Case candidate : candidates(best)) {
        if (fails.test(candidate)) {
          best = candidate;
          smaller = true;
          break;
        }
      }
    }
    return best;
  }

  private static List<Case> candidates(Case from) {
    List<Case> all = new ArrayList<>();
    Tables.Content content = from.content();
    for (List<List<List<String>>> changes : without(content.changes())) {
      all.add(with(from, content.rows(), changes));
    }
    for (ViewConfig config : configs(from.configs().getFirst())) {
      all.add(new Case(content, List.of(config), from.seed()));
    }
    int size = content.rows().size();
    if (size > 3) {
      all.add(with(from, content.rows().subList(0, size / 2), content.changes()));
    }
    for (List<List<String>> rows : without(content.rows())) {
      // the first row shows the types
      if (!rows.isEmpty() && rows.getFirst().equals(content.rows().getFirst())) {
        all.add(with(from, rows, content.changes()));
      }
    }
    for (int c = 0; c < content.changes().size(); c++) {
      for (List<List<String>> batch : without(content.changes().get(c))) {
        if (!batch.isEmpty()) {
          List<List<List<String>>> changes = new ArrayList<>(content.changes());
          changes.set(c, batch);
          all.add(with(from, content.rows(), changes));
        }
      }
    }
    return all;
  }

  private static Case with(Case from, List<List<String>> rows, List<List<List<String>>> changes) {
    Tables.Content content = from.content();
    return new Case(
        new Tables.Content(content.columns(), content.keys(), rows, changes, content.writesNulls()),
        from.configs(),
        from.seed());
  }

  private static <T> List<List<T>> without(List<T> items) {
    List<List<T>> all = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      List<T> fewer = new ArrayList<>(items);
      fewer.remove(i);
      all.add(fewer);
    }
    return all;
  }

  private static List<ViewConfig> configs(ViewConfig from) {
    List<ViewConfig> all = new ArrayList<>();
    without(from.filter())
        .forEach(filter -> all.add(of(from, filter, from.sort(), from.groupBy())));
    without(from.sort()).forEach(sort -> all.add(of(from, from.filter(), sort, from.groupBy())));
    for (List<String> groups : without(from.groupBy())) {
      if (!groups.isEmpty()) {
        all.add(of(from, from.filter(), from.sort(), groups));
      }
    }
    for (List<String> splits : without(from.splitBy())) {
      all.add(
          copy(
              from,
              from.columns().orElse(List.of()),
              splits,
              from.aggregates(),
              from.expressions()));
    }
    from.columns()
        .ifPresent(
            names ->
                without(names)
                    .forEach(
                        columns ->
                            all.add(
                                copy(
                                    from,
                                    columns,
                                    from.splitBy(),
                                    from.aggregates(),
                                    from.expressions()))));
    from.aggregates()
        .keySet()
        .forEach(
            name -> {
              Map<String, Aggregate> fewer = new LinkedHashMap<>(from.aggregates());
              fewer.remove(name);
              all.add(
                  copy(
                      from,
                      from.columns().orElse(List.of()),
                      from.splitBy(),
                      fewer,
                      from.expressions()));
            });
    from.expressions()
        .keySet()
        .forEach(
            name -> {
              Map<String, String> fewer = new LinkedHashMap<>(from.expressions());
              fewer.remove(name);
              all.add(
                  copy(
                      from,
                      from.columns().orElse(List.of()),
                      from.splitBy(),
                      from.aggregates(),
                      fewer));
            });
    return all;
  }

  private static ViewConfig of(
      ViewConfig from, List<Filter> filter, List<Sort> sort, List<String> groupBy) {
    return from.toBuilder().groupBy(groupBy).filter(filter).sort(sort).build();
  }

  private static ViewConfig copy(
      ViewConfig from,
      List<String> columns,
      List<String> splitBy,
      Map<String, Aggregate> aggregates,
      Map<String, String> expressions) {
    ViewConfig.Builder config =
        from.toBuilder().splitBy(splitBy).aggregates(aggregates).expressions(expressions);
    return (from.columns().isEmpty() ? config : config.columns(columns)).build();
  }

  /** A configuration in few words. */
  static String text(ViewConfig config) {
    StringBuilder out = new StringBuilder();
    out.append("columns ").append(config.columns().map(Object::toString).orElse("all"));
    say(out, "group_by", config.groupBy(), List.of());
    say(out, "split_by", config.splitBy(), List.of());
    say(out, "filter", config.filter(), List.of());
    say(out, "filter_op", config.filterOp(), FilterOp.AND);
    say(out, "sort", config.sort(), List.of());
    say(out, "expressions", config.expressions(), Map.of());
    say(out, "aggregates", config.aggregates(), Map.of());
    say(out, "depth", config.groupByDepth(), OptionalInt.empty());
    say(out, "mode", config.groupRollupMode(), GroupRollupMode.ROLLUP);
    say(out, "splits", config.splitRollupMode(), SplitRollupMode.FLAT);
    return out.toString();
  }

  private static void say(StringBuilder out, String name, Object value, Object usual) {
    if (!value.equals(usual)) {
      out.append("\n  ").append(name).append(' ').append(value);
    }
  }
}
