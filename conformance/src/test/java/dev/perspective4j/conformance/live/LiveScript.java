package dev.perspective4j.conformance.live;

import com.google.protobuf.ByteString;
import dev.perspective4j.conformance.live.LiveRows.Format;
import dev.perspective4j.conformance.live.LiveStep.Effect;
import dev.perspective4j.model.ColumnType;
import dev.perspective4j.model.GroupRollupMode;
import dev.perspective4j.model.Schema;
import dev.perspective4j.model.ViewConfig;
import dev.perspective4j.testkit.WireRequests;
import dev.perspective4j.wire.SchemaCodec;
import dev.perspective4j.wire.proto.MakeTableData;
import dev.perspective4j.wire.proto.MakeTableReq;
import dev.perspective4j.wire.proto.Request;
import dev.perspective4j.wire.proto.TableMakePortReq;
import dev.perspective4j.wire.proto.TableRemoveReq;
import dev.perspective4j.wire.proto.TableReplaceReq;
import dev.perspective4j.wire.proto.TableUpdateReq;
import dev.perspective4j.wire.proto.ViewCollapseReq;
import dev.perspective4j.wire.proto.ViewExpandReq;
import dev.perspective4j.wire.proto.ViewOnDeleteReq;
import dev.perspective4j.wire.proto.ViewOnRemoveReq;
import dev.perspective4j.wire.proto.ViewOnUpdateReq;
import dev.perspective4j.wire.proto.ViewPort;
import dev.perspective4j.wire.proto.ViewRemoveOnUpdateReq;
import dev.perspective4j.wire.proto.ViewSetDepthReq;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Random things that several sessions do to one table and its views, the same for the same seed.
 *
 * <p>Three kinds of script alternate: without nulls; with nulls in new rows; and with cells that become
 * null, which the live views of the reference forget (docs/compatibility.md). An empty table is filled
 * without nulls, since the reference takes those for others than nulls that come later.
 */
public final class LiveScript {

  public static final int SESSIONS = 3;
  public static final String TABLE = "T";

  private static final Map<String, ColumnType> TYPES = new LinkedHashMap<>();

  static {
    TYPES.put("id", ColumnType.INTEGER);
    TYPES.put("n", ColumnType.INTEGER);
    TYPES.put("x", ColumnType.FLOAT);
    TYPES.put("t", ColumnType.STRING);
    TYPES.put("s", ColumnType.STRING);
    TYPES.put("b", ColumnType.BOOLEAN);
    TYPES.put("d", ColumnType.DATE);
    TYPES.put("m", ColumnType.DATETIME);
  }

  private static final List<String> TEXTS =
      List.of("a", "b", "B", "aa", "", "a b", "é", "z", "日本", "10", "9", "c");

  private final Random random;
  private final Supplier<ViewConfig> configs;
  private final Nulls nulls;
  private final String index;
  private final int limit;
  private final List<LiveStep> steps = new ArrayList<>();
  private final Set<String> keys = new TreeSet<>();
  private final List<Long> numbers = new ArrayList<>();
  private long nextNumber;
  private final List<View> views = new ArrayList<>();
  private final List<LiveStep> subscriptions = new ArrayList<>();
  private int made;
  private int ports;

  private enum Nulls {
    NONE,
    IN_NEW_ROWS,
    ANYWHERE
  }

  private record View(String id, int session, ViewConfig config) {
    boolean isGrouped() {
      // The reference opens the groups of a total, though it shows none of them.
      return !config.groupBy().isEmpty() && config.groupRollupMode() != GroupRollupMode.TOTAL;
    }
  }

  private LiveScript(long seed, Function<Random, Supplier<ViewConfig>> views) {
    random = new Random(seed);
    configs = views.apply(random);
    nulls = Nulls.values()[Math.max(0, random.nextInt(5) - 2)];
    int kind = random.nextInt(6);
    index = kind < 3 ? "id" : kind == 3 ? "t" : "";
    limit = kind == 4 ? 6 : 0;
  }

  /** The script of a seed. */
  static LiveScript of(long seed, int length) {
    return of(seed, length, random -> new LiveConfigs(random)::next);
  }

  /** A script over views of some kind. */
  static LiveScript of(long seed, int length, Function<Random, Supplier<ViewConfig>> views) {
    LiveScript script = new LiveScript(seed, views);
    script.makeTable();
    script.update();
    script.makeView();
    script.makeView();
    while (script.steps.size() < length) {
      script.step();
    }
    return script;
  }

