package dev.perspective4j.conformance.derived;

import dev.perspective4j.model.ColumnType;
import dev.perspective4j.model.Filter;
import dev.perspective4j.model.GroupRollupMode;
import dev.perspective4j.model.Scalar;
import dev.perspective4j.model.Schema;
import dev.perspective4j.model.SplitRollupMode;
import dev.perspective4j.model.ViewConfig;
import dev.perspective4j.testkit.WireRequests;
import dev.perspective4j.wire.SchemaCodec;
import dev.perspective4j.wire.proto.MakeTableData;
import dev.perspective4j.wire.proto.MakeTableReq;
import dev.perspective4j.wire.proto.MakeTableReq.MakeTableOptions;
import dev.perspective4j.wire.proto.Request;
import dev.perspective4j.wire.proto.TableDescribeReq;
import dev.perspective4j.wire.proto.ViewOnRemoveReq;
import dev.perspective4j.wire.proto.ViewOnUpdateReq;
import dev.perspective4j.wire.proto.ViewPort;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.StringJoiner;

/**
 * A random table, a table derived from a view of it, one derived from a view of that, views on both, and
 * changes of the source; the same for the same seed.
 *
 * <p>What the reference gets wrong in any live view (docs/compatibility.md) is left out: joins and windows,
 * whose views report rows in which nothing changed, and aggregates that remember.
 */
final class DerivedScript {
  private static final Map<String, ColumnType> TYPES = new LinkedHashMap<>();

  static {
    TYPES.put("id", ColumnType.INTEGER);
    TYPES.put("n", ColumnType.INTEGER);
    TYPES.put("x", ColumnType.FLOAT);
    TYPES.put("t", ColumnType.STRING);
    TYPES.put("s", ColumnType.STRING);
    TYPES.put("b", ColumnType.BOOLEAN);
  }

  private static final List<String> FOR_NUMBERS =
      List.of("sum", "count", "avg", "distinct count", "unique", "sum abs");
  private static final List<String> WITHOUT_NULLS = List.of("sum", "avg", "min", "max");
  private static final List<String> FOR_OTHERS = List.of("count", "distinct count", "unique");

  private final Random random;
  private final String prefix;
  private final String index;
  private final int limit;
  private final Set<Integer> keys = new LinkedHashSet<>();
  private final List<Step> steps = new ArrayList<>();
  private ViewConfig config = ViewConfig.ALL;
  private Map<String, ColumnType> columns = Map.of();
  private final List<String> read = new ArrayList<>();

  /**
   * Whether no cell is null: to the reference nulls are zeros in views with splits alone, and in
   * aggregates that order values.
   */
  private boolean complete;

  /**
   * A request, and what of.
   *
   * @param reads views to read afterwards
   */
  record Step(Request request, List<String> reads, String text) {
    @Override
    public String toString() {
      return text;
    }
  }

  private DerivedScript(long seed, String prefix) {
    random = new Random(seed);
    this.prefix = prefix;
    index = random.nextInt(5) < 3 ? "id" : "";
    limit = index.isEmpty() && random.nextBoolean() ? 6 : 0;
  }

  /** The script of a seed; its tables and views have names of their own. */
  static DerivedScript of(long seed, String prefix, int length) {
    DerivedScript script = new DerivedScript(seed, prefix);
    script.makeTables();
    while (script.steps.size() < length) {
      script.change();
    }
    return script;
  }

  /** What is done, in order. */
  List<Step> steps() {
    return steps;
  }

  /** The view the first table is derived from. */
  String source() {
    return prefix + "v";
  }

  /** The view of all that table has. */
  String watched() {
    return prefix + "dv";
  }

  /** Makes another view like the source. */
  Request.Builder viewAgain(String view) {
    return WireRequests.view(prefix + "t", view, config);
  }

  /** Derives another table with the columns of the first. */
  Request.Builder tableAgain(String table, String view) {
    return derivation(table, view, columns);
  }

