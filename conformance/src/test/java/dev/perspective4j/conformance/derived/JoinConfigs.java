package dev.perspective4j.conformance.derived;

import dev.perspective4j.conformance.generate.Draw;
import dev.perspective4j.model.ColumnType;
import dev.perspective4j.model.Filter;
import dev.perspective4j.model.Scalar;
import dev.perspective4j.model.Sort;
import dev.perspective4j.model.SortDirection;
import dev.perspective4j.model.ViewConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Random views over the columns of a join. */
final class JoinConfigs {

  private static final List<String> OTHERS =
      List.of(
          "count", "distinct count", "unique", "dominant", "any", "first", "last by index", "last");
  private static final List<String> NUMBERS =
      Stream.concat(
              OTHERS.stream(),
              Stream.of("sum", "avg", "min", "max", "high", "median", "stddev", "abs sum"))
          .toList();

  private final Draw draw;

  JoinConfigs(Draw draw) {
    this.draw = draw;
  }

  /**
   * A view.
   *
   * @param types types of the columns
   */
  ViewConfig next(Map<String, ColumnType> types) {
    ViewConfig.Builder view = ViewConfig.builder();
    List<String> columns = new ArrayList<>(types.keySet());
    if (draw.chance(25)) {
      String text = types.containsKey("u") ? "u" : types.containsKey("s") ? "s" : "w";
      view.expression("e", "concat(\"" + text + "\", '!')");
      columns.add("e");
    }
    boolean grouped = draw.chance(45);
    List<String> shown = draw.some(columns, 1, 4);
    if (grouped) {
      view.groupBy(draw.some(columns, 1, 2));
      if (draw.chance(35)) {
        view.splitBy(draw.some(columns, 1, 1));
      }
      for (String column : shown) {
        boolean number =
            types.get(column) == ColumnType.INTEGER || types.get(column) == ColumnType.FLOAT;
        if (draw.chance(60)) {
          view.aggregate(column, number ? draw.of(NUMBERS) : draw.of(OTHERS));
        }
      }
    }
    view.columns(shown);
    if (draw.chance(35)) {
      view.filter(filter(draw.of(List.copyOf(types.keySet())), types));
    }
    if (draw.chance(50)) {
      List<Sort> sorts = new ArrayList<>();
      for (String column : draw.some(grouped ? shown : columns, 1, 2)) {
        sorts.add(new Sort(column, draw.of(SortDirection.ASC, SortDirection.DESC)));
      }
      view.sort(sorts);
    }
    return view.build();
  }

  private Filter filter(String column, Map<String, ColumnType> types) {
    if (draw.chance(30)) {
      return Filter.of(column, draw.of("is null", "is not null"), Scalar.NULL);
    }
    return switch (types.getOrDefault(column, ColumnType.STRING)) {
      case INTEGER -> Filter.of(column, draw.of(">", "<=", "=="), Scalar.of(1.0));
      case FLOAT -> Filter.of(column, draw.of(">", "<"), Scalar.of(0.1));
      case STRING -> Filter.of(column, draw.of("==", "!=", "begins with"), Scalar.of("a"));
      case BOOLEAN -> Filter.of(column, "==", Scalar.of(true));
      case DATE, DATETIME -> Filter.of(column, "is not null", Scalar.NULL);
    };
  }
}