  /** What is done, in order. */
  List<LiveStep> steps() {
    return steps;
  }

  /** The steps but those that ask for notifications. */
  List<LiveStep> withoutSubscriptions() {
    return steps.stream()
        .filter(s -> s.effect() != Effect.SUBSCRIBES && s.effect() != Effect.UNSUBSCRIBES)
        .toList();
  }

  /** Types of the columns. */
  static Map<String, ColumnType> types() {
    return TYPES;
  }

  /** Columns of the tables. */
  Map<String, LiveColumns> columns() {
    Map<String, ColumnType> types = new LinkedHashMap<>(TYPES);
    types.putAll(LiveConfigs.expressionTypes());
    Set<String> nullable = new TreeSet<>(TYPES.keySet());
    nullable.removeAll(List.of("id", index));
    if (nulls == Nulls.NONE) {
      nullable.clear();
    }
    return Map.of(TABLE, new LiveColumns(types, nullable, nulls == Nulls.ANYWHERE, true));
  }

  private void step() {
    int what = random.nextInt(100);
    if (what < 34) {
      update();
    } else if (what < 43) {
      remove();
    } else if (what < 45) {
      replace(List.of(), "clear");
    } else if (what < 48) {
      replace(rows(1 + random.nextInt(5), true), "replace");
    } else if (what < 58) {
      makeView();
    } else if (what < 61) {
      deleteView();
    } else if (what < 73) {
      openOrClose();
    } else if (what < 84) {
      subscribe();
    } else if (what < 87) {
      unsubscribe();
    } else if (what < 89) {
      ports++;
      add(anySession(), Effect.NONE, port(), "make_port");
    } else {
      read();
    }
  }

  private void makeTable() {
    Schema schema =
        new Schema(
            TYPES.entrySet().stream()
                .map(entry -> new Schema.Column(entry.getKey(), entry.getValue()))
                .toList());
    MakeTableReq.MakeTableOptions.Builder options = MakeTableReq.MakeTableOptions.newBuilder();
    if (!index.isEmpty()) {
      options.setMakeIndexTable(index);
    } else if (limit > 0) {
      options.setMakeLimitTable(limit);
    }
    Request.Builder request =
        Request.newBuilder()
            .setEntityId(TABLE)
            .setMakeTableReq(
                MakeTableReq.newBuilder()
                    .setData(MakeTableData.newBuilder().setFromSchema(SchemaCodec.encode(schema)))
                    .setOptions(options));
    add(0, Effect.NONE, request, "table index=" + index + " limit=" + limit);
  }

  private void update() {
    Format format = Format.values()[random.nextInt(Format.values().length)];
    List<Map<String, @Nullable Object>> rows = rows(1 + random.nextInt(4), false);
    boolean numbered =
        index.isEmpty() && limit == 0 && !numbers.isEmpty() && random.nextInt(3) == 0;
    if (numbered && format != Format.CSV) { // which ignores the numbers
      number(rows);
    } else if (index.isEmpty()) {
      rows.forEach(_ -> numbers.add(nextNumber++));
    }
    LiveRows data = sameColumns(format, rows);
    int port = ports > 0 && random.nextInt(3) == 0 ? random.nextInt(ports + 1) : 0;
    add(
        anySession(),
        Effect.ROWS,
        Request.newBuilder()
            .setEntityId(TABLE)
            .setTableUpdateReq(
                TableUpdateReq.newBuilder().setData(data.in(format)).setPortId(port)),
        "update " + format + " port " + port + " " + data);
  }

  /** Makes rows replace those of some numbers; each counts as one more row all the same. */
  private void number(List<Map<String, @Nullable Object>> rows) {
    for (Map<String, @Nullable Object> row : rows) {
      row.put("__INDEX__", numbers.get(random.nextInt(numbers.size())));
      nextNumber++;
    }
  }

  /** The formats of columns and tables have the same columns in every row. */
  private static LiveRows sameColumns(Format format, List<Map<String, @Nullable Object>> rows) {
    if (format == Format.ROWS || format == Format.NDJSON) {
      return new LiveRows(TYPES, rows);
    }
    Map<String, ColumnType> types = new LinkedHashMap<>(TYPES);
    types.put("__INDEX__", ColumnType.INTEGER);
    rows.forEach(row -> types.keySet().retainAll(row.keySet()));
    List<Map<String, @Nullable Object>> cut = new ArrayList<>();
    for (Map<String, @Nullable Object> row : rows) {
      Map<String, @Nullable Object> copy = new LinkedHashMap<>(row);
      copy.keySet().retainAll(types.keySet());
      cut.add(copy);
    }
    return new LiveRows(types, cut);
  }