  private void makeTables() {
    MakeTableOptions.Builder options = MakeTableOptions.newBuilder();
    if (!index.isEmpty()) {
      options.setMakeIndexTable(index);
    } else if (limit > 0) {
      options.setMakeLimitTable(limit);
    }
    add(
        Request.newBuilder()
            .setEntityId(prefix + "t")
            .setMakeTableReq(
                MakeTableReq.newBuilder()
                    .setData(
                        MakeTableData.newBuilder()
                            .setFromSchema(SchemaCodec.encode(Schema.of(TYPES))))
                    .setOptions(options)),
        "table index=" + index + " limit=" + limit);
    add(describe(), "describe"); // so that both servers know what the client wants
    String first = rows(4, true);
    add(WireRequests.update(prefix + "t", first), "update " + first);
    List<String> groups = new ArrayList<>();
    complete = random.nextInt(3) == 0;
    config = config(groups);
    complete |= !config.splitBy().isEmpty() && groups.isEmpty();
    add(WireRequests.view(prefix + "t", prefix + "v", config), "view " + config);
    columns = wanted(config, groups);
    derive("d", "v", columns);
    watch("d", "dv", ViewConfig.ALL);
    String column =
        groups.isEmpty() ? config.columns().orElseThrow().getFirst() : groups.getFirst();
    boolean named = config.splitBy().isEmpty() || !groups.isEmpty();
    if (named && config.groupRollupMode() != GroupRollupMode.TOTAL && random.nextInt(3) > 0) {
      ViewConfig counts =
          ViewConfig.builder().groupBy(column).columns(column).aggregate(column, "count").build();
      add(WireRequests.view(prefix + "d", prefix + "w", counts), "view on d " + counts);
      derive("e", "w", Map.of());
      watch("e", "ev", ViewConfig.ALL);
    }
    write(describe(), "describe and read");
  }

  private Request.Builder describe() {
    return Request.newBuilder()
        .setEntityId(prefix + "t")
        .setTableDescribeReq(TableDescribeReq.getDefaultInstance());
  }

  private Map<String, ColumnType> wanted(ViewConfig config, List<String> groups) {
    Map<String, ColumnType> wanted = new LinkedHashMap<>();
    if (random.nextInt(4) > 0 || config.groupRollupMode() == GroupRollupMode.TOTAL) {
      return wanted;
    }
    if (!config.splitBy().isEmpty()) {
      for (String value : List.of("p", "q", "r", "w")) {
        wanted.put(value + "|id", ColumnType.INTEGER);
      }
    }
    // The reference also takes columns of the table that the view does not show.
    if (groups.isEmpty() && config.columns().orElseThrow().contains("id")) {
      wanted.put("id", ColumnType.INTEGER);
    }
    groups.forEach(group -> wanted.put(group, TYPES.getOrDefault(group, ColumnType.STRING)));
    wanted.put("nothing", ColumnType.FLOAT);
    return wanted;
  }

  private void derive(String table, String view, Map<String, ColumnType> wanted) {
    add(
        derivation(prefix + table, prefix + view, wanted),
        "table " + table + " from " + view + " " + wanted);
  }

  private static Request.Builder derivation(
      String table, String view, Map<String, ColumnType> wanted) {
    MakeTableOptions.Builder options = MakeTableOptions.newBuilder();
    if (!wanted.isEmpty()) {
      options.setViewSchema(SchemaCodec.encode(Schema.of(wanted)));
    }
    return Request.newBuilder()
        .setEntityId(table)
        .setMakeTableReq(
            MakeTableReq.newBuilder()
                .setData(MakeTableData.newBuilder().setFromView(view))
                .setOptions(options));
  }

  private void watch(String table, String view, ViewConfig config) {
    read.add(prefix + view);
    add(WireRequests.view(prefix + table, prefix + view, config), "view " + view + " of " + table);
    add(
        Request.newBuilder()
            .setEntityId(prefix + view)
            .setViewOnUpdateReq(ViewOnUpdateReq.newBuilder().setMode(ViewOnUpdateReq.Mode.ROW)),
        "on_update of " + view);
    add(
        Request.newBuilder()
            .setEntityId(prefix + view)
            .setViewOnRemoveReq(ViewOnRemoveReq.getDefaultInstance()),
        "on_remove of " + view);
  }

