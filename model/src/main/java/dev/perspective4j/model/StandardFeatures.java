package dev.perspective4j.model;

import dev.perspective4j.model.Features.AggregateOption;
import dev.perspective4j.model.Features.WindowOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The menus of the built-in engine: those of release 5.5.1 plus what 5.6.1 added ({@code sum or
 * zero}, {@code row_number}, view derivations), for every client, since a client asks before
 * anything shows its release.
 */
final class StandardFeatures {

  private static final List<String> COMPARISONS = List.of("==", "!=", ">", ">=", "<", "<=");
  private static final List<String> NULL_TESTS = List.of("is not null", "is null");
  private static final List<String> TEXT_TESTS =
      List.of(
          "begins with",
          "not begins with",
          "contains",
          "not contains",
          "ends with",
          "not ends with",
          "matches",
          "not matches",
          "in",
          "not in");

  private static final List<String> NUMBER_AGGREGATES =
      List.of(
          "sum",
          "abs sum",
          "any",
          "avg",
          "count",
          "distinct count",
          "distinct leaf",
          "dominant",
          "first",
          "gmv",
          "high",
          "low",
          "max",
          "min",
          "high minus low",
          "last by index",
          "last minus first",
          "last",
          "mean",
          "median",
          "mul",
          "q1",
          "q3",
          "pct sum parent",
          "pct sum total",
          "stddev",
          "sum abs",
          "sum not null",
          "sum or zero",
          "unique",
          "var");

  private static final List<String> STRING_AGGREGATES =
      List.of(
          "count",
          "any",
          "distinct count",
          "distinct leaf",
          "dominant",
          "first",
          "join",
          "last",
          "last by index",
          "median",
          "q1",
          "q3",
          "unique");

  private static final List<String> DATE_AGGREGATES =
      List.of(
          "count",
          "any",
          "avg",
          "distinct count",
          "distinct leaf",
          "dominant",
          "first",
          "high",
          "low",
          "min",
          "max",
          "last by index",
          "last",
          "median",
          "q1",
          "q3",
          "unique");

  private static final List<String> BOOLEAN_AGGREGATES =
      List.of(
          "count",
          "and",
          "any",
          "distinct count",
          "distinct leaf",
          "dominant",
          "first",
          "last",
          "last by index",
          "or",
          "unique");

  private static final List<String> EVERY_FRAME = List.of("rows", "range", "cumulative");
  private static final Optional<ColumnType> SAME = Optional.empty();
  private static final Optional<ColumnType> FLOAT = Optional.of(ColumnType.FLOAT);
  private static final Optional<ColumnType> INTEGER = Optional.of(ColumnType.INTEGER);

  private StandardFeatures() {}

  static Features features() {
    Features.Builder builder =
        Features.builder()
            .groupBy(true)
            .splitBy(true)
            .expressions(true)
            .onUpdate(true)
            .sort(true)
            .viewDerivations(true)
            .groupRollupModes(List.of(GroupRollupMode.values()))
            .splitRollupModes(List.of(SplitRollupMode.values()));
    for (ColumnType type : ColumnType.values()) {
      builder.filters(type, filters(type));
      builder.aggregates(type, aggregates(type));
      builder.windows(type, windows(type));
    }
    return builder.build();
  }

  private static List<String> filters(ColumnType type) {
    List<String> operators = new ArrayList<>(COMPARISONS);
    if (type == ColumnType.STRING) {
      operators.addAll(TEXT_TESTS);
    }
    operators.addAll(NULL_TESTS);
    return operators;
  }

  private static List<AggregateOption> aggregates(ColumnType type) {
    return switch (type) {
      case INTEGER, FLOAT -> options(NUMBER_AGGREGATES, "weighted mean", "min by", "max by");
      case STRING -> options(STRING_AGGREGATES, "min by", "max by");
      case DATE, DATETIME -> options(DATE_AGGREGATES);
      case BOOLEAN -> options(BOOLEAN_AGGREGATES);
    };
  }

  private static List<AggregateOption> options(List<String> names, String... byColumn) {
    List<AggregateOption> options = new ArrayList<>();
    names.forEach(name -> options.add(AggregateOption.of(name)));
    for (String name : byColumn) {
      options.add(new AggregateOption(name, List.of(ColumnType.FLOAT)));
    }
    return options;
  }

  private static List<WindowOption> windows(ColumnType type) {
    List<WindowOption> options = new ArrayList<>();
    if (type.isNumeric()) {
      options.add(framed("sum", FLOAT));
      options.add(framed("avg", FLOAT));
    }
    options.add(framed("count", INTEGER));
    options.add(framed("min", SAME));
    options.add(framed("max", SAME));
    if (type.isNumeric()) {
      options.add(framed("stddev", FLOAT));
      options.add(framed("var", FLOAT));
    }
    options.add(shifted("lag", SAME));
    options.add(shifted("lead", SAME));
    if (type.isNumeric()) {
      options.add(shifted("diff", FLOAT));
      options.add(new WindowOption("rate", List.of("range"), false, false, FLOAT));
      options.add(new WindowOption("ema", List.of(), false, true, FLOAT));
    }
    options.add(new WindowOption("row_number", List.of(), false, false, INTEGER));
    return options;
  }

  private static WindowOption framed(String name, Optional<ColumnType> result) {
    return new WindowOption(name, EVERY_FRAME, false, false, result);
  }

  private static WindowOption shifted(String name, Optional<ColumnType> result) {
    return new WindowOption(name, List.of(), true, false, result);
  }
}
