package dev.perspective4j.engine.derive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perspective4j.engine.DerivedTable;
import dev.perspective4j.engine.JoinTable;
import dev.perspective4j.engine.LiveTable;
import dev.perspective4j.engine.Step;
import dev.perspective4j.engine.Table;
import dev.perspective4j.engine.Tables;
import dev.perspective4j.engine.View;
import dev.perspective4j.engine.column.Vector;
import dev.perspective4j.engine.json.RowsJson;
import dev.perspective4j.engine.slice.KeysWanted;
import dev.perspective4j.engine.slice.Slice;
import dev.perspective4j.model.ColumnType;
import dev.perspective4j.model.Dialect;
import dev.perspective4j.model.Filter;
import dev.perspective4j.model.GroupRollupMode;
import dev.perspective4j.model.JoinType;
import dev.perspective4j.model.JsonOptions;
import dev.perspective4j.model.Scalar;
import dev.perspective4j.model.Schema;
import dev.perspective4j.model.Sort;
import dev.perspective4j.model.SortDirection;
import dev.perspective4j.model.SplitRollupMode;
import dev.perspective4j.model.TableData;
import dev.perspective4j.model.TableOptions;
import dev.perspective4j.model.ViewConfig;
import dev.perspective4j.model.Viewport;
import dev.perspective4j.model.WindowSpec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * After random steps a derived table holds what one derived anew from the same rows holds, and the rows a
 * view on it reports, put onto what it showed before, give what it shows now.
 */
class DerivedTableModelTest {
  private static final ViewConfig ROWS =
      ViewConfig.builder().columns("k", "g", "h", "x", "f").build();
  private static final List<String> NUMERIC =
      List.of(
          "sum",
          "count",
          "avg",
          "max",
          "min",
          "median",
          "distinct count",
          "var",
          "unique",
          "pct sum total",
          "pct sum parent",
          "weighted mean",
          "join");

  private enum Kind {
    INDEXED,
    UNINDEXED,
    LIMITED
  }

  @Property(tries = 150)
  void followsEveryView(@ForAll long seed, @ForAll Kind kind) {
    Random random = new Random(seed);
    ViewConfig config = config(random);
    try (Table source = table(kind, rows(random, kind, 1 + random.nextInt(6)));
        Following derived = new Following(source, config)) {
      for (int step = 0; step < 25; step++) {
        change(random, kind, source);
        try (Table again = copy(source, kind)) {
          derived.assertAs(again, config, seed + ", step " + step + ", " + config);
        }
      }
    }
  }

  @Property(tries = 60)
  void followsThroughJoinsAndChains(@ForAll long seed, @ForAll JoinType type) {
    Random random = new Random(seed);
    ViewConfig first = config(random);
    ViewConfig sums =
        ViewConfig.builder()
            .expression("key", "\"k\"")
            .expression("twice", "\"x\" * 2")
            .groupBy("key")
            .columns("twice")
            .groupRollupMode(GroupRollupMode.FLAT)
            .build();
    ViewConfig second = config(random);
    try (Table source = table(Kind.INDEXED, rows(random, Kind.INDEXED, 4));
        Network network = new Network(source, type, first, sums, second)) {
      for (int step = 0; step < 15; step++) {
        change(random, Kind.INDEXED, source);
        String where = seed + ", step " + step + ", " + first + second;
        try (Table again = copy(source, Kind.INDEXED);
            Network anew = new Network(again, type, first, sums, second)) {
          assertEquals(anew.contents(), network.contents(), where);
        }
      }
    }
  }

  /** A table, one derived from it, a join of the two, and tables derived from that and from each other. */
  private static final class Network implements AutoCloseable {
    private final DerivedTable flat;
    private final DerivedTable sums;
    private final DerivedTable grouped;
    private final JoinTable join;
    private final DerivedTable ofJoin;
    private final JoinTable inner;
    private final DerivedTable ofInner;

