package dev.perspective4j.conformance.views;

import dev.perspective4j.conformance.generate.Column;
import dev.perspective4j.conformance.generate.Column.Trait;
import dev.perspective4j.conformance.generate.Draw;
import dev.perspective4j.conformance.generate.Tables;
import dev.perspective4j.model.Aggregate;
import dev.perspective4j.model.ColumnType;
import dev.perspective4j.model.Filter;
import dev.perspective4j.model.FilterOp;
import dev.perspective4j.model.GroupRollupMode;
import dev.perspective4j.model.Sort;
import dev.perspective4j.model.SortDirection;
import dev.perspective4j.model.SplitRollupMode;
import dev.perspective4j.model.ViewConfig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Generated view configurations over the columns of a table.
 *
 * <p>What the reference engine is known to get wrong is not generated; each omission names the rule
 * of {@code docs/compatibility.md} behind it.
 */
final class Configs {

  /** Expressions over {@link Tables#ROWS}; the value of each tells its type. */
  private static final Map<String, Column> OVER_ROWS =
      Map.ofEntries(
          expression("\"n\" + 1", ColumnType.FLOAT),
          expression("\"x\" * 4", ColumnType.FLOAT),
          expression("concat(\"t\", 'X')", ColumnType.STRING),
          expression("concat(\"t\", '-', \"t\")", ColumnType.STRING),
          expression("\"n\" > 0", ColumnType.BOOLEAN),
          expression("\"u\" / 2", ColumnType.FLOAT, Trait.MAGNITUDES),
          expression("bucket(\"o\", 'D')", ColumnType.DATE),
          expression("length(string(\"n\"))", ColumnType.FLOAT),
          expression("day_of_week(\"o\")", ColumnType.STRING),
          expression("integer(\"n\")", ColumnType.INTEGER),
          expression("if (\"n\" > 1) 'big'; else 'small'", ColumnType.STRING),
          expression("\"f\" * 2", ColumnType.FLOAT, Trait.NULLS),
          expression("replace(\"s\", 'a', 'A')", ColumnType.STRING, Trait.NULLS),
          expression("\"n\"", ColumnType.INTEGER),
          expression(
              "\"x\" / \"n\"", ColumnType.FLOAT, Trait.ODD, Trait.NULLS, Trait.SIGNED_ZEROS));

  private final Draw draw;
  private final List<Column> all;
  private final List<Column> expressions = new ArrayList<>();
  private final Map<String, String> texts = new LinkedHashMap<>();
  private final boolean indexed;

  private Configs(Draw draw, Tables.Content content) {
    this.draw = draw;
    List<Column> columns = content.columns();
    this.indexed = content.keys() == Tables.Keys.INDEX;
    this.all = new ArrayList<>(columns);
    int count = columns == Tables.ROWS ? draw.of(0, 0, 0, 1, 1, 2) : 0;
    for (String text : draw.some(OVER_ROWS.keySet().stream().sorted().toList(), count, count)) {
      Column shape = OVER_ROWS.getOrDefault(text, columns.getFirst());
      Column column = new Column("e" + texts.size(), shape.type(), shape.traits());
      texts.put(column.name(), text);
      expressions.add(column);
    }
    all.addAll(expressions);
  }

  private static Map.Entry<String, Column> expression(
      String text, ColumnType type, Trait... traits) {
    List<Trait> with = new ArrayList<>(List.of(traits));
    with.add(Trait.DERIVED);
    return Map.entry(text, Column.of(text, type, with.toArray(Trait[]::new)));
  }

  /** Any configuration over a table. */
  static ViewConfig any(Draw draw, Tables.Content content) {
    return new Configs(draw, content).any();
  }