  /**
   * Rows to write. Rows whose keys are there may lack columns, others only where nulls may be: cells that
   * are left out are null.
   *
   * @param anew whether no other rows stay
   */
  private List<Map<String, @Nullable Object>> rows(int count, boolean anew) {
    if (anew) {
      keys.clear();
      numbers.clear();
    }
    boolean empty = index.isEmpty() ? numbers.isEmpty() : keys.isEmpty();
    boolean mayHoldNulls = nulls != Nulls.NONE && !empty;
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    boolean known = !index.isEmpty();
    for (int i = 0; i < count; i++) {
      Map<String, @Nullable Object> row = LiveRows.row(TYPES, this::cell);
      boolean made = index.isEmpty() || keys.add(String.valueOf(row.get(index)));
      known &= !made;
      if (mayHoldNulls && (made || nulls == Nulls.ANYWHERE)) {
        putNulls(row);
      }
      rows.add(row);
    }
    if (known || (mayHoldNulls && random.nextInt(3) == 0)) {
      Set<String> left = new TreeSet<>(TYPES.keySet());
      left.removeAll(known ? List.of(index) : List.of("id", index));
      for (String name : List.copyOf(left)) {
        if (random.nextInt(3) == 0) {
          rows.forEach(row -> row.remove(name));
        }
      }
    }
    return rows;
  }

  private void putNulls(Map<String, @Nullable Object> row) {
    for (String name : TYPES.keySet()) {
      if (!name.equals("id") && !name.equals(index) && random.nextInt(5) == 0) {
        row.put(name, null);
      }
    }
  }

  private void cell(String name, Map<String, @Nullable Object> row) {
    row.put(
        name,
        switch (name) {
          case "id" -> (long) random.nextInt(12);
          case "n" -> (long) random.nextInt(7) - 3;
          case "x" -> (random.nextInt(17) - 8) / 4.0;
          case "t", "s" -> TEXTS.get(random.nextInt(name.equals("t") ? TEXTS.size() : 4));
          case "b" -> random.nextBoolean();
          case "d" -> 18000L + random.nextInt(4);
          default -> 1_500_000_000_123L + random.nextInt(4) * 1_000_000_000L;
        });
  }

  private void remove() {
    if (index.isEmpty()) {
      update();
      return;
    }
    List<Map<String, @Nullable Object>> gone = new ArrayList<>();
    List<String> literals = new ArrayList<>();
    int count = 1 + random.nextInt(3);
    for (int i = 0; i < count; i++) {
      Map<String, @Nullable Object> row = new LinkedHashMap<>();
      cell(index, row);
      gone.add(row);
      Object key = row.get(index);
      keys.remove(String.valueOf(key));
      literals.add(key instanceof String ? "\"" + key + "\"" : String.valueOf(key));
    }
    MakeTableData data =
        random.nextInt(3) == 0
            ? new LiveRows(Map.of(index, TYPES.getOrDefault(index, ColumnType.INTEGER)), gone)
                .in(Format.ARROW)
            : MakeTableData.newBuilder()
                .setFromRows(ByteString.copyFromUtf8(literals.toString()))
                .build();
    add(
        anySession(),
        Effect.ROWS,
        Request.newBuilder()
            .setEntityId(TABLE)
            .setTableRemoveReq(TableRemoveReq.newBuilder().setData(data)),
        "remove " + literals);
  }

  private void replace(List<Map<String, @Nullable Object>> rows, String what) {
    if (rows.isEmpty()) {
      keys.clear();
      numbers.clear();
    }
    if (index.isEmpty()) {
      rows.forEach(_ -> numbers.add(nextNumber++));
    }
    LiveRows data = new LiveRows(TYPES, rows);
    List<Format> formats = // the reference takes no NDJSON here, and nothing but rows for no rows
        rows.isEmpty()
            ? List.of(Format.ROWS)
            : List.of(Format.ROWS, Format.COLUMNS, Format.CSV, Format.ARROW);
    Format format = formats.get(random.nextInt(formats.size()));
    add(
        anySession(),
        Effect.ROWS,
        Request.newBuilder()
            .setEntityId(TABLE)
            .setTableReplaceReq(TableReplaceReq.newBuilder().setData(data.in(format))),
        what + " " + format + " " + data);
  }