    Network(Table source, JoinType type, ViewConfig first, ViewConfig sums, ViewConfig second) {
      flat =
          derive(
              source,
              ViewConfig.builder()
                  .filter(Filter.of("x", "<", Scalar.of(7)))
                  .columns("g", "x", "k", "f", "h", "b")
                  .build());
      this.sums = derive(flat, sums);
      grouped = derive(flat, withoutWindows(first));
      join = JoinTable.of(source, this.sums, "k", "key", type);
      ofJoin = derive(join, withoutWindows(second));
      inner = JoinTable.of(flat, this.sums, "x", "key", type);
      ofInner = derive(inner, withoutWindows(second));
    }

    private static DerivedTable derive(LiveTable source, ViewConfig config) {
      return DerivedTable.of(source, config, Dialect.FROM_5_6, Optional.empty());
    }

    /** Windows go by natural order, which is not the same in a table derived anew. */
    private static ViewConfig withoutWindows(ViewConfig config) {
      return new ViewConfig(
          config.columns().map(names -> names.stream().filter(n -> !n.equals("w")).toList()),
          config.groupBy(),
          List.of(),
          config.filter().stream().filter(f -> !f.column().equals("w")).toList(),
          config.filterOp(),
          List.of(),
          config.expressions(),
          Map.of(),
          Map.of(),
          OptionalInt.empty(),
          config.groupRollupMode(),
          config.splitRollupMode());
    }

    List<List<String>> contents() {
      List<List<String>> all = new ArrayList<>();
      for (LiveTable table : List.of(flat, sums, grouped, join, ofJoin, inner, ofInner)) {
        try (View view = table.view(ViewConfig.ALL)) {
          List<String> texts = sorted(texts(view.slice(Viewport.ALL)));
          // what a total of no rows shows depends on what the view has lived through
          all.add(texts.size() == 1 && texts.getFirst().matches("[nul0.,]*") ? List.of() : texts);
        }
      }
      return all;
    }

    @Override
    public void close() {
      ofInner.close();
      inner.close();
      ofJoin.close();
      join.close();
      grouped.close();
      sums.close();
      flat.close();
    }
  }

  /** A derived table, what a view on it showed before the step, and other views on it. */
  private static final class Following implements AutoCloseable {
    private final DerivedTable table;
    private final View rows;
    private final List<ViewConfig> configs;
    private final List<View> views;
    private final Schema schema;
    private Map<Object, String> shown;
    private boolean heard;

    Following(LiveTable source, ViewConfig config) {
      table = DerivedTable.of(source, config, Dialect.FROM_5_6, Optional.empty());
      schema = table.schema();
      rows = table.view(ViewConfig.ALL);
      rows.recordRowDeltas(true);
      shown = byKey(rows.slice(Viewport.ALL, KeysWanted.OF_ROWS));
      List<String> names = schema.names();
      String last = names.isEmpty() ? "" : names.getLast();
      String first = names.isEmpty() ? "" : names.getFirst();
      configs =
          names.isEmpty()
              ? List.of()
              : List.of(
                  ViewConfig.builder()
                      .groupBy(first)
                      .columns(last)
                      .aggregate(last, "count")
                      .build(),
                  ViewConfig.builder()
                      .columns(first)
                      .filter(Filter.of(last, "is not null"))
                      .build(),
                  ViewConfig.builder()
                      .columns(last)
                      .sort(new Sort(last, SortDirection.DESC))
                      .build());
      views = configs.stream().map(table::view).toList();
      table.onStep(this::hear);
    }

    private void hear(Step step) {
      assertTrue(step.notifies());
      heard = true;
    }

