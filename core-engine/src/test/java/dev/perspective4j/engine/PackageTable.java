package dev.perspective4j.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The packages of the engine from the ground up: what each holds and which others it stands on.
 *
 * <p>The one place where a new import between packages is allowed. {@link PackageRulesTest} compares
 * it with the classes, with the module descriptor, and with the map in {@code docs/architecture.md}
 * that {@link #map} draws from it.
 */
final class PackageTable {
  static final String ROOT = "dev.perspective4j.engine";

  /** How the table names the root package. */
  static final String ROOF = "engine";

  private static final boolean EXPORTED = true;
  private static final boolean INTERNAL = false;

  /** A package stands only on packages above it in this list; the map lists them in floors. */
  static final List<Room> ROOMS =
      List.of(
          room("text", INTERNAL, "numbers, dates and UTF-8 as text"),
          room("pattern", INTERNAL, "bounds on regular expressions"),
          room("column", EXPORTED, "physical types, vectors, string dictionaries"),
          room("page", INTERNAL, "columns in off-heap pages", "column"),
          room("load", EXPORTED, "batches of typed columns; what a format implements", "column"),
          room("slice", EXPORTED, "what a view answers to a viewport", "column"),
          room(
              "cell",
              INTERNAL,
              "columns built value by value: types inferred or coerced",
              "text column load"),
          room("format", INTERNAL, "what the writers share", "text column slice"),
          room(
              "table",
              INTERNAL,
              "rows in slots, keys, steps and the delta of each",
              "column page load"),
          room(
              "arrow", EXPORTED, "reader and writer of Arrow IPC", "text column load slice format"),
          room("csv", EXPORTED, "reader and writer of CSV", "text column load slice format"),
          room(
              "json", EXPORTED, "reader and writers of JSON", "text column load slice cell format"),
          room("source", EXPORTED, "rows from Java objects and JDBC", "column load cell"),
          room("filter", INTERNAL, "which rows a view sees", "pattern column table"),
          room("join", INTERNAL, "two tables as pairs of slots", "column table"),
          room(
              "expression.value", INTERNAL, "single values, operators, conversions", "text column"),
          room("expression.syntax", INTERNAL, "from text to tree", "expression.value"),
          room(
              "expression.function",
              INTERNAL,
              "the built-in functions",
              "text pattern column expression.value expression.syntax"),
          room(
              "expression.row",
              INTERNAL,
              "evaluates row by row, and checks",
              "column expression.value expression.syntax expression.function"),
          room(
              "expression.vector",
              INTERNAL,
              "evaluates chunks of rows",
              "text column expression.value expression.syntax expression.function expression.row"),
          room(
              "expression",
              EXPORTED,
              "the language, its limits, functions of applications",
              "column expression.function"),
          room(
              "expression.compile",
              INTERNAL,
              "from a text to a column",
              "column page table expression.value expression.syntax expression.function"
                  + " expression.row expression.vector expression"),
          room("order", INTERNAL, "rows of a flat view in order", "column table filter"),
          room("window", INTERNAL, "window columns", "column page table order"),
          room(
              "plan",
              INTERNAL,
              "a view configuration checked and resolved",
              "column slice table filter window"),
          room("aggregate", INTERNAL, "how rows become one value", "text column table plan"),
          room(
              "view",
              INTERNAL,
              "flat views, and what equal views share",
              "column page slice table filter order plan"),
          room(
              "group.tree",
              INTERNAL,
              "trees of groups, cells where they cross",
              "column table filter aggregate"),
          room(
              "group.order",
              INTERNAL,
              "the order of siblings, visible rows by position",
              "column order aggregate group.tree"),
          room(
              "group",
              INTERNAL,
              "views with groups and splits",
              "text column slice table filter order plan aggregate view group.tree group.order"),
          room(
              "derive",
              INTERNAL,
              "tables derived from views",
              "column load slice table filter view"),
          room(
              ROOF,
              EXPORTED,
              "tables, joins, derived tables, views: where to start reading",
              "column load slice table arrow csv json source join expression"
                  + " expression.compile plan view group derive"));

  /** Where packages outside the engine and beside the JDK's {@code java.base} may be used. */
  static final Map<String, Set<String>> LIBRARIES =
      Map.of(
          "com.fasterxml.jackson.core", Set.of("cell", "json"),
          "com.github.luben.zstd", Set.of("arrow"),
          "com.google.flatbuffers", Set.of("arrow"),
          "com.google.re2j", Set.of("expression.function", "filter"),
          "java.sql", Set.of("source"),
          "net.jpountz", Set.of("arrow"),
          "org.apache.arrow.flatbuf", Set.of("arrow"));

  private PackageTable() {}

  /**
   * One package.
   *
   * @param name without the {@link #ROOT}
   * @param exported whether applications may use it
   * @param holds what it holds, in a few words
   * @param standsOn the packages whose classes it uses, in the order of the table
   */
  record Room(String name, boolean exported, String holds, List<String> standsOn) {
    /** What packages of one floor have in common: {@code group} for {@code group.tree}. */
    String family() {
      return name.replaceFirst("\\..*", "");
    }
  }

  /** The map as Markdown: a line per package, lowest floor first. */
  static String map() {
    Map<String, Integer> floors = floors();
    StringBuilder text =
        new StringBuilder("| floor | package | holds | stands on |\n|---|---|---|---|\n");
    int highest = floors.values().stream().mapToInt(Integer::intValue).max().orElseThrow();
    for (int floor = 1; floor <= highest; floor++) {
      String number = floor + " ";
      for (Room room : ROOMS) {
        if (floors.get(room.family()) == floor) {
          text.append("| ").append(number).append("| ").append(line(room)).append(" |\n");
          number = "";
        }
      }
    }
    return text.toString();
  }

  private static String line(Room room) {
    return '`'
        + room.name()
        + (room.exported() ? "` ▲" : "`")
        + " | "
        + room.holds()
        + " | "
        + (room.standsOn().isEmpty()
            ? "–"
            : room.standsOn().stream()
                .map(name -> within(room.family(), name))
                .collect(Collectors.joining(", ")));
  }

  /** {@code .tree} for {@code group.tree} seen from its own family. */
  private static String within(String family, String name) {
    return name.startsWith(family + '.') ? name.substring(family.length()) : name;
  }

  /** A family's floor is one above the highest that a package of it stands on. */
  private static Map<String, Integer> floors() {
    Map<String, List<Room>> families = ROOMS.stream().collect(Collectors.groupingBy(Room::family));
    Map<String, Integer> floors = new HashMap<>();
    List<String> open = new ArrayList<>(families.keySet());
    while (!open.isEmpty()) {
      boolean placed = false;
      for (String family : List.copyOf(open)) {
        Set<String> below =
            families.get(family).stream()
                .flatMap(room -> room.standsOn().stream())
                .map(name -> name.replaceFirst("\\..*", ""))
                .filter(name -> !name.equals(family))
                .collect(Collectors.toSet());
        if (floors.keySet().containsAll(below)) {
          floors.put(family, 1 + below.stream().mapToInt(floors::get).max().orElse(0));
          placed = open.remove(family);
        }
      }
      if (!placed) {
        throw new IllegalStateException("These stand on each other in a circle: " + open);
      }
    }
    return floors;
  }

  private static Room room(String name, boolean exported, String holds) {
    return new Room(name, exported, holds, List.of());
  }

  private static Room room(String name, boolean exported, String holds, String standsOn) {
    return new Room(name, exported, holds, List.of(standsOn.split(" ")));
  }
}
