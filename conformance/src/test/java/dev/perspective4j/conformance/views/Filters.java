package dev.perspective4j.conformance.views;

import dev.perspective4j.conformance.generate.Column;
import dev.perspective4j.conformance.generate.Column.Trait;
import dev.perspective4j.conformance.generate.Draw;
import dev.perspective4j.model.Filter;
import dev.perspective4j.model.Scalar;
import java.util.ArrayList;
import java.util.List;

/** Generated filters on a column. */
final class Filters {

  private static final List<String> COMPARISONS = List.of("==", "!=", "<", "<=", ">", ">=");
  private static final List<String> TEXT =
      List.of(
          "begins with",
          "not begins with",
          "contains",
          "not contains",
          "ends with",
          "not ends with");

  private Filters() {}

  /** Any filter on a column. */
  static Filter any(Draw draw, Column column) {
    int kind = draw.below(100);
    if (kind < 10) {
      return Filter.of(column.name(), draw.of("is null", "is not null"), Scalar.NULL);
    }
    if (kind < 15) {
      return Filter.of(column.name(), draw.of(COMPARISONS), Scalar.NULL);
    }
    if (kind < 30 && !column.has(Trait.ODD)) {
      List<Scalar> items = new ArrayList<>();
      for (int i = draw.between(0, 3); i > 0; i--) {
        items.add(draw.chance(10) ? Scalar.NULL : operand(draw, column));
      }
      return new Filter(column.name(), draw.of("in", "not in"), items);
    }
    switch (column.type()) {
      case STRING -> {
        if (kind < 60) {
          return Filter.of(column.name(), draw.of(TEXT), operand(draw, column));
        }
        if (kind < 70) {
          return Filter.of(
              column.name(),
              draw.of("matches", "not matches"),
              Scalar.of(draw.of("^a", "b$", "[", ".", "(?i)É", "a|z", "")));
        }
      }
      case BOOLEAN, INTEGER, FLOAT, DATE, DATETIME -> {
        if (kind < 33) {
          return Filter.of(column.name(), draw.of(TEXT), operand(draw, column));
        }
      }
    }
    return Filter.of(column.name(), draw.of(COMPARISONS), operand(draw, column));
  }

  private static Scalar operand(Draw draw, Column column) {
    return switch (column.type()) {
      case STRING ->
          Scalar.of(draw.of("a", "B", "", "é", "É", "z", "aa", "日", "😀", "A", "BIG", "big", "\""));
      case BOOLEAN -> Scalar.of(draw.chance(50));
      case INTEGER ->
          // Operands out of range wrap (views.md 12.3).
          column.has(Trait.NARROW)
              ? Scalar.of(draw.of(0.0, 1.0, 5.0, 7.0, 100.0))
              : draw.chance(20)
                  ? Scalar.of(draw.of("1", "-2", " 3", "3.9", "1e3", "5 x"))
                  : Scalar.of(draw.of(-4.0, -1.0, 0.0, 1.0, 2.0, 5.0, 10.0, 100.0));
      case FLOAT ->
          // A negative zero is neither equal to zero nor less in the reference.
          column.has(Trait.SIGNED_ZEROS)
              ? Scalar.of(draw.of(0.5, -0.5, 2.0, 0.1, -3.75, 100.0))
              : draw.chance(20)
                  ? Scalar.of(draw.of("0.5", "-3.75", "2.5abc", "1e3", "0"))
                  : Scalar.of(draw.of(0.5, -0.5, 0.0, 2.0, 0.1, -3.75, 100.0));
      case DATE ->
          switch (draw.below(3)) {
            case 0 -> Scalar.of(1577836800000.0);
            case 1 -> Scalar.of(-86400000.0);
            default -> Scalar.of(draw.of("2020-01-01", "1970-01-01", "12/31/1969", "2020/02/29"));
          };
      case DATETIME ->
          switch (draw.below(3)) {
            case 0 -> Scalar.of(1500000000123.0);
            case 1 -> Scalar.of(-1.0);
            default ->
                Scalar.of(
                    draw.of("2020-01-01", "1970-01-01T00:00:00.001Z", "2017-07-14 02:40:00.123"));
          };
    };
  }
}