    void assertAs(Table again, ViewConfig config, String where) {
      try (DerivedTable anew =
              DerivedTable.of(again, config, Dialect.FROM_5_6, Optional.of(schema));
          View expected = anew.view(ViewConfig.ALL)) {
        List<String> wanted = texts(expected.slice(Viewport.ALL));
        List<String> found = texts(rows.slice(Viewport.ALL));
        boolean flat = config.groupBy().isEmpty() && config.splitBy().isEmpty();
        boolean total = config.groupRollupMode() == GroupRollupMode.TOTAL;
        if (flat && !total) {
          assertEquals(wanted, found, where);
        }
        // what a total of no rows shows depends on what the view has lived through
        boolean nothing = wanted.size() <= 1 && String.join("", wanted).matches("[null,]*");
        if (nothing) {
          assertEquals(wanted.size(), found.size(), where);
        } else {
          assertEquals(sorted(wanted), sorted(found), where);
        }
        for (int i = 0; i < views.size() && !nothing; i++) {
          try (View view = anew.view(configs.get(i))) {
            assertEquals(
                sorted(texts(view.slice(Viewport.ALL))),
                sorted(texts(views.get(i).slice(Viewport.ALL))),
                where);
          }
        }
      }
      Map<Object, String> now = byKey(rows.slice(Viewport.ALL, KeysWanted.OF_ROWS));
      Map<Object, String> patched = new TreeMap<>(shown);
      if (heard) {
        patched.putAll(byKey(rows.rowDelta()));
      }
      patched.keySet().retainAll(now.keySet());
      assertEquals(now, patched, where);
      heard = false;
      shown = now;
    }

    @Override
    public void close() {
      views.forEach(View::close);
      rows.close();
      table.close();
    }
  }

  private static ViewConfig config(Random random) {
    ViewConfig.Builder builder = ViewConfig.builder();
    builder.expression("e", "\"x\" * 2 + 1");
    List<String> columns = new ArrayList<>(List.of("x", "f", "e", "h", "k"));
    if (random.nextInt(3) == 0) {
      builder.window(
          "w",
          new WindowSpec(
              "x",
              random.nextBoolean() ? "lag" : "sum",
              List.of("g"),
              Optional.empty(),
              Optional.empty(),
              OptionalInt.empty(),
              OptionalDouble.empty()));
      columns.add("w");
    }
    Collections.shuffle(columns, random);
    List<String> shown = new ArrayList<>(columns.subList(0, 1 + random.nextInt(3)));
    if (random.nextInt(3) == 0) {
      builder.filter(
          Filter.of(
              columns.contains("w") ? "w" : "x", random.nextBoolean() ? ">" : "<", Scalar.of(3)));
    }
    int shape = random.nextInt(8);
    if (shape >= 2 && shape != 3) {
      builder.groupBy(random.nextBoolean() ? List.of("g") : List.of("g", "b"));
      shown.removeAll(List.of("g", "b"));
      for (String column : shown) {
        if (!column.equals("h")) {
          String aggregate = NUMERIC.get(random.nextInt(NUMERIC.size()));
          if (!aggregate.equals("weighted mean")) {
            builder.aggregate(column, aggregate);
          }
        }
      }
    }
    if (shape == 3 || shape == 4 || shape == 5) {
      builder.splitBy(random.nextBoolean() ? List.of("h") : List.of("h", "b"));
      shown.remove("h");
      if (shown.isEmpty()) {
        shown.add("x");
      }
      builder.splitRollupMode(random.nextBoolean() ? SplitRollupMode.FLAT : SplitRollupMode.ROLLUP);
    }
    if (shape == 5 || shape == 6) {
      builder.groupRollupMode(GroupRollupMode.FLAT);
    }
    if (shape == 7) {
      builder.groupRollupMode(GroupRollupMode.TOTAL);
    }
    return builder.columns(shown).build();
  }

  private static Table table(Kind kind, String rows) {
    TableOptions options =
        switch (kind) {
          case INDEXED -> TableOptions.indexedBy("k");
          case UNINDEXED -> TableOptions.DEFAULT;
          case LIMITED -> TableOptions.limitedTo(5);
        };
    Table table = Table.create(new TableData.OfSchema(SCHEMA), options);
    table.update(Tables.rows(rows), 0);
    return table;
  }

