package dev.perspective4j.engine.group;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/**
 * Grouping as the specification tells it, from scratch and without any thought of speed: rows are maps
 * in natural order, groups are lists of rows. Remembers what depends on history: when a leaf group came
 * to exist, and watermarks.
 */
final class NaiveGroups {
  static final Comparator<Object> VALUES = Comparator.nullsFirst(NaiveGroups::compareValues);
  static final Comparator<List<Object>> PATHS =
      (a, b) -> {
        for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
          int order = VALUES.compare(a.get(i), b.get(i));
          if (order != 0) {
            return order;
          }
        }
        return Integer.compare(a.size(), b.size());
      };

  /** A value column. */
  record Column(String name, String aggregate, String argument) {}

  /** A cell's place: row path and column path. */
  record Place(List<Object> row, List<Object> split) {}

  final List<String> groupBy;
  final List<String> splitBy;
  final List<Column> columns;
  final boolean zeroSums;
  List<Map<String, Object>> rows = List.of();
  private final Map<Place, Integer> births = new HashMap<>();
  private final Map<List<Object>, Double> marks = new HashMap<>();
  private int epoch;

  NaiveGroups(List<String> groupBy, List<String> splitBy, List<Column> columns, boolean zeroSums) {
    this.groupBy = groupBy;
    this.splitBy = splitBy;
    this.columns = columns;
    this.zeroSums = zeroSums;
  }

  private static int compareValues(Object a, Object b) {
    if (a instanceof String s) {
      return Arrays.compareUnsigned(
          s.getBytes(StandardCharsets.UTF_8), ((String) b).getBytes(StandardCharsets.UTF_8));
    }
    if (a instanceof Double || b instanceof Double) {
      return Double.compare(((Number) a).doubleValue() + 0.0, ((Number) b).doubleValue() + 0.0);
    }
    return Long.compare((Long) a, (Long) b);
  }

  /**
   * The rows after a step, in natural order.
   *
   * @param replaced whether the step removed all rows there were
   */
  void step(List<Map<String, Object>> now, boolean replaced) {
    rows = now;
    epoch++;
    if (replaced) {
      births.clear();
      marks.clear();
    }
    Set<Place> leaves = new HashSet<>();
    for (Map<String, Object> row : now) {
      for (int level = 0; level <= groupBy.size(); level++) {
        leaves.add(leaf(row, level));
      }
    }
    births.keySet().retainAll(leaves);
    leaves.forEach(leaf -> births.putIfAbsent(leaf, epoch));
    updateMarks();
  }

  /** The table has lost its last row. */
  void forgetMarks() {
    marks.clear();
  }

  private void updateMarks() {
    Set<List<Object>> alive = new HashSet<>();
    for (Column column : columns) {
      boolean high = column.aggregate().equals("high");
      if (!high && !column.aggregate().equals("low")) {
        continue;
      }
      for (List<Object> row : rowPaths()) {
        for (List<Object> split : splitPaths()) {
          List<Object> key = new ArrayList<>(List.of(column));
          key.add(row);
          key.add(split);
          List<Map<String, Object>> members = members(row, split);
          if (!members.isEmpty() || (row.isEmpty() && split.isEmpty())) {
            alive.add(key);
          }
          for (Map<String, Object> member : members) {
            if (member.get(column.name()) instanceof Number value) {
              marks.merge(key, value.doubleValue(), high ? Math::max : Math::min);
            }
          }
        }
      }
    }
    marks.keySet().retainAll(alive);
  }

  static List<Object> path(Map<String, Object> row, List<String> by) {
    List<Object> path = new ArrayList<>();
    for (String column : by) {
      path.add(row.get(column));
    }
    return path;
  }

  /** All row paths, total first, in key order. */
  List<List<Object>> rowPaths() {
    return paths(groupBy);
  }

  /** All column paths at every level. */
  List<List<Object>> splitPaths() {
    return paths(splitBy);
  }

  private List<List<Object>> paths(List<String> by) {
    TreeSet<List<Object>> found = new TreeSet<>(PATHS);
    found.add(List.of());
    for (Map<String, Object> row : rows) {
      List<Object> path = path(row, by);
      for (int level = 1; level <= path.size(); level++) {
        found.add(new ArrayList<>(path.subList(0, level)));
      }
    }
    return new ArrayList<>(found);
  }

  private List<Map<String, Object>> members(List<Object> row, List<Object> split) {
    return rows.stream()
        .filter(r -> startsWith(path(r, groupBy), row) && startsWith(path(r, splitBy), split))
        .toList();
  }

  private static boolean startsWith(List<Object> path, List<Object> prefix) {
    return path.subList(0, prefix.size()).equals(prefix);
  }

  /** The leaf group of a row below the row groups of a level. */
  private Place leaf(Map<String, Object> row, int level) {
    return new Place(new ArrayList<>(path(row, groupBy).subList(0, level)), path(row, splitBy));
  }

  /**
   * Rows of a node in row order: by split group below a split group and in the total, else by leaf row
   * group.
   */
  private List<Map<String, Object>> inOrder(
      List<Map<String, Object>> members, List<Object> node, List<Object> split) {
    boolean bySplit = !splitBy.isEmpty() && (node.isEmpty() || !split.isEmpty());
    int depth = bySplit ? node.size() : groupBy.size();
    Map<Place, List<Map<String, Object>>> byLeaf = new LinkedHashMap<>();
    for (Map<String, Object> row : members) {
      byLeaf.computeIfAbsent(leaf(row, depth), p -> new ArrayList<>()).add(row);
    }
    return byLeaf.keySet().stream()
        .sorted(
            Comparator.comparing((Place leaf) -> births.get(leaf))
                .thenComparing(Place::row, PATHS)
                .thenComparing(Place::split, PATHS))
        .flatMap(leaf -> byLeaf.get(leaf).stream())
        .toList();
  }

  /** The value of a cell; null also for a combination without rows. */
  Object value(List<Object> row, List<Object> split, Column column) {
    List<Map<String, Object>> members = members(row, split);
    if (members.isEmpty()) {
      return null;
    }
    if (column.aggregate().equals("gmv") && row.size() < groupBy.size()) {
      return gross(row, split, column, members);
    }
    List<Object> all = members.stream().map(r -> r.get(column.name())).toList();
    List<Object> some = all.stream().filter(Objects::nonNull).toList();
    boolean leaf =
        splitBy.isEmpty() ? row.size() == groupBy.size() : split.size() == splitBy.size();
    List<Map<String, Object>> ordered = inOrder(members, row, split);
    return switch (column.aggregate()) {
      case "sum", "sum or zero", "sum not null" ->
          some.isEmpty() && !zeroSums && !column.aggregate().equals("sum or zero")
              ? null
              : sum(some, column);
      case "abs sum" -> some.isEmpty() && !zeroSums ? null : abs(sum(some, column));
      case "sum abs" ->
          some.isEmpty() && !zeroSums
              ? null
              : sum(some.stream().map(NaiveGroups::abs).toList(), column);
      case "gmv" -> sum(some, column);
      case "mul" -> some.isEmpty() ? null : some.stream().reduce((a, b) -> times(a, b)).get();
      case "count" -> (long) members.size();
      case "distinct count" -> (long) new HashSet<>(all).size();
      case "mean" -> some.isEmpty() ? null : number(sum(some, column)) / some.size();
      case "weighted mean" -> weighted(members, column);
      case "pct sum parent" -> share(row, split, column, some, false);
      case "pct sum total" -> share(row, split, column, some, true);
      case "var" -> variance(some);
      case "stddev" -> variance(some) == null ? null : Math.sqrt((Double) variance(some));
      case "min" -> some.stream().min(VALUES).orElse(null);
      case "max" -> some.stream().max(VALUES).orElse(null);
      case "high minus low" ->
          some.isEmpty()
              ? null
              : minus(some.stream().max(VALUES).get(), some.stream().min(VALUES).get());
      case "high", "low" -> {
        List<Object> key = new ArrayList<>(List.of(column));
        key.add(row);
        key.add(split);
        yield marks.get(key);
      }
      case "min by" -> by(ordered, column, -1);
      case "max by" -> by(ordered, column, 1);
      case "first" -> all.get(0);
      case "last by index" -> all.get(all.size() - 1);
      case "last minus first" -> minus(all.get(all.size() - 1), all.get(0));
      case "last" -> ordered.get(ordered.size() - 1).get(column.name());
      case "any", "or" -> any(ordered, column);
      case "and" -> all.stream().allMatch(NaiveGroups::isTrue) ? 1L : 0L;
      case "dominant" -> dominant(ordered, column);
      case "unique" -> new HashSet<>(all).size() == 1 ? all.get(0) : null;
      case "distinct leaf" -> {
        boolean uniform = leaf && new HashSet<>(all).size() == 1;
        yield uniform ? all.get(0) : column.name().equals("s") ? "" : null;
      }
      case "q1" -> quantile(some, 1);
      case "median" -> quantile(some, 2);
      case "q3" -> quantile(some, 3);
      case "join" -> join(all);
      default -> throw new IllegalArgumentException(column.aggregate());
    };
  }

  private static boolean isTrue(Object value) {
    return value instanceof String || (value != null && number(value) != 0);
  }

  private Object gross(
      List<Object> row, List<Object> split, Column column, List<Map<String, Object>> members) {
    List<Object> parts = new ArrayList<>();
    Set<List<Object>> children = new LinkedHashSet<>();
    members.forEach(m -> children.add(path(m, groupBy).subList(0, row.size() + 1)));
    for (List<Object> child : children) {
      List<Object> values =
          members(child, split).stream()
              .map(r -> r.get(column.name()))
              .filter(Objects::nonNull)
              .toList();
      parts.add(abs(sum(values, column)));
    }
    return sum(parts, column);
  }

  private Object share(
      List<Object> row, List<Object> split, Column column, List<Object> some, boolean ofTotal) {
    if (some.isEmpty() && !zeroSums) {
      return null;
    }
    List<Object> baseRow = row;
    List<Object> baseSplit = split;
    if (ofTotal) {
      baseRow = List.of();
      baseSplit = List.of();
    } else if (!split.isEmpty()) {
      baseSplit = split.subList(0, split.size() - 1);
    } else if (!row.isEmpty()) {
      baseRow = row.subList(0, row.size() - 1);
    } else {
      return 100.0;
    }
    double whole =
        number(
            sum(
                members(baseRow, baseSplit).stream()
                    .map(r -> r.get(column.name()))
                    .filter(Objects::nonNull)
                    .toList(),
                column));
    return whole == 0 ? null : 100 * number(sum(some, column)) / whole;
  }

  private static Object weighted(List<Map<String, Object>> members, Column column) {
    double top = 0;
    double bottom = 0;
    for (Map<String, Object> row : members) {
      if (row.get(column.name()) != null && row.get(column.argument()) != null) {
        double weight = number(row.get(column.argument()));
        top += number(row.get(column.name())) * weight;
        bottom += weight;
      }
    }
    return bottom == 0 ? null : top / bottom;
  }

  private static Object variance(List<Object> some) {
    if (some.size() < 2) {
      return null;
    }
    double mean = some.stream().mapToDouble(NaiveGroups::number).average().getAsDouble();
    return some.stream().mapToDouble(v -> (number(v) - mean) * (number(v) - mean)).sum()
        / some.size();
  }

  private static Object by(List<Map<String, Object>> ordered, Column column, int sign) {
    Map<String, Object> best = null;
    for (Map<String, Object> row : ordered) {
      Object value = row.get(column.argument());
      if (value != null
          && (best == null || sign * VALUES.compare(value, best.get(column.argument())) > 0)) {
        best = row;
      }
    }
    return (best == null ? ordered.get(0) : best).get(column.name());
  }

  private static Object any(List<Map<String, Object>> ordered, Column column) {
    boolean seen = column.aggregate().equals("or") && column.name().equals("b");
    Object zero = column.name().equals("f") ? (Object) 0.0 : (Object) 0L;
    for (Map<String, Object> row : ordered) {
      Object value = row.get(column.name());
      if (isTrue(value)) {
        return value;
      }
      seen |= value != null;
    }
    return seen ? zero : null;
  }

  private static Object dominant(List<Map<String, Object>> ordered, Column column) {
    Map<Object, Integer> counts = new HashMap<>();
    Object best = null;
    for (Map<String, Object> row : ordered) {
      Object value = row.get(column.name());
      if (value != null) {
        int count = counts.merge(value, 1, Integer::sum);
        if (best == null || count > counts.get(best)) {
          best = value;
        }
      }
    }
    return best;
  }

  private static Object quantile(List<Object> some, int quarters) {
    List<Object> sorted = some.stream().sorted(VALUES).toList();
    int n = sorted.size();
    if (n < 2) {
      return n == 0 ? null : sorted.get(0);
    }
    int i = n * quarters / 4;
    if (n * quarters % 4 == 0 && sorted.get(0) instanceof Double) {
      return (number(sorted.get(i)) + number(sorted.get(i - 1))) / 2;
    }
    return sorted.get(i);
  }

  private static Object join(List<Object> all) {
    TreeSet<Object> distinct = new TreeSet<>(VALUES);
    distinct.addAll(all);
    return distinct.stream().map(String::valueOf).collect(Collectors.joining(", "));
  }

  private static Object sum(List<Object> values, Column column) {
    if (column.name().equals("f")) {
      return values.stream().mapToDouble(NaiveGroups::number).sum();
    }
    return values.stream().mapToLong(v -> ((Number) v).longValue()).sum();
  }

  private static Object times(Object a, Object b) {
    return apply(a, b, (x, y) -> x * y, (x, y) -> x * y);
  }

  private static Object minus(Object a, Object b) {
    return a instanceof Number && b instanceof Number
        ? apply(a, b, (x, y) -> x - y, (x, y) -> x - y)
        : null;
  }

  private static Object apply(
      Object a,
      Object b,
      BiFunction<Long, Long, Long> longs,
      BiFunction<Double, Double, Double> doubles) {
    return a instanceof Long x
        ? (Object) longs.apply(x, (Long) b)
        : (Object) doubles.apply((Double) a, (Double) b);
  }

  private static Object abs(Object value) {
    return value instanceof Long l ? (Object) Math.abs(l) : (Object) Math.abs((Double) value);
  }

  static double number(Object value) {
    return ((Number) value).doubleValue();
  }
}
