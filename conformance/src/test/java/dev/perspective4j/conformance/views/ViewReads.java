package dev.perspective4j.conformance.views;

import dev.perspective4j.conformance.compare.Normal;
import dev.perspective4j.conformance.compare.SideBySide.Exchange;
import dev.perspective4j.conformance.generate.Column;
import dev.perspective4j.conformance.generate.Column.Trait;
import dev.perspective4j.conformance.generate.Draw;
import dev.perspective4j.model.ColumnType;
import dev.perspective4j.model.GroupRollupMode;
import dev.perspective4j.model.ViewConfig;
import dev.perspective4j.testkit.WireRequests;
import dev.perspective4j.wire.proto.Request;
import dev.perspective4j.wire.proto.ViewPort;
import dev.perspective4j.wire.proto.ViewToArrowReq;
import dev.perspective4j.wire.proto.ViewToColumnsStringReq;
import dev.perspective4j.wire.proto.ViewToRowsStringReq;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Everything a client may read of a view: each kind of answer once, some in windows drawn at random. */
final class ViewReads {

  private final String view;
  private final ViewConfig config;
  private final List<Column> columns;
  private final Draw draw;
  private String prefix;
  private final boolean compared;
  private final List<Exchange> out = new ArrayList<>();

  private ViewReads(
      String prefix,
      String view,
      ViewConfig config,
      List<Column> columns,
      long seed,
      boolean compared) {
    this.prefix = prefix;
    this.view = view;
    this.config = config;
    this.columns = columns;
    this.draw = new Draw(seed);
    this.compared = compared;
  }

  /** Reads of a view as it is; equal seeds read the same. */
  static List<Exchange> all(
      String prefix,
      String view,
      ViewConfig config,
      List<Column> columns,
      long seed,
      boolean compared) {
    ViewReads reads = new ViewReads(prefix, view, config, columns, seed, compared);
    reads.describe();
    reads.data();
    return reads.out;
  }

  /** Opens and closes groups, reading in between. */
  static List<Exchange> steps(String view, ViewConfig config, List<Column> columns, long seed) {
    ViewReads reads = new ViewReads("step ", view, config, columns, seed, true);
    reads.steps();
    return reads.out;
  }

  private void add(String what, Request.Builder request) {
    add(what, request, tree -> tree);
  }

  private void add(
      String what, Request.Builder request, UnaryOperator<Map<String, @Nullable Object>> normal) {
    out.add(new Exchange(prefix + what, request, normal, _ -> compared));
  }

  private void describe() {
    out.add(
        new Exchange(
            prefix + "schema",
            WireRequests.schema(view),
            Normal.schema(config),
            trees ->
                compared && (config.splitBy().isEmpty() || Normal.hasSchema(trees.reference()))));
    add("expression schema", WireRequests.expressionSchema(view));
    add("config", WireRequests.config(view), Normal::config);
    add("dimensions", WireRequests.dimensions(view));
    add("paths", WireRequests.paths(view), Normal::paths);
    // The reference hangs if the start lies beyond the end (views.md B20).
    int from = isFlat() ? 0 : draw.below(2);
    add("paths window", WireRequests.paths(view, from, from + draw.below(4)), Normal::paths);
    extremes();
  }

  private void extremes() {
    boolean raw = isFlat();
    boolean leaves = config.groupRollupMode() == GroupRollupMode.FLAT;
    boolean opened = isLater() && !config.splitBy().isEmpty() && !config.groupBy().isEmpty();
    if (opened || config.splitBy().size() > 1 || (leaves && !config.splitBy().isEmpty())) {
      return; // the reference knows none, or none before a depth was set
    }
    for (Column column : draw.some(columns, 2, 2)) {
      boolean known = raw || config.columns().map(c -> c.contains(column.name())).orElse(true);
      // Packed numbers, and a NaN hides all else (views.md B17, B22).
      if (known && column.type() != ColumnType.DATE && !column.has(Trait.ODD)) {
        add("extremes of " + column.name(), WireRequests.minMax(view, column.name()));
      }
    }
  }

  private boolean isFlat() {
    return config.groupBy().isEmpty()
        && config.splitBy().isEmpty()
        && config.groupRollupMode() != GroupRollupMode.TOTAL;
  }

  /** Ids of views with splits and no groups are shifted by a row (views.md B18). */
  private boolean hasIds() {
    return config.splitBy().isEmpty() || !config.groupBy().isEmpty();
  }

