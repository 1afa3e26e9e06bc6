package dev.perspective4j.conformance.live;

import com.google.protobuf.ByteString;
import dev.perspective4j.conformance.compare.ArrowTree;
import dev.perspective4j.conformance.compare.Canonical;
import dev.perspective4j.conformance.compare.Difference;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a view shows, as rows.
 *
 * @param paths what identifies each row: its group path or its ids
 * @param cells the value cells of each row, in column order
 * @param columns the names of the value columns
 */
public record LiveTree(
    List<Object> paths, List<List<@Nullable Object>> cells, List<String> columns) {

  private static final double DAY = 86_400_000.0;

  public static final LiveTree EMPTY = new LiveTree(List.of(), List.of(), List.of());

  /** A view as JSON columns, with group paths or ids if it has them. */
  public static LiveTree of(ByteString json) {
    List<Object> paths = new ArrayList<>();
    List<Object> ids = new ArrayList<>();
    List<List<@Nullable Object>> cells = new ArrayList<>();
    List<String> columns = new ArrayList<>();
    if (Canonical.json(json.toStringUtf8()) instanceof List<?> entries) {
      for (Object entry : entries) {
        List<?> pair = (List<?>) entry;
        String name = String.valueOf(pair.getFirst());
        List<?> values = (List<?>) pair.getLast();
        if (name.equals("__ROW_PATH__")) {
          paths.addAll(values);
        } else if (name.equals("__ID__")) {
          ids.addAll(values);
        } else {
          columns.add(name);
          for (int row = 0; row < values.size(); row++) {
            if (cells.size() <= row) {
              cells.add(new ArrayList<>());
            }
            cells.get(row).add(number(values.get(row)));
          }
        }
      }
    }
    List<Object> names = paths.isEmpty() ? ids : paths;
    while (cells.size() < names.size()) {
      cells.add(new ArrayList<>());
    }
    return new LiveTree(names, cells, columns);
  }

  private static @Nullable Object number(@Nullable Object value) {
    return value instanceof Canonical.Exact exact ? Double.valueOf(exact.digits()) : value;
  }

  /** Whether it is no more than the total over no rows; what that shows is another test's. */
  boolean isBareTotal() {
    return paths.size() == 1 && paths.getFirst().equals(List.of());
  }

  /** The same without some columns, of all split values. */
  LiveTree without(Set<String> left) {
    if (left.isEmpty()) {
      return this;
    }
    List<Integer> kept = new ArrayList<>();
    for (int c = 0; c < columns.size(); c++) {
      String name = columns.get(c);
      if (!left.contains(name.substring(name.lastIndexOf('|') + 1))) {
        kept.add(c);
      }
    }
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (List<@Nullable Object> row : cells) {
      List<@Nullable Object> cut = new ArrayList<>();
      kept.forEach(c -> cut.add(row.get(c)));
      rows.add(cut);
    }
    return new LiveTree(paths, rows, kept.stream().map(columns::get).toList());
  }

  /** Columns, then for each row its path and cells. */
  List<Object> rows() {
    List<Object> rows = new ArrayList<>();
    rows.add(columns);
    for (int row = 0; row < cells.size(); row++) {
      rows.add(row < paths.size() ? List.of(paths.get(row), cells.get(row)) : cells.get(row));
    }
    return rows;
  }

  /**
   * {@link #rows()} without those that another view does not show because it has fewer groups open. A
   * group of which it shows any child is open.
   */
  List<Object> restrictedTo(LiveTree other) {
    Set<Object> shown = new HashSet<>(other.paths);
    Set<Object> open = new HashSet<>();
    other.paths.forEach(path -> parent(path).ifPresent(open::add));
    List<Object> rows = new ArrayList<>();
    rows.add(columns);
    for (int row = 0; row < paths.size(); row++) {
      Object path = paths.get(row);
      if (shown.contains(path) || parent(path).filter(open::contains).isPresent()) {
        rows.add(List.of(path, cells.get(row)));
      }
    }
    return rows;
  }

  private static Optional<Object> parent(Object path) {
    return path instanceof List<?> steps && !steps.isEmpty()
        ? Optional.of(steps.subList(0, steps.size() - 1))
        : Optional.empty();
  }

  /** Cells of the rows that are new or differ from before; cells are matched by column name. */
  List<Object> changedSince(LiveTree before) {
    Map<Object, Map<String, @Nullable Object>> old = new HashMap<>();
    for (int row = 0; row < before.paths.size(); row++) {
      old.put(before.paths.get(row), named(before, row));
    }
    List<Object> changed = new ArrayList<>();
    for (int row = 0; row < paths.size(); row++) {
      Map<String, @Nullable Object> was = old.get(paths.get(row));
      Map<String, @Nullable Object> is = named(this, row);
      if (was == null || !same(was, is)) {
        changed.add(cells.get(row));
      }
    }
    return changed;
  }

  /** A column that appeared or vanished counts as one of nulls. */
  private static boolean same(Map<String, @Nullable Object> was, Map<String, @Nullable Object> is) {
    Set<String> names = new HashSet<>(was.keySet());
    names.addAll(is.keySet());
    return names.stream()
        .allMatch(name -> Difference.between(was.get(name), is.get(name)).isEmpty());
  }

  private static Map<String, @Nullable Object> named(LiveTree tree, int row) {
    Map<String, @Nullable Object> named = new LinkedHashMap<>();
    for (int c = 0; c < tree.columns.size() && c < tree.cells.get(row).size(); c++) {
      named.put(tree.columns.get(c), tree.cells.get(row).get(c));
    }
    return named;
  }

  /** Rows of an Arrow stream, with values as in JSON. */
  public static List<Object> arrowRows(ByteString stream) {
    List<Object> rows = new ArrayList<>();
    if (ArrowTree.of(stream) instanceof List<?> fields) {
      for (Object field : fields) {
        List<?> values = (List<?>) ((List<?>) field).get(2);
        for (int row = 0; row < values.size(); row++) {
          if (rows.size() <= row) {
            rows.add(new ArrayList<@Nullable Object>());
          }
          @SuppressWarnings("unchecked") // put in above
          List<@Nullable Object> cells = (List<@Nullable Object>) rows.get(row);
          Object value = values.get(row);
          Object physicalType = ((List<?>) field).get(1);
          cells.add(
              switch (value) {
                case Long flag when physicalType.equals("BOOL") -> flag == 1;
                case Long day when physicalType.equals("DATE") -> day * DAY;
                case Long number -> (double) number;
                case null, default -> value;
              });
        }
      }
    }
    return rows;
  }

  /** Rows of an Arrow stream in an order of their own. */
  public static List<Object> sorted(ByteString stream) {
    return arrowRows(stream).stream().sorted(Comparator.comparing(Object::toString)).toList();
  }
}