  private static final Schema SCHEMA =
      Schema.of(
          Map.of(
              "k", ColumnType.INTEGER,
              "g", ColumnType.STRING,
              "h", ColumnType.STRING,
              "b", ColumnType.BOOLEAN,
              "x", ColumnType.INTEGER,
              "f", ColumnType.FLOAT));

  private static String rows(Random random, Kind kind, int count) {
    StringJoiner rows = new StringJoiner(",", "[", "]");
    for (int i = 0; i < count; i++) {
      StringJoiner row = new StringJoiner(",", "{", "}");
      row.add("\"k\":" + random.nextInt(9));
      if (kind == Kind.UNINDEXED && random.nextInt(3) == 0) {
        row.add("\"__INDEX__\":" + random.nextInt(6));
      }
      add(row, random, "g", '"' + "abcd".substring(random.nextInt(4)).substring(0, 1) + '"');
      add(row, random, "h", '"' + "pqr".substring(random.nextInt(3)).substring(0, 1) + '"');
      add(row, random, "b", String.valueOf(random.nextBoolean()));
      add(row, random, "x", String.valueOf(random.nextInt(8)));
      add(row, random, "f", random.nextInt(8) + ".5");
      rows.add(row.toString());
    }
    return rows.toString();
  }

  private static void add(StringJoiner row, Random random, String name, String value) {
    int draw = random.nextInt(10);
    if (draw < 7) {
      row.add('"' + name + "\":" + value);
    } else if (draw == 7) {
      row.add('"' + name + "\":null");
    }
  }

  private static void change(Random random, Kind kind, Table table) {
    int draw = random.nextInt(20);
    if (draw == 0) {
      table.replace(Tables.rows("[]"));
    } else if (draw == 1) {
      table.replace(Tables.rows(rows(random, Kind.INDEXED, 1 + random.nextInt(5))));
    } else if (draw < 8 && kind == Kind.INDEXED) {
      Set<Integer> keys = new HashSet<>();
      for (int i = 0; i < 1 + random.nextInt(4); i++) {
        keys.add(random.nextInt(9));
      }
      table.remove(Tables.rows(keys.toString()));
    } else {
      table.update(Tables.rows(rows(random, kind, 1 + random.nextInt(4))), 0);
    }
  }

  /** The same rows in a table that has lived through nothing. */
  private static Table copy(Table source, Kind kind) {
    try (View all = source.view(ViewConfig.ALL)) {
      Slice slice = all.slice(Viewport.ALL);
      return table(
          kind,
          StandardCharsets.UTF_8.decode(RowsJson.write(slice, JsonOptions.DEFAULT)).toString());
    }
  }

  private static Map<Object, String> byKey(Slice slice) {
    Map<Object, String> rows = new TreeMap<>();
    List<String> texts = texts(slice);
    Vector keys = slice.keys().orElseThrow();
    for (int i = 0; i < texts.size(); i++) {
      rows.put(keys.isNull(i) ? Long.MIN_VALUE : keys.longs()[i], texts.get(i));
    }
    return rows;
  }

  private static List<String> sorted(List<String> texts) {
    return texts.stream().sorted().toList();
  }

  /** Each row as text, in order, with the values of its groups. */
  private static List<String> texts(Slice slice) {
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < slice.rowCount(); i++) {
      StringJoiner row = new StringJoiner(",");
      int at = i;
      slice
          .rowPaths()
          .ifPresent(paths -> paths.levels().forEach(level -> row.add(cell(level, at))));
      for (Slice.Column column : slice.columns()) {
        row.add(cell(column.cells(), i));
      }
      rows.add(row.toString());
    }
    return rows;
  }

  private static String cell(Vector cells, int i) {
    if (cells.isNull(i)) {
      return "null";
    }
    return switch (cells.physicalType().lane()) {
      case LONG -> Long.toString(cells.longs()[i]);
      // sums of floats depend on the order of the rows
      case DOUBLE -> Float.toString((float) (cells.doubles()[i] + 0.0));
      case CODE -> cells.dictionary().string(cells.codes()[i]);
    };
  }
}
