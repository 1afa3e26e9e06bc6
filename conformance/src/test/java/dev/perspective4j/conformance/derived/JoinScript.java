package dev.perspective4j.conformance.derived;

import com.google.protobuf.ByteString;
import dev.perspective4j.conformance.generate.Draw;
import dev.perspective4j.conformance.live.LiveColumns;
import dev.perspective4j.conformance.live.LiveRows;
import dev.perspective4j.conformance.live.LiveRows.Format;
import dev.perspective4j.conformance.live.LiveScript;
import dev.perspective4j.conformance.live.LiveStep;
import dev.perspective4j.conformance.live.LiveStep.Effect;
import dev.perspective4j.model.ColumnType;
import dev.perspective4j.model.Schema;
import dev.perspective4j.testkit.WireRequests;
import dev.perspective4j.wire.SchemaCodec;
import dev.perspective4j.wire.proto.JoinType;
import dev.perspective4j.wire.proto.MakeJoinTableReq;
import dev.perspective4j.wire.proto.MakeTableData;
import dev.perspective4j.wire.proto.MakeTableReq;
import dev.perspective4j.wire.proto.Request;
import dev.perspective4j.wire.proto.TableRemoveReq;
import dev.perspective4j.wire.proto.TableReplaceReq;
import dev.perspective4j.wire.proto.TableUpdateReq;
import dev.perspective4j.wire.proto.ViewOnUpdateReq;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Random joins, joins of joins among them, under changes of every table, the same for the same seed:
 * all types of keys, keys with and without partners, many times or never on either side.
 *
 * <p>The reference knows two kinds of null, which do not join with each other (docs/compatibility.md):
 * one of Arrow, of cells left out and of the first rows of an empty table, and one of all others. In
 * scripts with null keys there is only the second kind.
 */
final class JoinScript {

  private static final List<String> TEXTS =
      List.of("a", "b", "", "é", "日本", "😀", "～", "a b", "10");
  private static final List<JoinType> JOINS =
      List.of(JoinType.INNER, JoinType.LEFT, JoinType.OUTER);

  private final Draw draw;
  private final ColumnType keyType;
  private final boolean withNulls;
  private final boolean nullKeys;
  private final List<Table> sources = new ArrayList<>();
  private final List<Table> joins = new ArrayList<>();
  private final List<Viewed> views = new ArrayList<>();
  private final List<LiveStep> steps = new ArrayList<>();
  private int made;

  /**
   * A table.
   *
   * @param complete whether no row lacks a partner
   */
  private record Table(
      String name, Map<String, ColumnType> types, String index, boolean complete) {}

  private record Viewed(String id, int session) {}

  private JoinScript(long seed) {
    draw = new Draw(seed);
    keyType = draw.of(ColumnType.values());
    withNulls = draw.chance(30);
    nullKeys = withNulls && draw.chance(50);
  }

  /** The script of a seed. */
  static JoinScript of(long seed, int length) {
    JoinScript script = new JoinScript(seed);
    script.makeTables();
    while (script.steps.size() < length) {
      script.step();
    }
    return script;
  }

  /** What is done, in order. */
  List<LiveStep> steps() {
    return steps;
  }

  /** Columns of the tables; nulls of rows without partner are those the reference knows best. */
  Map<String, LiveColumns> columns() {
    Map<String, LiveColumns> columns = new HashMap<>();
    for (Table table : Stream.concat(sources.stream(), joins.stream()).toList()) {
      Map<String, ColumnType> types = new HashMap<>(table.types);
      types.put("e", ColumnType.STRING);
      boolean nulls = withNulls || !table.complete;
      columns.put(
          table.name,
          new LiveColumns(
              types,
              nulls ? types.keySet() : Set.of(),
              withNulls || joins.contains(table),
              !withNulls));
    }
    return columns;
  }

  // ---- tables

  private void makeTables() {
    String rightKey = draw.chance(50) ? "k" : "rk";
    makeTable(LiveScript.TABLE, types("k", "a", ColumnType.INTEGER, "s"));
    makeTable("R", types(rightKey, "b", ColumnType.FLOAT, "u"));
    makeTable("Q", types("k", "c", ColumnType.DATETIME, "w"));
    sources.forEach(this::update);
    makeJoin("J", sources.get(0), sources.get(1), "k", rightKey);
    makeView();
    if (draw.chance(60)) {
      boolean first = draw.chance(50);
      Table other = sources.get(2);
      Table join = joins.getFirst();
      makeJoin("K", first ? join : other, first ? other : join, "k", "k");
    }
    makeView();
  }

