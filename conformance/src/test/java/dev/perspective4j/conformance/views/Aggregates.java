package dev.perspective4j.conformance.views;

import dev.perspective4j.conformance.generate.Column;
import dev.perspective4j.conformance.generate.Column.Trait;
import dev.perspective4j.conformance.generate.Draw;
import dev.perspective4j.model.Aggregate;
import dev.perspective4j.model.ColumnType;
import java.util.ArrayList;
import java.util.List;

/** Generated aggregates that fit a column. */
final class Aggregates {

  private static final List<String> ANYWHERE =
      List.of("count", "distinct count", "unique", "dominant", "distinct leaf", "join");
  private static final List<String> POSITIONAL = List.of("first", "last by index", "last");

  /** These order values; the reference sorts nulls and NaN among them (aggregates.md A7). */
  private static final List<String> ORDERING = List.of("min", "max", "high", "low");

  private static final List<String> SUMS =
      List.of("sum", "abs sum", "sum abs", "gmv", "avg", "mean", "var", "stddev");

  private Aggregates() {}

  /**
   * An aggregate for a column.
   *
   * @param filtered whether all rows may be filtered out; no day shows as day 0 then (aggregates.md A9)
   * @param splitTotal whether the view is a total with splits and without groups
   */
  static Aggregate any(
      Draw draw, Column column, List<Column> all, boolean filtered, boolean splitTotal) {
    List<Aggregate> fitting = new ArrayList<>();
    names(column, filtered, splitTotal).forEach(name -> fitting.add(Aggregate.of(name)));
    boolean time = column.type() == ColumnType.DATE || column.type() == ColumnType.DATETIME;
    if (!(time && filtered)) {
      Column by = draw.of(all.stream().filter(Column::isPlain).toList());
      fitting.add(Aggregate.of("max by", by.name()));
      fitting.add(Aggregate.of("min by", by.name()));
    }
    if (column.isNumber() && !column.has(Trait.ODD)) {
      List<Column> weights = all.stream().filter(c -> c.isNumber() && !c.has(Trait.ODD)).toList();
      fitting.add(Aggregate.of("weighted mean", draw.of(weights).name()));
    }
    return draw.of(fitting);
  }

  private static List<String> names(Column column, boolean filtered, boolean splitTotal) {
    ColumnType type = column.type();
    boolean time = type == ColumnType.DATE || type == ColumnType.DATETIME;
    List<String> names = new ArrayList<>(ANYWHERE);
    if (time && filtered) {
      names.removeAll(List.of("unique", "dominant", "distinct leaf"));
    } else {
      names.addAll(POSITIONAL);
    }
    if (column.has(Trait.ODD)) {
      names.removeAll(List.of("join", "unique", "distinct count", "dominant", "distinct leaf"));
      return names;
    }
    if (column.isPlain() && !(time && filtered)) {
      names.addAll(ORDERING);
      names.add("any");
      if (type != ColumnType.FLOAT) {
        // Averaged with a wrong neighbour (aggregates.md A8, quartiles).
        names.addAll(List.of("q1", "median", "q3"));
      }
    }
    if (type == ColumnType.STRING) {
      names.removeAll(List.of("high", "low")); // compared by address
    }
    if (type == ColumnType.BOOLEAN) {
      names.addAll(List.of("and", "or"));
    }
    if (column.isNumber()) {
      names.addAll(SUMS);
      if (column.isPlain() && !column.has(Trait.NARROW)) {
        names.addAll(List.of("high minus low", "last minus first"));
      }
      if (type == ColumnType.FLOAT) {
        // Of integers they have wrong bits (aggregates.md A6) or are cut (serialization.md 11.3).
        names.addAll(List.of("pct sum parent", "pct sum total", "sum not null"));
        if (column.isPlain() && !column.has(Trait.NARROW)) {
          names.add("mul");
        }
      }
      if (column.has(Trait.NARROW)) {
        names.removeAll(List.of("abs sum", "sum abs", "sum not null"));
      }
    }
    if (splitTotal) {
      names.remove("gmv"); // takes each row for a group (aggregates.md A8)
    }
    return names;
  }

  /** Whether different results differ in magnitude, given an aggregate or the default. */
  static boolean keepsMagnitudes(Column column, String aggregate) {
    return switch (aggregate) {
      case "count", "distinct count", "var", "stddev" -> true;
      case "" -> column.has(Trait.MAGNITUDES) || !column.isNumber();
      case "sum", "avg", "mean", "min", "max", "first", "last by index", "last", "high", "low" ->
          column.has(Trait.MAGNITUDES);
      default -> false;
    };
  }
}