  private ViewConfig config(List<String> groups) {
    ViewConfig.Builder view = ViewConfig.builder();
    List<String> names = new ArrayList<>(TYPES.keySet());
    if (random.nextInt(3) == 0) {
      view.expression("e", random.nextBoolean() ? "\"n\" + 1" : "\"x\" * 2 + \"n\"");
      names.add("e");
    }
    int shape = random.nextInt(8);
    if (shape >= 3) {
      groups.addAll(some(List.of("t", "s", "b", "n"), 1 + random.nextInt(2)));
    }
    if (shape == 2 || shape == 5 || shape == 6) {
      List<String> splits = some(List.of("s", "b"), random.nextInt(4) == 0 ? 2 : 1);
      view.splitBy(splits);
      groups.removeAll(splits);
      names.removeAll(splits);
      if (random.nextInt(3) == 0) {
        view.splitRollupMode(SplitRollupMode.ROLLUP);
      }
    }
    names.removeAll(groups);
    List<String> columns = new ArrayList<>(some(names, 1 + random.nextInt(3)));
    if (random.nextInt(3) > 0 && !columns.contains("id")) {
      columns.add("id");
    }
    view.groupBy(groups).columns(columns);
    if (shape == 7 && groups.size() > 0) {
      view.groupRollupMode(random.nextInt(4) == 0 ? GroupRollupMode.TOTAL : GroupRollupMode.FLAT);
    }
    if (!groups.isEmpty()) {
      for (String column : columns) {
        boolean number = List.of("id", "n", "x", "e").contains(column);
        List<String> fitting = !number ? FOR_OTHERS : complete ? WITHOUT_NULLS : FOR_NUMBERS;
        if (random.nextBoolean()) {
          view.aggregate(column, fitting.get(random.nextInt(fitting.size())));
        }
      }
    }
    if (random.nextInt(2) == 0) {
      view.filter(
          switch (random.nextInt(3)) {
            case 0 -> Filter.of("n", ">", Scalar.of(1.0));
            case 1 -> Filter.of("t", "!=", Scalar.of("a"));
            default -> Filter.of("x", "<", Scalar.of(1.25));
          });
    }
    return view.build();
  }

  private List<String> some(List<String> from, int count) {
    Set<String> chosen = new LinkedHashSet<>();
    while (chosen.size() < Math.min(count, from.size())) {
      chosen.add(from.get(random.nextInt(from.size())));
    }
    return List.copyOf(chosen);
  }

  private void change() {
    int what = random.nextInt(20);
    if (what == 0) {
      keys.clear();
      write(WireRequests.replace(prefix + "t", "[]"), "clear");
    } else if (what == 1) {
      String rows = rows(1 + random.nextInt(4), true);
      write(WireRequests.replace(prefix + "t", rows), "replace " + rows);
    } else if (what < 7 && !index.isEmpty()) {
      Set<Integer> gone = new LinkedHashSet<>();
      for (int i = 0; i <= random.nextInt(3); i++) {
        gone.add(random.nextInt(10));
      }
      keys.removeAll(gone);
      write(WireRequests.remove(prefix + "t", gone.toString()), "remove " + gone);
    } else {
      String rows = rows(1 + random.nextInt(4), keys.isEmpty());
      write(WireRequests.update(prefix + "t", rows), "update " + rows);
    }
  }

  /** Rows; the first ones of an empty table have no nulls. */
  private String rows(int count, boolean anew) {
    if (anew) {
      keys.clear();
    }
    StringJoiner rows = new StringJoiner(",", "[", "]");
    for (int i = 0; i < count; i++) {
      StringJoiner row = new StringJoiner(",", "{", "}");
      int key = random.nextInt(10);
      row.add("\"id\":" + key);
      boolean known = !keys.add(key) && !index.isEmpty();
      for (String name : TYPES.keySet()) {
        int draw = anew || (complete && !known) ? 9 : random.nextInt(10);
        if (name.equals("id") || (known && draw < 3)) {
          continue;
        }
        row.add('"' + name + "\":" + (draw == 3 && !complete ? "null" : cell(name)));
      }
      rows.add(row.toString());
    }
    return rows.toString();
  }

  private String cell(String name) {
    return switch (name) {
      case "n" -> String.valueOf(random.nextInt(6) - 1);
      case "x" -> String.valueOf((random.nextInt(17) - 8) / 4.0);
      case "t" -> '"' + List.of("a", "b", "c", "d").get(random.nextInt(4)) + '"';
      case "s" -> '"' + List.of("p", "q", "r").get(random.nextInt(3)) + '"';
      default -> String.valueOf(random.nextBoolean());
    };
  }

  private void write(Request.Builder request, String text) {
    steps.add(new Step(request.build(), read, text));
  }

  private void add(Request.Builder request, String text) {
    steps.add(new Step(request.build(), List.of(), text));
  }

  /** Reads a view. */
  static Request.Builder read(String view) {
    return WireRequests.columns(view, ViewPort.getDefaultInstance(), false);
  }
}