  private Map<String, ColumnType> types(String key, String number, ColumnType type, String text) {
    Map<String, ColumnType> types = new LinkedHashMap<>();
    if (draw.chance(50)) {
      types.put(key, keyType);
      types.put(number, type);
    } else {
      types.put(number, type);
      types.put(key, keyType);
    }
    types.put(text, ColumnType.STRING);
    return types;
  }

  private void makeTable(String name, Map<String, ColumnType> types) {
    List<String> indexes =
        types.keySet().stream().filter(c -> types.get(c) != ColumnType.BOOLEAN).toList();
    String index = draw.chance(40) ? "" : draw.of(indexes);
    Schema schema =
        new Schema(
            types.entrySet().stream()
                .map(entry -> new Schema.Column(entry.getKey(), entry.getValue()))
                .toList());
    MakeTableReq.MakeTableOptions.Builder options = MakeTableReq.MakeTableOptions.newBuilder();
    if (!index.isEmpty()) {
      options.setMakeIndexTable(index);
    } else if (draw.chance(30)) {
      options.setMakeLimitTable(4);
    }
    sources.add(new Table(name, types, index, true));
    add(
        0,
        Effect.NONE,
        Request.newBuilder()
            .setEntityId(name)
            .setMakeTableReq(
                MakeTableReq.newBuilder()
                    .setData(MakeTableData.newBuilder().setFromSchema(SchemaCodec.encode(schema)))
                    .setOptions(options)),
        "table " + name + " " + types + " index=" + index + " " + options.getMakeLimitTable());
  }

  private void makeJoin(String name, Table left, Table right, String on, String rightOn) {
    JoinType type = draw.of(JOINS);
    Map<String, ColumnType> types = new LinkedHashMap<>(left.types);
    right.types.forEach(
        (column, columnType) -> {
          if (!column.equals(rightOn)) {
            types.put(column, columnType);
          }
        });
    boolean complete = type == JoinType.INNER && left.complete && right.complete;
    joins.add(new Table(name, types, "", complete));
    String explicit = on.equals(rightOn) && draw.chance(50) ? "" : rightOn;
    add(0, Effect.NONE, join(name, left.name, right.name, on, explicit, type), "join " + name);
  }

  private static Request.Builder join(
      String name, String left, String right, String on, String rightOn, JoinType type) {
    return Request.newBuilder()
        .setEntityId(name)
        .setMakeJoinTableReq(
            MakeJoinTableReq.newBuilder()
                .setLeftTableId(left)
                .setRightTableId(right)
                .setOnColumn(on)
                .setRightOnColumn(rightOn)
                .setJoinType(type));
  }

  // ---- steps

  private void step() {
    int what = draw.below(100);
    Table source = draw.of(sources);
    if (what < 45) {
      update(source);
    } else if (nullKeys && what < 64) {
      update(source);
    } else if (what < 57) {
      remove(source);
    } else if (what < 60) {
      replace(source, List.of());
    } else if (what < 64) {
      replace(source, rows(source));
    } else if (what < 78) {
      makeView();
    } else if (what < 84) {
      subscribe();
    } else if (what < 92) {
      read();
    } else {
      refused();
    }
  }

  private void update(Table table) {
    Format format =
        nullKeys
            ? draw.of(Format.ROWS, Format.COLUMNS)
            : draw.of(Format.ROWS, Format.COLUMNS, Format.ARROW);
    LiveRows data = new LiveRows(table.types, rows(table));
    add(
        session(),
        Effect.ROWS,
        Request.newBuilder()
            .setEntityId(table.name)
            .setTableUpdateReq(TableUpdateReq.newBuilder().setData(data.in(format))),
        "update " + table.name + " " + format + " " + data);
  }

  private void replace(Table table, List<Map<String, @Nullable Object>> rows) {
    LiveRows data = new LiveRows(table.types, rows);
    add(
        session(),
        Effect.ROWS,
        Request.newBuilder()
            .setEntityId(table.name)
            .setTableReplaceReq(TableReplaceReq.newBuilder().setData(data.in(Format.ROWS))),
        "replace " + table.name + " " + data);
  }

  private void remove(Table table) {
    if (table.index.isEmpty()) {
      update(table);
      return;
    }
    List<Map<String, @Nullable Object>> keys = new ArrayList<>();
    for (Map<String, @Nullable Object> row : rows(table)) {
      Map<String, @Nullable Object> key = new LinkedHashMap<>();
      key.put(table.index, row.get(table.index));
      keys.add(key);
    }
    LiveRows data =
        new LiveRows(
            Map.of(table.index, table.types.getOrDefault(table.index, ColumnType.STRING)), keys);
    add(
        session(),
        Effect.ROWS,
        Request.newBuilder()
            .setEntityId(table.name)
            .setTableRemoveReq(TableRemoveReq.newBuilder().setData(data.in(Format.ARROW))),
        "remove " + table.name + " " + data);
  }

