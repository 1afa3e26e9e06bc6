package dev.perspective4j.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.perspective4j.model.ViewConfig;
import dev.perspective4j.wire.proto.ViewPort;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/**
 * Generated views over generated tables, before and after generated changes, answer like the
 * reference engine.
 *
 * <p>A failing case is shrunk. The seed is fixed, so that a red build means a change of ours; take the
 * attribute away and raise the tries to look for new differences.
 */
class ViewComparisonTest {

  private static final AtomicInteger NAMES = new AtomicInteger();

  @Property(tries = 60, seed = "20261121", edgeCases = EdgeCasesMode.NONE)
  void flatViews(
      @ForAll("rows") List<Tables.Row> rows,
      @ForAll("flat") ViewConfig config,
      @ForAll("changes") List<Tables.Row> changes) {
    compare(rows, config, changes);
  }

  @Property(tries = 60, seed = "20261121", edgeCases = EdgeCasesMode.NONE)
  void groupedViews(
      @ForAll("rows") List<Tables.Row> rows,
      @ForAll("grouped") ViewConfig config,
      @ForAll("changes") List<Tables.Row> changes) {
    compare(rows, config, changes);
  }

  @Property(tries = 60, seed = "20261121", edgeCases = EdgeCasesMode.NONE)
  void pivotedViews(
      @ForAll("rows") List<Tables.Row> rows,
      @ForAll("pivoted") ViewConfig config,
      @ForAll("changes") List<Tables.Row> changes) {
    compare(rows, config, changes);
  }

  @Property(tries = 60, seed = "20261121", edgeCases = EdgeCasesMode.NONE)
  void splitOnlyViews(
      @ForAll("rows") List<Tables.Row> rows,
      @ForAll("splitOnly") ViewConfig config,
      @ForAll("changes") List<Tables.Row> changes) {
    compare(rows, config, changes);
  }

  @Property(tries = 60, seed = "20261121", edgeCases = EdgeCasesMode.NONE)
  void totalViews(
      @ForAll("rows") List<Tables.Row> rows,
      @ForAll("total") ViewConfig config,
      @ForAll("changes") List<Tables.Row> changes) {
    compare(rows, config, changes);
  }

  private static void compare(List<Tables.Row> rows, ViewConfig config, List<Tables.Row> changes) {
    String table = "t" + NAMES.incrementAndGet();
    try (SideBySide session = SideBySide.open(Servers.shared())) {
      session.call("make table", Requests.table(table, Tables.json(rows), "id"));
      if (!session.call("make view", Requests.view(table, table + "v", config)).failed()) {
        read(session, table + "v", config);
        session.quietly(Requests.deleteView(table + "v"));
      }
      session.call("update", Requests.update(table, Tables.json(changes)));
      // A fresh view: the reference's live views forget some null writes (docs/compatibility.md).
      if (!session.call("make view again", Requests.view(table, table + "w", config)).failed()) {
        read(session, table + "w", config);
        session.quietly(Requests.deleteView(table + "w"));
      }
      session.quietly(Requests.deleteTable(table));
      assertEquals(List.of(), session.differences(), () -> config.toString());
    }
  }

  private static void read(SideBySide session, String view, ViewConfig config) {
    ViewPort all = ViewPort.getDefaultInstance();
    ViewPort window = Requests.window(1, 4, 1, 3);
    if (config.splitBy().isEmpty()) {
      // The reference forgets the types of split views without columns (v56.md 8).
      session.call("schema", Requests.schema(view), tree -> visible(tree, config));
    }
    session.call("dimensions", Requests.dimensions(view));
    session.call("paths", Requests.paths(view), ViewComparisonTest::withoutArea);
    // The reference shifts ids of split-only views by one row (views.md B18).
    boolean ids = config.splitBy().isEmpty() || !config.groupBy().isEmpty();
    session.call("columns", Requests.columns(view, all, ids));
    session.call("columns window", Requests.columns(view, window, false));
    session.call("rows", Requests.rowsJson(view, all));
    session.call("ndjson", Requests.ndjson(view));
    session.call("csv", Requests.csv(view, all));
    session.call("csv window", Requests.csv(view, window));
    session.call("arrow", Requests.arrow(view, all));
    session.call("arrow window", Requests.arrow(view, window));
  }

  /** The area of column paths is our answer to 5.6 clients; the reference has none. */
  private static Map<String, @Nullable Object> withoutArea(Map<String, @Nullable Object> tree) {
    Map<String, @Nullable Object> body = body(tree, "view_column_paths_resp");
    body.remove("area");
    tree.put("view_column_paths_resp", body);
    return tree;
  }

  /** The reference lists hidden sort columns in the schema (views.md B8). */
  private static Map<String, @Nullable Object> visible(
      Map<String, @Nullable Object> tree, ViewConfig config) {
    Map<String, @Nullable Object> body = body(tree, "view_schema_resp");
    Set<String> names = Set.copyOf(config.columns().orElse(List.of()));
    List<String> shown = new ArrayList<>();
    if (body.get("schema") instanceof Map<?, ?> types) {
      types.forEach(
          (name, type) -> {
            if (names.contains(name)) {
              shown.add(name + ": " + type);
            }
          });
    }
    body.put("schema", shown);
    tree.put("view_schema_resp", body);
    return tree;
  }

  private static Map<String, @Nullable Object> body(
      Map<String, @Nullable Object> tree, String name) {
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    if (tree.get(name) instanceof Map<?, ?> map) {
      map.forEach((key, value) -> body.put(String.valueOf(key), value));
    }
    return body;
  }

  @Provide
  Arbitrary<List<Tables.Row>> rows() {
    return Tables.rows(24);
  }

  @Provide
  Arbitrary<List<Tables.Row>> changes() {
    return Tables.changes(30, 6);
  }

  @Provide
  Arbitrary<ViewConfig> flat() {
    return Configs.flat();
  }

  @Provide
  Arbitrary<ViewConfig> grouped() {
    return Configs.grouped();
  }

  @Provide
  Arbitrary<ViewConfig> pivoted() {
    return Configs.pivoted();
  }

  @Provide
  Arbitrary<ViewConfig> splitOnly() {
    return Configs.splitOnly();
  }

  @Provide
  Arbitrary<ViewConfig> total() {
    return Configs.total();
  }
}
