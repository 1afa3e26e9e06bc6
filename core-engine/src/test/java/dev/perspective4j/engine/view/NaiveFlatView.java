package dev.perspective4j.engine.view;

import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.model.Filter;
import dev.perspective4j.model.FilterOp;
import dev.perspective4j.model.Scalar;
import dev.perspective4j.model.Sort;
import dev.perspective4j.model.ViewConfig;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a flat view should show, computed from scratch, one boxed cell at a time. */
final class NaiveFlatView {
  private NaiveFlatView() {}

  /** Slots of the rows of a view, in order. */
  static List<Integer> slots(TableUnderTest rows, ViewConfig config) {
    Comparator<Integer> order = (a, b) -> 0;
    for (Sort sort : config.sort()) {
      order = order.thenComparing(comparator(rows, sort));
    }
    return rows.naturalOrder().stream()
        .filter(slot -> passes(rows, config, slot))
        .sorted(order)
        .toList();
  }

  private static Comparator<Integer> comparator(TableUnderTest rows, Sort sort) {
    int column = rows.position(sort.column());
    PhysicalType physicalType = rows.physicalType(column);
    Comparator<Integer> ascending =
        switch (sort.direction()) {
          case NONE, COL_ASC, COL_DESC, COL_ASC_ABS, COL_DESC_ABS -> (a, b) -> 0;
          case ASC, DESC -> (a, b) -> compare(rows.cell(a, column), rows.cell(b, column));
          case ASC_ABS, DESC_ABS ->
              (a, b) ->
                  compare(
                      magnitude(rows.cell(a, column), physicalType),
                      magnitude(rows.cell(b, column), physicalType));
        };
    return sort.direction().isDescending() ? ascending.reversed() : ascending;
  }

  private static @Nullable Object magnitude(@Nullable Object cell, PhysicalType physicalType) {
    return switch (physicalType) {
      case STRING -> "";
      case DATE -> cell;
      case FLOAT32, FLOAT64 -> cell == null ? (Double) 0.0 : (Double) Math.abs((Double) cell);
      default -> cell == null ? (Long) 0L : magnitude((Long) cell);
    };
  }

  /** The one value without a positive counterpart becomes the largest magnitude. */
  private static Long magnitude(long value) {
    return value == Long.MIN_VALUE ? Long.MAX_VALUE : Math.abs(value);
  }

  /** Order of index values: null, values ascending, NaN. */
  static int compareKeys(@Nullable Object a, @Nullable Object b) {
    boolean nanA = rank(a) == 0;
    boolean nanB = rank(b) == 0;
    return nanA || nanB ? Boolean.compare(nanA, nanB) : compare(a, b);
  }

  /** NaN, null, values ascending. */
  static int compare(@Nullable Object a, @Nullable Object b) {
    int classA = rank(a);
    int classB = rank(b);
    if (classA != classB || classA < 2) {
      return Integer.compare(classA, classB);
    }
    return switch (a) {
      case Long x -> Long.compare(x, (Long) b);
      case Double x -> Double.compare(x + 0.0, (Double) b + 0.0);
      case String x ->
          Arrays.compareUnsigned(
              x.getBytes(StandardCharsets.UTF_8), ((String) b).getBytes(StandardCharsets.UTF_8));
      case null, default -> throw new IllegalStateException("cell " + a);
    };
  }

  private static int rank(@Nullable Object cell) {
    if (cell instanceof Double number && Double.isNaN(number)) {
      return 0;
    }
    return cell == null ? 1 : 2;
  }

  private static boolean passes(TableUnderTest rows, ViewConfig config, int slot) {
    if (config.filter().isEmpty()) {
      return true;
    }
    return config.filterOp() == FilterOp.AND
        ? config.filter().stream().allMatch(filter -> passes(rows, filter, slot))
        : config.filter().stream().anyMatch(filter -> passes(rows, filter, slot));
  }

  private static boolean passes(TableUnderTest rows, Filter filter, int slot) {
    int column = rows.position(filter.column());
    Object cell = rows.cell(slot, column);
    Object operand = operand(filter.operands().getFirst(), rows.physicalType(column));
    String operator = filter.operator();
    if (operator.equals("is null")) {
      return cell == null;
    }
    if (operator.equals("is not null")) {
      return cell != null;
    }
    if (operator.equals("!=")) {
      return cell == null || operand == null || !same(cell, operand);
    }
    if (operator.equals("not in")) {
      return cell == null
          || filter.operands().stream()
              .noneMatch(o -> same(cell, operand(o, rows.physicalType(column))));
    }
    if (cell == null) {
      return false;
    }
    if (operator.equals("in")) {
      return filter.operands().stream()
          .anyMatch(o -> same(cell, operand(o, rows.physicalType(column))));
    }
    if (operand == null) {
      return operator.equals(">") || operator.equals(">=") || operator.startsWith("not ");
    }
    boolean ordered = rank(cell) == 2 && rank(operand) == 2;
    return switch (operator) {
      case "==" -> same(cell, operand);
      case "<" -> ordered && compare(cell, operand) < 0;
      case "<=" -> ordered && compare(cell, operand) <= 0;
      case ">" -> ordered && compare(cell, operand) > 0;
      case ">=" -> ordered && compare(cell, operand) >= 0;
      case "contains" -> lower(cell).contains(lower(operand));
      case "not contains" -> !lower(cell).contains(lower(operand));
      case "begins with" -> lower(cell).startsWith(lower(operand));
      case "ends with" -> lower(cell).endsWith(lower(operand));
      default -> throw new IllegalStateException("operator " + operator);
    };
  }

  private static boolean same(@Nullable Object cell, @Nullable Object operand) {
    return cell != null && operand != null && compare(cell, operand) == 0;
  }

  private static String lower(Object text) {
    return text.toString().toLowerCase(Locale.ROOT);
  }

  private static @Nullable Object operand(Scalar scalar, PhysicalType physicalType) {
    return switch (scalar) {
      case Scalar.Num number when physicalType.type().isNumeric() ->
          physicalType == PhysicalType.FLOAT64
              ? (Object) number.value()
              : (Object) (long) number.value();
      case Scalar.Bool bool -> bool.value() ? 1L : 0L;
      case Scalar.Text text -> text.value();
      default -> null;
    };
  }
}