  private List<Map<String, @Nullable Object>> rows(Table table) {
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    for (int i = draw.between(1, 5); i > 0; i--) {
      Map<String, @Nullable Object> row = new LinkedHashMap<>();
      table.types.forEach((name, type) -> row.put(name, cell(table, name, type)));
      rows.add(row);
    }
    return rows;
  }

  private @Nullable Object cell(Table table, String name, ColumnType type) {
    boolean key = name.equals("k") || name.equals("rk");
    boolean first = joins.isEmpty();
    if (withNulls && (nullKeys || !key) && !first && !name.equals(table.index) && draw.chance(20)) {
      return null;
    }
    return switch (type) {
      case INTEGER -> (long) draw.between(-2, 5);
      case FLOAT -> draw.between(-4, 4) / 4.0;
      case STRING -> draw.of(TEXTS);
      case BOOLEAN -> draw.chance(50);
      case DATE -> 18_000L + draw.below(6);
      case DATETIME -> 1_500_000_000_123L + draw.below(6) * 1_000_000_000L;
    };
  }

  private void makeView() {
    if (views.size() >= 6) {
      Viewed view = views.remove(draw.below(views.size()));
      add(view.session, Effect.VIEWS, WireRequests.deleteView(view.id), "delete " + view.id);
      return;
    }
    Table table = draw.chance(80) ? draw.of(joins) : draw.of(sources);
    Viewed view = new Viewed("v" + ++made, session());
    views.add(view);
    var config = new JoinConfigs(draw).next(table.types);
    add(
        view.session,
        Effect.VIEWS,
        WireRequests.view(table.name, view.id, config),
        "view " + view.id + " of " + table.name + " " + config);
  }

  private void subscribe() {
    Viewed view = draw.of(views);
    ViewOnUpdateReq.Builder mode = ViewOnUpdateReq.newBuilder();
    if (draw.chance(60)) {
      mode.setMode(ViewOnUpdateReq.Mode.ROW);
    }
    Request.Builder request = Request.newBuilder().setEntityId(view.id).setViewOnUpdateReq(mode);
    add(view.session, Effect.SUBSCRIBES, request, "on_update " + mode + " of " + view.id);
  }

  private void read() {
    Viewed view = draw.of(views);
    int row = draw.below(6);
    var window = WireRequests.window(row, row + draw.below(6), 0, 4);
    Request.Builder request =
        switch (draw.below(5)) {
          case 0 -> WireRequests.columns(view.id, window, false);
          case 1 -> WireRequests.rowsJson(view.id, window);
          case 2 -> WireRequests.arrow(view.id, window);
          case 3 -> WireRequests.csv(view.id, window);
          default -> WireRequests.schema(view.id);
        };
    add(view.session, Effect.NONE, request, "read " + request.getClientReqCase() + " " + view.id);
  }

  /** What a join and its sources refuse. */
  private void refused() {
    String join = draw.of(joins).name;
    Table source = draw.of(sources);
    MakeTableData row =
        MakeTableData.newBuilder().setFromRows(ByteString.copyFromUtf8("[{\"k\":1}]")).build();
    Request.Builder request = Request.newBuilder().setEntityId(join);
    JoinType type = draw.of(JOINS);
    Request.Builder refused =
        switch (draw.below(12)) {
          case 0 -> request.setTableUpdateReq(TableUpdateReq.newBuilder().setData(row));
          case 1 -> request.setTableRemoveReq(TableRemoveReq.newBuilder().setData(row));
          case 2 -> request.setTableReplaceReq(TableReplaceReq.newBuilder().setData(row));
          case 3, 4 -> WireRequests.deleteTable(draw.of(LiveScript.TABLE, "R"));
          case 5 -> join(join, LiveScript.TABLE, "R", "k", "", type);
          case 6 -> join("X", "nowhere", source.name, "k", "", type);
          case 7 -> join("X", source.name, "nowhere", "k", "", type);
          case 8 -> join("X", source.name, join, "missing", "", type);
          case 9 -> join("X", join, source.name, "k", "missing", type);
          case 10 -> join("X", LiveScript.TABLE, "R", "a", "u", type);
          default -> join("X", source.name, source.name, "k", "", type);
        };
    add(session(), Effect.NONE, refused, "refused " + refused.build());
  }

  private int session() {
    return draw.below(LiveScript.SESSIONS);
  }

  private void add(int session, Effect effect, Request.Builder request, String text) {
    steps.add(LiveStep.of(session, effect, request, text));
  }
}