  private ViewConfig any() {
    int shape = draw.below(100);
    boolean total = shape < 12;
    boolean grouped = total ? draw.chance(20) : shape >= 35;
    boolean split = total ? draw.chance(40) : shape >= 68 || shape < 22;
    // Rows with NaN as their key are lost (views.md B10).
    List<Column> keys = all.stream().filter(column -> !column.has(Trait.ODD)).toList();
    List<Column> groups = grouped ? draw.some(keys, 1, draw.of(1, 2, 2, 3)) : List.of();
    // Names of splits have six digits in the reference (views.md B21).
    List<Column> names = keys.stream().filter(column -> !isLong(column)).toList();
    List<Column> splits = split ? draw.some(names, 1, draw.of(1, 1, 2)) : List.of();
    boolean splitOnly = split && !grouped && !total;
    // A null cell of such a view shows as the zero of its type (views.md B5).
    List<Column> usable =
        splitOnly ? all.stream().filter(column -> !column.has(Trait.NULLS)).toList() : all;
    // Without columns the reference forgets filters and limits of tables without an index (B6).
    boolean none = (indexed || grouped) && draw.chance(5);
    List<Column> visible = none ? new ArrayList<>() : draw.some(usable, 1, draw.of(1, 3, 6));
    if (!split && !grouped && !total && draw.chance(5) && !visible.isEmpty()) {
      // Grouped views show only the last of equal names (views.md B9).
      visible.add(visible.getFirst());
    }
    ViewConfig.Builder builder = ViewConfig.builder();
    texts.forEach(builder::expression);
    List<Filter> filters = filters();
    boolean either = draw.chance(30);
    if (either) {
      // Equality of text is wrong in alternatives (views.md B2).
      filters.removeIf(
          filter -> typeOf(filter.column()) == ColumnType.STRING && isEquality(filter.operator()));
    }
    boolean byDefault = !splitOnly && expressions.size() < 2 && draw.chance(5);
    if (!byDefault) {
      builder.columns(visible.stream().map(Column::name).toList());
    }
    List<Column> shown = byDefault ? all : visible;
    boolean rows = !grouped && !split && !total;
    Map<String, Aggregate> aggregates = aggregates(!filters.isEmpty(), total && split && !grouped);
    List<String> groupNames = groups.stream().map(Column::name).toList();
    List<String> splitNames = splits.stream().map(Column::name).toList();
    List<Sort> sorts = sorts(usable, shown, aggregates, groupNames, splitNames, rows || splitOnly);
    if (draw.chance(70)) {
      aggregates.forEach(builder::aggregate);
    } else {
      aggregates.clear();
      sorts.removeIf(sort -> sort.direction().isAbsolute());
    }
    if (draw.chance(25)) {
      builder.groupByDepth(draw.between(0, 4));
    }
    return builder
        .groupBy(groupNames)
        .splitBy(splitNames)
        .filter(filters)
        .filterOp(either ? FilterOp.OR : FilterOp.AND)
        .sort(sorts)
        .groupRollupMode(
            total
                ? GroupRollupMode.TOTAL
                : draw.chance(25) ? GroupRollupMode.FLAT : GroupRollupMode.ROLLUP)
        .splitRollupMode(draw.chance(30) ? SplitRollupMode.ROLLUP : SplitRollupMode.FLAT)
        .build();
  }

  private static boolean isLong(Column column) {
    return column.type() == ColumnType.FLOAT && column.has(Trait.MAGNITUDES);
  }

  private ColumnType typeOf(String name) {
    return column(name).type();
  }

  private Column column(String name) {
    return all.stream().filter(c -> c.name().equals(name)).findFirst().orElseThrow();
  }

  private static boolean isEquality(String operator) {
    return operator.equals("==") || operator.equals("!=");
  }

  private List<Filter> filters() {
    List<Filter> filters = new ArrayList<>();
    for (int count = draw.of(0, 0, 0, 1, 1, 2, 3); count > 0; count--) {
      filters.add(Filters.any(draw, draw.of(all)));
    }
    return filters;
  }

  private Map<String, Aggregate> aggregates(boolean filtered, boolean splitTotal) {
    Map<String, Aggregate> map = new LinkedHashMap<>();
    for (Column column : all) {
      if (draw.chance(80)) {
        map.put(column.name(), Aggregates.any(draw, column, all, filtered, splitTotal));
      }
    }
    return map;
  }

  private List<Sort> sorts(
      List<Column> usable,
      List<Column> shown,
      Map<String, Aggregate> aggregates,
      List<String> groups,
      List<String> splits,
      boolean raw) {
    List<Sort> sorts = new ArrayList<>();
    boolean closed = false;
    for (int count = draw.of(0, 0, 1, 1, 2, 3); count > 0 && !closed; count--) {
      Column column = draw.of(usable);
      SortDirection direction = draw.of(SortDirection.values());
      boolean hidden = !shown.contains(column);
      Aggregate aggregate = aggregates.get(column.name());
      String kind = aggregate == null ? "" : aggregate.name();
      if (column.has(Trait.ODD)) {
        continue; // NaN compares false both ways
      }
      if (hidden && !raw && ORDERED.contains(kind)) {
        continue; // yields null everywhere (aggregates.md A3)
      }
      if (hidden
          && !raw
          && aggregate != null
          && aggregate.arguments().stream().anyMatch(texts::containsKey)) {
        continue; // an error about the schema, and a damaged table
      }
      if (hidden && direction.ordersColumns() && (splits.isEmpty() || onlyColumns(sorts))) {
        continue; // shown and counted (views.md B8)
      }
      if (direction.isAbsolute() || direction == SortDirection.NONE) {
        // Equal magnitudes, and entries without effect, end the comparison (views.md B14).
        closed = true;
        if (direction == SortDirection.NONE && !(raw && splits.isEmpty())) {
          continue; // moves groups without a value, and any beyond 16
        }
        boolean keyed = groups.contains(column.name()) || splits.contains(column.name());
        boolean exact =
            raw ? column.has(Trait.MAGNITUDES) : Aggregates.keepsMagnitudes(column, kind);
        if (direction.isAbsolute() && (!exact || (hidden && keyed))) {
          continue;
        }
      }
      sorts.add(new Sort(column.name(), direction));
    }
    return sorts;
  }

  private static final List<String> ORDERED = List.of("first", "last by index", "last minus first");

  private static boolean onlyColumns(List<Sort> sorts) {
    return sorts.stream().allMatch(sort -> sort.direction().ordersColumns());
  }
}
