package dev.perspective4j.conformance.live;

import dev.perspective4j.model.Aggregate;
import dev.perspective4j.model.ColumnType;
import dev.perspective4j.model.Filter;
import dev.perspective4j.model.FilterOp;
import dev.perspective4j.model.GroupRollupMode;
import dev.perspective4j.model.Sort;
import dev.perspective4j.model.SortDirection;
import dev.perspective4j.model.ViewConfig;
import dev.perspective4j.model.WindowSpec;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a view of the reference is known to show wrong, by the rules of {@code docs/compatibility.md}.
 * All else is compared, and our live view with our fresh one in any case.
 *
 * @param wrong columns of which even a fresh view shows wrong values
 * @param aged columns that follow the age of groups or values that are gone, so that a fresh view need
 *     not show what a live one shows
 * @param forgetful columns that a live view shows wrong
 * @param disordered whether rows are chosen or ordered by something wrong
 * @param orderedByAge whether the order of rows or columns follows the age of groups
 * @param misordered whether a live view orders rows or columns by other ages than ours
 * @param misread whether only JSON is right
 */
record KnownFaults(
    Set<String> wrong,
    Set<String> aged,
    Set<String> forgetful,
    boolean disordered,
    boolean orderedByAge,
    boolean misordered,
    boolean misread) {

  /** Aggregates over the rows of several groups take the oldest group first (aggregates.md A1). */
  private static final Set<String> BY_AGE =
      Set.of("last", "any", "or", "dominant", "max by", "min by");

  private static final Set<String> MARKS = Set.of("high", "low");

  /** Nulls take part, as zeros (aggregates.md A7). */
  private static final Set<String> DISTURBED_BY_NULLS =
      Set.of(
          "any",
          "min",
          "max",
          "high",
          "low",
          "high minus low",
          "mul",
          "q1",
          "median",
          "q3",
          "last minus first");

  /** Of integers (aggregates.md A6). */
  private static final Set<String> WRONG_BITS = Set.of("mul", "sum not null");

  /** Windows and aggregates whose values are not exact. */
  private static final Set<String> VARIANCES = Set.of("var", "stddev");

  /** Results that differ no more than their values do. */
  private static final Set<String> TOLERANT = Set.of("count", "sum", "avg", "mean", "abs sum");

  private static final Set<String> COUNTS_EQUALS =
      Set.of("unique", "dominant", "distinct count", "distinct leaf", "join");

  private static final Set<String> QUARTILES = Set.of("q1", "median", "q3");
  private static final Set<String> BY_INDEX = Set.of("first", "last by index", "last minus first");

  /** Those of a view over a table. */
  static KnownFaults of(ViewConfig config, LiveColumns columns) {
    Set<String> wrong = new HashSet<>();
    Set<String> aged = new HashSet<>();
    Set<String> forgetful = new HashSet<>();
    boolean total = config.groupRollupMode() == GroupRollupMode.TOTAL;
    int levels = config.groupBy().size() + config.splitBy().size();
    boolean pivoted = total || levels > 0;
    boolean rowsOnly = config.groupBy().isEmpty() && !total; // each row a group of its own
    if (rowsOnly && pivoted) {
      // A null cell is a zero, also where it sorts (views.md B5).
      Stream.concat(config.columns().orElseThrow().stream(), sorted(config).stream())
          .filter(columns::mayBeNull)
          .forEach(wrong::add);
    }
    config.windows().keySet().stream()
        .filter(window -> isCancelled(window, config))
        .forEach(wrong::add);
    boolean inner =
        levels > 0 && !(config.groupRollupMode() == GroupRollupMode.FLAT && levels == 1);
    boolean hidden = pivoted && !config.columns().orElseThrow().containsAll(sorted(config));
    boolean misread = hidden; // hidden columns show and count here and there (views.md B8)
    for (var entry :
        pivoted ? config.aggregates().entrySet() : Set.<Map.Entry<String, Aggregate>>of()) {
      String column = entry.getKey();
      Aggregate aggregate = entry.getValue();
      String name = aggregate.name();
      // Takes each row for a group (aggregates.md A8).
      boolean rowByRow = total && name.equals("gmv") && config.groupBy().isEmpty() && levels > 0;
      boolean rough = isVariance(column, config) && !TOLERANT.contains(name);
      if (rowByRow || rough || isWrong(column, aggregate, columns)) {
        wrong.add(column);
      }
      if (MARKS.contains(name) || (inner && !rowsOnly && BY_AGE.contains(name))) {
        aged.add(column);
      }
      // A key removed that no row has starts it anew; values of windows come when it is done.
      if (name.equals("low") || (aged.contains(column) && config.windows().containsKey(column))) {
        forgetful.add(column);
      }
      misread |=
          name.startsWith("pct sum")
              && // of integers without fractions
              columns.types().get(column) == ColumnType.INTEGER;
    }
    Set<String> keys = new HashSet<>(config.groupBy());
    keys.addAll(config.splitBy());
    keys.retainAll(config.windows().keySet());
    boolean otherAges = columns.regroups() || !keys.isEmpty();
    if (otherAges) {
      forgetful.addAll(aged); // to a group by a window rows come in two steps
    }
    misread |= !keys.isEmpty(); // the type of such groups is unknown in Arrow
    boolean columnsByAge =
        levels > 1 && config.sort().stream().anyMatch(sort -> sort.direction().ordersColumns());
    boolean byAge = columnsByAge || sortsBy(config, aged);
    return new KnownFaults(
        wrong,
        aged,
        forgetful,
        isDisordered(config, wrong, columns, pivoted),
        byAge,
        byAge && otherAges,
        misread);
  }

  private static boolean isWrong(String column, Aggregate aggregate, LiveColumns columns) {
    String name = aggregate.name();
    ColumnType type = columns.types().getOrDefault(column, ColumnType.FLOAT);
    boolean byNulls =
        DISTURBED_BY_NULLS.contains(name) && columns.mayBeNull(column)
            || aggregate.arguments().stream().anyMatch(columns::mayBeNull);
    return byNulls
        || (column.equals("e3") && COUNTS_EQUALS.contains(name)) // its zeros have two signs
        || (WRONG_BITS.contains(name) && type == ColumnType.INTEGER)
        || (MARKS.contains(name) && type == ColumnType.STRING) // compared by address
        || (QUARTILES.contains(name) && type == ColumnType.FLOAT); // with a wrong neighbour (A8)
  }

  private static boolean isDisordered(
      ViewConfig config, Set<String> wrong, LiveColumns columns, boolean pivoted) {
    // Of two zeros neither is less, nor are they equal; the first one names a split of both.
    boolean zeros =
        config.splitBy().contains("e3")
            || config.sort().stream().anyMatch(s -> s.column().equals("e3"));
    // Equality of text is wrong in alternatives (views.md B2).
    boolean text =
        config.filterOp() == FilterOp.OR
            && config.filter().stream().anyMatch(filter -> isTextEquality(filter, columns));
    // Equal variances differ in the last digit, and so do not tie.
    boolean rough =
        config.sort().stream().anyMatch(s -> isVariance(s.column(), config))
            || (pivoted && sortsByAggregate(config, VARIANCES));
    // Equal magnitudes, and entries without effect, end the comparison (views.md B14).
    boolean ending =
        config.sort().stream()
            .anyMatch(s -> s.direction().isAbsolute() || s.direction() == SortDirection.NONE);
    // Means without weight are null, and yet two kinds of them do not tie.
    boolean weightless = pivoted && sortsByAggregate(config, Set.of("weighted mean"));
    return zeros
        || rough
        || weightless
        || ending
        || text
        || sortsBy(config, wrong)
        || (pivoted && sortsByHiddenIndex(config));
  }

  private static boolean sortsByAggregate(ViewConfig config, Set<String> names) {
    return config.sort().stream()
        .map(sort -> config.aggregates().get(sort.column()))
        .anyMatch(aggregate -> aggregate != null && names.contains(aggregate.name()));
  }

  /** Whether a column is a window of variances, or over one. */
  private static boolean isVariance(String column, ViewConfig config) {
    WindowSpec window = config.windows().get(column);
    return window != null
        && (VARIANCES.contains(window.operation()) || isVariance(window.source(), config));
  }

  /** Whether a column is what is left between values that are not exact. */
  private static boolean isCancelled(String column, ViewConfig config) {
    WindowSpec window = config.windows().get(column);
    return window != null
        && (isCancelled(window.source(), config)
            || (Set.of("var", "stddev", "diff", "rate").contains(window.operation())
                && isVariance(window.source(), config)));
  }

  private static boolean isTextEquality(Filter filter, LiveColumns columns) {
    return Set.of("==", "!=").contains(filter.operator())
        && columns.types().get(filter.column()) == ColumnType.STRING;
  }

  /** Nothing is sorted by some aggregates of hidden columns. */
  private static boolean sortsByHiddenIndex(ViewConfig config) {
    return config.sort().stream()
        .filter(sort -> !config.columns().orElseThrow().contains(sort.column()))
        .anyMatch(
            sort -> {
              Aggregate aggregate = config.aggregates().get(sort.column());
              return sort.direction().ordersColumns()
                  || (aggregate != null && BY_INDEX.contains(aggregate.name()));
            });
  }

  private static Set<String> sorted(ViewConfig config) {
    return config.sort().stream().map(Sort::column).collect(Collectors.toSet());
  }

  private static boolean sortsBy(ViewConfig config, Set<String> columns) {
    return config.sort().stream().map(Sort::column).anyMatch(columns::contains);
  }

  /** Columns that a live view need not show as the reference's. */
  Set<String> doubtful() {
    Set<String> all = new HashSet<>(wrong);
    all.addAll(forgetful);
    return all;
  }

  /** Whether nothing is known to be wrong. */
  boolean isSound() {
    return wrong.isEmpty() && forgetful.isEmpty() && !disordered && !misread;
  }
}