  /** The reference lists the rows of groups in the order in which the groups came to exist. */
  private boolean isLater() {
    return prefix.equals("live ") || prefix.equals("fresh ");
  }

  private void data() {
    add("columns", columnsOf(ViewPort.getDefaultInstance(), true, draw.chance(20)));
    add("columns window", columnsOf(window(), draw.chance(50), draw.chance(50)));
    add("rows", rowsOf(ViewPort.getDefaultInstance(), draw.chance(50)));
    // Views of rows lose them beyond the last column (serialization.md 15 and 18).
    ViewPort window = window();
    add(
        "rows window",
        rowsOf(
            config.groupBy().isEmpty() ? window.toBuilder().clearStartCol().build() : window,
            draw.chance(50)));
    add("ndjson", WireRequests.ndjson(view));
    add("csv", WireRequests.csv(view, ViewPort.getDefaultInstance()));
    add("csv window", WireRequests.csv(view, window()));
    add("arrow", arrowOf(ViewPort.getDefaultInstance()), Normal::arrow);
    add("arrow window", arrowOf(window()), Normal::arrow);
  }

  private void steps() {
    for (int steps = draw.between(1, 4); steps > 0; steps--) {
      int at = draw.below(9);
      switch (draw.below(5)) {
        case 0 -> {
          int depth = draw.below(5);
          prefix += "depth " + depth + " ";
          add("depth", WireRequests.depth(view, depth));
        }
        case 1, 2 -> {
          prefix += "expand " + at + " ";
          add("expand", WireRequests.expand(view, at));
        }
        default -> {
          // A split-only view loses its rows when its root is closed (views.md B13).
          if (!config.groupBy().isEmpty() || config.splitBy().isEmpty()) {
            prefix += "collapse " + at + " ";
            add("collapse", WireRequests.collapse(view, at));
          }
        }
      }
      add("dimensions", WireRequests.dimensions(view));
      add("columns", columnsOf(ViewPort.getDefaultInstance(), true, false));
      if (config.splitBy().isEmpty()) {
        extremes(); // with splits the reference looks at the first level once a group was opened
      }
      if (draw.chance(30)) {
        add("csv", WireRequests.csv(view, ViewPort.getDefaultInstance()));
        add("arrow", arrowOf(window()), Normal::arrow);
        add("rows", rowsOf(window().toBuilder().clearStartCol().build(), true));
      }
    }
  }

  private Request.Builder columnsOf(ViewPort port, boolean id, boolean formatted) {
    return Request.newBuilder()
        .setEntityId(view)
        .setViewToColumnsStringReq(
            ViewToColumnsStringReq.newBuilder()
                .setViewport(port)
                .setId(id && hasIds())
                .setIndex(draw.chance(30) && !isLater())
                .setFormatted(formatted));
  }

  private Request.Builder rowsOf(ViewPort port, boolean formatted) {
    return Request.newBuilder()
        .setEntityId(view)
        .setViewToRowsStringReq(
            ViewToRowsStringReq.newBuilder()
                .setViewport(port)
                .setId(draw.chance(30) && hasIds())
                .setIndex(draw.chance(20) && !isLater())
                .setFormatted(formatted));
  }

  private Request.Builder arrowOf(ViewPort port) {
    ViewToArrowReq.Builder request = ViewToArrowReq.newBuilder();
    ViewPort.Builder named = port.toBuilder();
    switch (draw.below(6)) {
      case 0 -> request.setCompression("lz4");
      case 1 -> request.setCompression("zstd");
      case 2 -> named.setEmitLegacyRowPathNames(false);
      default -> {}
    }
    return Request.newBuilder().setEntityId(view).setViewToArrowReq(request.setViewport(named));
  }

  private ViewPort window() {
    ViewPort.Builder port = ViewPort.newBuilder();
    int row = draw.below(5);
    int column = draw.below(3);
    if (draw.chance(70)) {
      port.setStartRow(row);
    }
    if (draw.chance(70)) {
      port.setEndRow(draw.chance(15) ? draw.of(0, 1, 1000) : row + draw.below(6));
    }
    if (draw.chance(50)) {
      port.setStartCol(column);
    }
    if (draw.chance(50)) {
      port.setEndCol(draw.chance(15) ? draw.of(0, 1, 1000) : column + draw.below(4));
    }
    return port.build();
  }
}
