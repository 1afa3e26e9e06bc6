package dev.perspective4j.engine.view;

import dev.perspective4j.model.WindowSpec;
import dev.perspective4j.model.WindowSpec.Frame;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a window column should hold, computed frame by frame. */
final class NaiveWindow {
  private final TableUnderTest table;
  private final WindowSpec spec;
  private final int source;
  private final int order;

  private NaiveWindow(TableUnderTest table, WindowSpec spec) {
    this.table = table;
    this.spec = spec;
    this.source = table.position(spec.source());
    this.order = spec.orderBy().map(o -> table.position(o.column())).orElse(-1);
  }

  /** The cell of each live slot. */
  static Map<Integer, @Nullable Object> cells(TableUnderTest table, WindowSpec spec) {
    return new NaiveWindow(table, spec).cells();
  }

  private Map<Integer, @Nullable Object> cells() {
    Map<List<@Nullable Object>, List<Integer>> partitions = new LinkedHashMap<>();
    for (int slot : table.naturalOrder()) {
      List<@Nullable Object> key = new ArrayList<>();
      for (String column : spec.partitionBy()) {
        Object cell = table.cell(slot, table.position(column));
        key.add(cell instanceof Double number ? (Object) (number + 0.0) : cell);
      }
      partitions.computeIfAbsent(key, k -> new ArrayList<>()).add(slot);
    }
    Map<Integer, @Nullable Object> result = new HashMap<>();
    for (List<Integer> partition : partitions.values()) {
      List<Integer> rows = new ArrayList<>(partition);
      spec.orderBy().ifPresent(by -> rows.sort(comparator(by.descending())));
      for (int p = 0; p < rows.size(); p++) {
        result.put(rows.get(p), cell(rows, p));
      }
    }
    return result;
  }

  private Comparator<Integer> comparator(boolean descending) {
    Comparator<Integer> nullsFirst = Comparator.comparing(slot -> table.cell(slot, order) != null);
    Comparator<Integer> ascending =
        (a, b) -> NaiveFlatView.compare(table.cell(a, order), table.cell(b, order));
    return nullsFirst.thenComparing(descending ? ascending.reversed() : ascending);
  }

  private @Nullable Object cell(List<Integer> rows, int p) {
    int offset = spec.offset().orElse(1);
    switch (spec.operation()) {
      case "lag":
        return at(rows, p - offset);
      case "lead":
        return at(rows, p + offset);
      case "diff":
        Double own = number(at(rows, p));
        Double other = number(at(rows, p - offset));
        return own == null || other == null ? null : (Object) (own - other);
      case "row_number":
        return p + 1L;
      default:
        break;
    }
    int begin = begin(rows, p);
    List<Object> values = new ArrayList<>();
    for (int i = begin; i <= p; i++) {
      Object value = at(rows, i);
      if (value != null) {
        values.add(value);
      }
    }
    return switch (spec.operation()) {
      case "count" -> (long) values.size();
      case "min", "max" -> best(values);
      case "rate" -> rate(rows, begin, p);
      case "ema" -> average(values.isEmpty(), rows, p);
      default -> ofNumbers(values.stream().map(NaiveWindow::number).toList());
    };
  }

  private @Nullable Object at(List<Integer> rows, int p) {
    return p < 0 || p >= rows.size() ? null : table.cell(rows.get(p), source);
  }

  private static @Nullable Double number(@Nullable Object cell) {
    return cell == null ? null : (Double) ((Number) cell).doubleValue();
  }

  private int begin(List<Integer> rows, int p) {
    return switch (spec.frame().orElse(new Frame.Cumulative())) {
      case Frame.Cumulative _ -> 0;
      case Frame.Rows frame -> Math.max(0, p - frame.preceding());
      case Frame.Range frame -> {
        Double key = number(table.cell(rows.get(p), order));
        int begin = p;
        while (begin > 0) {
          Double before = number(table.cell(rows.get(begin - 1), order));
          boolean near =
              key == null || before == null
                  ? Objects.equals(key, before)
                  : Math.abs(key - before) <= frame.width();
          if (!near) {
            break;
          }
          begin--;
        }
        yield begin;
      }
    };
  }

  private @Nullable Object best(List<Object> values) {
    Comparator<Object> order = NaiveFlatView::compare;
    return values.stream()
        .filter(v -> !(v instanceof Double number && Double.isNaN(number)))
        .min(spec.operation().equals("min") ? order : order.reversed())
        .orElse(null);
  }

  private @Nullable Object rate(List<Integer> rows, int q, int p) {
    Double keyP = number(table.cell(rows.get(p), order));
    Double keyQ = number(table.cell(rows.get(q), order));
    Double x = number(at(rows, p));
    Double y = number(at(rows, q));
    boolean absent = q == p || keyP == null || x == null || y == null || keyP.equals(keyQ);
    return absent ? null : (Object) ((x - y) / (keyP - keyQ));
  }

  private @Nullable Object average(boolean none, List<Integer> rows, int p) {
    double alpha = spec.alpha().orElseThrow();
    boolean started = false;
    double average = 0;
    for (int i = 0; i <= p; i++) {
      Double x = number(at(rows, i));
      if (x != null) {
        average = started ? alpha * x + (1 - alpha) * average : x;
        started = true;
      }
    }
    return none ? null : (Object) average;
  }

  private @Nullable Object ofNumbers(List<Double> values) {
    int n = values.size();
    double sum = values.stream().mapToDouble(Double::doubleValue).sum();
    double mean = sum / n;
    double squares = values.stream().mapToDouble(x -> (x - mean) * (x - mean)).sum();
    return switch (spec.operation()) {
      case "sum" -> n == 0 ? null : (Object) sum;
      case "avg" -> n == 0 ? null : (Object) mean;
      case "var" -> n < 2 ? null : (Object) (squares / (n - 1));
      case "stddev" -> n < 2 ? null : (Object) Math.sqrt(squares / (n - 1));
      default -> throw new IllegalStateException("op " + spec.operation());
    };
  }
}