  private void makeView() {
    if (views.size() >= 6) {
      deleteView();
      return;
    }
    View view = new View("v" + ++made, anySession(), configs.get());
    views.add(view);
    add(
        view.session,
        Effect.VIEWS,
        WireRequests.view(TABLE, view.id, view.config),
        "view " + view.id + " " + view.config);
  }

  private void deleteView() {
    if (views.size() > 1) {
      View view = views.remove(random.nextInt(views.size()));
      add(view.session, Effect.VIEWS, WireRequests.deleteView(view.id), "delete " + view.id);
    }
  }

  private void openOrClose() {
    List<View> grouped = views.stream().filter(View::isGrouped).toList();
    if (grouped.isEmpty()) {
      update();
      return;
    }
    View view = grouped.get(random.nextInt(grouped.size()));
    Request.Builder request = Request.newBuilder().setEntityId(view.id);
    int row = random.nextInt(6);
    int depth = random.nextInt(3);
    String text =
        switch (random.nextInt(3)) {
          case 0 -> {
            request.setViewExpandReq(ViewExpandReq.newBuilder().setRowIndex(row));
            yield "expand " + row;
          }
          case 1 -> {
            request.setViewCollapseReq(ViewCollapseReq.newBuilder().setRowIndex(row));
            yield "collapse " + row;
          }
          default -> {
            request.setViewSetDepthReq(ViewSetDepthReq.newBuilder().setDepth(depth));
            yield "set_depth " + depth;
          }
        };
    add(view.session, Effect.GROUPS, request, text + " of " + view.id);
  }

  private void subscribe() {
    View view = views.get(random.nextInt(views.size()));
    Request.Builder request = Request.newBuilder().setEntityId(view.id);
    String text =
        switch (random.nextInt(6)) {
          case 0 -> {
            request.setViewOnRemoveReq(ViewOnRemoveReq.getDefaultInstance());
            yield "on_remove";
          }
          case 1 -> {
            request.setViewOnDeleteReq(ViewOnDeleteReq.getDefaultInstance());
            yield "on_delete";
          }
          case 2 -> {
            request.setViewOnUpdateReq(ViewOnUpdateReq.getDefaultInstance());
            yield "on_update";
          }
          default -> {
            request.setViewOnUpdateReq(
                ViewOnUpdateReq.newBuilder().setMode(ViewOnUpdateReq.Mode.ROW));
            yield "on_update row";
          }
        };
    LiveStep step = LiveStep.of(view.session, Effect.SUBSCRIBES, request, text + " of " + view.id);
    steps.add(step);
    if (text.startsWith("on_update")) {
      subscriptions.add(step);
    }
  }

  private void unsubscribe() {
    if (subscriptions.isEmpty()) {
      return;
    }
    LiveStep step = subscriptions.remove(random.nextInt(subscriptions.size()));
    Request request =
        Request.newBuilder()
            .setEntityId(step.request().getEntityId())
            .setViewRemoveOnUpdateReq(ViewRemoveOnUpdateReq.getDefaultInstance())
            .build();
    steps.add(
        new LiveStep(
            step.session(),
            Effect.UNSUBSCRIBES,
            request,
            Optional.of(step),
            "undo " + step.text()));
  }

  private void read() {
    View view = views.get(random.nextInt(views.size()));
    int row = random.nextInt(8);
    int column = random.nextInt(3);
    ViewPort window = WireRequests.window(row, row + random.nextInt(6), column, column + 3);
    Request.Builder request =
        switch (random.nextInt(5)) {
          case 0 -> WireRequests.columns(view.id, window, false);
          case 1 -> WireRequests.rowsJson(view.id, window);
          case 2 -> WireRequests.arrow(view.id, window);
          case 3 -> WireRequests.csv(view.id, window);
          default -> WireRequests.dimensions(view.id);
        };
    add(
        view.session,
        Effect.NONE,
        request,
        "read " + request.getClientReqCase() + " " + view.id + " row " + row + " col " + column);
  }

  private static Request.Builder port() {
    return Request.newBuilder()
        .setEntityId(TABLE)
        .setTableMakePortReq(TableMakePortReq.getDefaultInstance());
  }

  private int anySession() {
    return random.nextInt(SESSIONS);
  }

  private void add(int session, Effect effect, Request.Builder request, String text) {
    steps.add(LiveStep.of(session, effect, request, text));
  }
}
