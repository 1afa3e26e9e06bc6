package dev.perspective4j.server;

import dev.perspective4j.engine.slice.ColumnPath;
import dev.perspective4j.model.ColumnPaths;
import dev.perspective4j.model.ColumnType;
import dev.perspective4j.model.MinMax;
import dev.perspective4j.model.Scalar;
import dev.perspective4j.model.Viewport;
import dev.perspective4j.wire.ColumnPathsCodec;
import dev.perspective4j.wire.DimensionsCodec;
import dev.perspective4j.wire.MinMaxCodec;
import dev.perspective4j.wire.SchemaCodec;
import dev.perspective4j.wire.ViewConfigCodec;
import dev.perspective4j.wire.ViewportCodec;
import dev.perspective4j.wire.proto.Response;
import dev.perspective4j.wire.proto.ViewCollapseResp;
import dev.perspective4j.wire.proto.ViewDeleteResp;
import dev.perspective4j.wire.proto.ViewExpandResp;
import dev.perspective4j.wire.proto.ViewExpressionSchemaResp;
import dev.perspective4j.wire.proto.ViewGetConfigResp;
import dev.perspective4j.wire.proto.ViewSchemaResp;
import dev.perspective4j.wire.proto.ViewSetDepthResp;
import java.util.ArrayList;
import java.util.List;

/** Requests about a view that do not read cells. */
final class ViewRequests {
  private ViewRequests() {}

  static void schema(ViewHost view, Call call) {
    call.answer(
        Response.VIEW_SCHEMA_RESP_FIELD_NUMBER,
        ViewSchemaResp.newBuilder()
            .putAllSchema(SchemaCodec.encodeTypes(view.view().schema()))
            .build());
  }

  static void expressionSchema(ViewHost view, Call call) {
    call.answer(
        Response.VIEW_EXPRESSION_SCHEMA_RESP_FIELD_NUMBER,
        ViewExpressionSchemaResp.newBuilder()
            .putAllSchema(SchemaCodec.encodeTypes(view.view().expressionSchema()))
            .build());
  }

  static void config(ViewHost view, Call call) {
    call.answer(
        Response.VIEW_GET_CONFIG_RESP_FIELD_NUMBER,
        ViewGetConfigResp.newBuilder()
            .setConfig(ViewConfigCodec.encode(view.view().config()))
            .build());
  }

  static void dimensions(ViewHost view, Call call) {
    call.await(
        view.view().dimensions(),
        sizes ->
            call.answer(
                Response.VIEW_DIMENSIONS_RESP_FIELD_NUMBER,
                DimensionsCodec.encode(Unsigned.of(sizes))));
  }

  static void columnPaths(ViewHost view, Call call) {
    Viewport window = ViewportCodec.decodeColumns(call.request().getViewColumnPathsReq());
    call.await(view.view().columnPaths(), all -> answerPaths(view, call, window, all));
  }

  private static void answerPaths(ViewHost view, Call call, Viewport window, List<ColumnPath> all) {
    List<ColumnPath> paths =
        all.subList(window.firstColumn(all.size()), window.lastColumn(all.size()));
    int splits = view.view().config().splitBy().size();
    List<List<Scalar>> area = new ArrayList<>(splits + 1);
    for (int level = 0; level < splits; level++) {
      int depth = level;
      area.add(
          paths.stream()
              .map(path -> depth < path.values().size() ? path.values().get(depth) : Scalar.NULL)
              .toList());
    }
    area.add(paths.stream().map(path -> Scalar.of(path.column())).toList());
    call.answer(
        Response.VIEW_COLUMN_PATHS_RESP_FIELD_NUMBER,
        ColumnPathsCodec.encode(
            new ColumnPaths(paths.stream().map(ColumnPath::text).toList(), area)));
  }

  static void minMax(ViewHost view, Call call) {
    String column = call.request().getViewGetMinMaxReq().getColumnName();
    call.await(view.view().minMax(column), range -> answerRange(view, call, column, range));
  }

  private static void answerRange(ViewHost view, Call call, String column, MinMax answer) {
    call.answer(
        call.seat().clientRelease() == ClientRelease.BEFORE_4_4
            ? EncodedResponse.of(
                Response.VIEW_GET_MIN_MAX_RESP_FIELD_NUMBER,
                MinMaxCodec.encodeText(answer, type(view, column)))
            : EncodedResponse.of(
                Response.VIEW_GET_MIN_MAX_RESP_FIELD_NUMBER, MinMaxCodec.encode(answer)));
  }

  static void expand(ViewHost view, Call call) {
    view.move();
    long row = Integer.toUnsignedLong(call.request().getViewExpandReq().getRowIndex());
    call.await(
        view.view().expand(row),
        appeared ->
            call.answer(
                Response.VIEW_EXPAND_RESP_FIELD_NUMBER,
                ViewExpandResp.newBuilder().setNumChanged(appeared.intValue()).build()));
  }

  static void collapse(ViewHost view, Call call) {
    view.move();
    long row = Integer.toUnsignedLong(call.request().getViewCollapseReq().getRowIndex());
    call.await(
        view.view().collapse(row),
        vanished ->
            call.answer(
                Response.VIEW_COLLAPSE_RESP_FIELD_NUMBER,
                ViewCollapseResp.newBuilder().setNumChanged(vanished.intValue()).build()));
  }

  static void setDepth(ViewHost view, Call call) {
    view.move();
    long depth = Integer.toUnsignedLong(call.request().getViewSetDepthReq().getDepth());
    call.await(
        view.view().setDepth(depth),
        done ->
            call.answer(
                Response.VIEW_SET_DEPTH_RESP_FIELD_NUMBER, ViewSetDepthResp.getDefaultInstance()));
  }

  static void delete(ViewHost view, Call call) {
    if (view.isSource()) {
      throw new RequestFailure("Cannot delete view: it is the source for a derived table");
    }
    view.table()
        .deleteView(
            view,
            () ->
                call.answer(
                    Response.VIEW_DELETE_RESP_FIELD_NUMBER, ViewDeleteResp.getDefaultInstance()));
    call.holdings().forget(view);
  }

  private static ColumnType type(ViewHost view, String column) {
    ColumnType shown = view.view().schema().get(column);
    return shown != null
        ? shown
        : view.table().provider().schema().type(column).orElse(ColumnType.STRING);
  }
}
