package dev.perspective4j.engine.slice;

import dev.perspective4j.engine.column.Vector;
import dev.perspective4j.model.Aggregate;
import dev.perspective4j.model.ViewConfig;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How the columns of flat formats (CSV, Arrow) of a grouped slice are named.
 *
 * @param style names of the group columns
 * @param aggregates aggregates of the view's columns; used by {@link Style#READABLE} only
 */
public record FieldNaming(Style style, Map<String, Aggregate> aggregates) {

  /** Names of the group columns. */
  public enum Style {
    /** {@code g (Group by 1)}. */
    LEGACY,
    /** {@code g}; the aggregate of a group column shows as {@code g (count)}. */
    READABLE,
    /** {@code __ROW_PATH_0__}. */
    MACHINE
  }

  /** Names that 3.x to 5.5 clients expect. */
  public static final FieldNaming LEGACY = new FieldNaming(Style.LEGACY, Map.of());

  /** Names for programs. */
  public static final FieldNaming MACHINE = new FieldNaming(Style.MACHINE, Map.of());

  /** Copies the aggregates. */
  public FieldNaming {
    aggregates = Map.copyOf(aggregates);
  }

  /** Names that 5.6 clients expect, for slices of a view of that configuration. */
  public static FieldNaming readable(ViewConfig config) {
    return new FieldNaming(Style.READABLE, config.aggregates());
  }

  /** The names of all columns of a slice: group columns, then value columns. */
  public List<String> names(Slice slice) {
    List<String> names = new ArrayList<>();
    List<String> groups = slice.rowPaths().map(RowPaths::columns).orElse(List.of());
    for (int level = 0; level < groups.size(); level++) {
      names.add(
          switch (style) {
            case LEGACY -> groups.get(level) + " (Group by " + (level + 1) + ")";
            case READABLE -> groups.get(level);
            case MACHINE -> "__ROW_PATH_" + level + "__";
          });
    }
    List<String> qualifiable = style == Style.READABLE ? groups : List.of();
    Set<String> taken = new HashSet<>(names);
    for (Slice.Column column : slice.columns()) {
      if (!qualifiable.contains(column.path().column())) {
        taken.add(column.path().text());
      }
    }
    for (Slice.Column column : slice.columns()) {
      ColumnPath path = column.path();
      int level = qualifiable.indexOf(path.column());
      names.add(
          level < 0
              ? path.text()
              : unused(path.text() + " (" + aggregate(path.column(), level, slice) + ")", taken));
    }
    return names;
  }

  /** A qualified name that no other column has by itself: a star is added until it is free. */
  private static String unused(String name, Set<String> taken) {
    String free = name;
    while (!taken.add(free)) {
      free += "*";
    }
    return free;
  }

  private String aggregate(String column, int level, Slice slice) {
    Aggregate aggregate = aggregates.get(column);
    if (aggregate == null) {
      Optional<Vector> cells = slice.rowPaths().map(paths -> paths.levels().get(level));
      boolean numeric = cells.isPresent() && cells.get().physicalType().type().isNumeric();
      return numeric ? "sum" : "count";
    }
    return aggregate.arguments().isEmpty()
        ? aggregate.name()
        : aggregate.name() + " by " + aggregate.arguments().getFirst();
  }
}
