package dev.perspective4j.server;

import com.google.protobuf.MessageLite;
import dev.perspective4j.engine.EngineException;
import dev.perspective4j.engine.View;
import dev.perspective4j.engine.arrow.ArrowCompression;
import dev.perspective4j.engine.format.FieldNaming;
import dev.perspective4j.engine.slice.Slice;
import dev.perspective4j.model.JsonOptions;
import dev.perspective4j.model.Viewport;
import dev.perspective4j.wire.JsonOptionsCodec;
import dev.perspective4j.wire.ViewportCodec;
import dev.perspective4j.wire.proto.Response;
import dev.perspective4j.wire.proto.ViewPort;
import dev.perspective4j.wire.proto.ViewToArrowReq;
import dev.perspective4j.wire.proto.ViewToArrowResp;
import dev.perspective4j.wire.proto.ViewToCSVReq;
import dev.perspective4j.wire.proto.ViewToCSVResp;
import dev.perspective4j.wire.proto.ViewToColumnsStringReq;
import dev.perspective4j.wire.proto.ViewToColumnsStringResp;
import dev.perspective4j.wire.proto.ViewToNdjsonStringReq;
import dev.perspective4j.wire.proto.ViewToNdjsonStringResp;
import dev.perspective4j.wire.proto.ViewToRowsStringReq;
import dev.perspective4j.wire.proto.ViewToRowsStringResp;
import java.util.function.Function;

/**
 * Reading cells. The slice is taken on the strand. A small one is written there too and kept for
 * equal views; a big one is written by a pool thread while the table goes on.
 */
final class ViewReads {
  /** Cells up to which writing a slice is cheaper than handing it to another thread. */
  private static final long SMALL = 16_384;

  private ViewReads() {}

  static void arrow(ViewHost view, Exchange exchange) {
    ViewToArrowReq request = exchange.request().getViewToArrowReq();
    FieldNaming naming = arrowNaming(view, exchange, request.getViewport());
    ArrowCompression compression = ArrowCompression.of(request.getCompression());
    read(
        view,
        exchange,
        request,
        request.getViewport(),
        false,
        Response.VIEW_TO_ARROW_RESP_FIELD_NUMBER,
        slice ->
            ViewToArrowResp.newBuilder()
                .setArrow(ViewFormats.arrow(slice, naming, compression))
                .build());
  }

  static void csv(ViewHost view, Exchange exchange) {
    ViewToCSVReq request = exchange.request().getViewToCsvReq();
    FieldNaming naming = textNaming(view, exchange);
    read(
        view,
        exchange,
        request,
        request.getViewport(),
        false,
        Response.VIEW_TO_CSV_RESP_FIELD_NUMBER,
        slice -> ViewToCSVResp.newBuilder().setCsv(ViewFormats.csv(slice, naming)).build());
  }

  static void columns(ViewHost view, Exchange exchange) {
    ViewToColumnsStringReq request = exchange.request().getViewToColumnsStringReq();
    JsonOptions options = JsonOptionsCodec.decode(request);
    json(
        view,
        exchange,
        request,
        request.getViewport(),
        options,
        Response.VIEW_TO_COLUMNS_STRING_RESP_FIELD_NUMBER,
        slice ->
            ViewToColumnsStringResp.newBuilder()
                .setJsonString(ViewFormats.columns(slice, options))
                .build());
  }

  static void rows(ViewHost view, Exchange exchange) {
    ViewToRowsStringReq request = exchange.request().getViewToRowsStringReq();
    JsonOptions options = JsonOptionsCodec.decode(request);
    json(
        view,
        exchange,
        request,
        request.getViewport(),
        options,
        Response.VIEW_TO_ROWS_STRING_RESP_FIELD_NUMBER,
        slice ->
            ViewToRowsStringResp.newBuilder()
                .setJsonString(ViewFormats.rows(slice, options))
                .build());
  }

  static void ndjson(ViewHost view, Exchange exchange) {
    ViewToNdjsonStringReq request = exchange.request().getViewToNdjsonStringReq();
    JsonOptions options = JsonOptionsCodec.decode(request);
    json(
        view,
        exchange,
        request,
        request.getViewport(),
        options,
        Response.VIEW_TO_NDJSON_STRING_RESP_FIELD_NUMBER,
        slice ->
            ViewToNdjsonStringResp.newBuilder()
                .setNdjsonString(ViewFormats.lines(slice, options))
                .build());
  }

  private static void json(
      ViewHost view,
      Exchange exchange,
      MessageLite request,
      ViewPort window,
      JsonOptions options,
      int field,
      Function<Slice, MessageLite> write) {
    // Keys behind groups are looked up while writing, so that must happen on the strand.
    read(view, exchange, request, window, options.index(), field, write);
  }

  private static void read(
      ViewHost view,
      Exchange exchange,
      MessageLite request,
      ViewPort window,
      boolean onStrand,
      int field,
      Function<Slice, MessageLite> write) {
    Viewport viewport = ViewportCodec.decode(window);
    long cells = cells(view, viewport);
    long most = exchange.session().limits().cellsPerRead();
    if (cells > most) {
      throw new EngineException(
          ("Too many cells: the answer would have " + cells + ", at most " + most)
              + " are allowed; ask for fewer rows or columns");
    }
    if (!onStrand && cells > SMALL) {
      Slice slice = view.view().slice(viewport);
      exchange.later(() -> Body.of(field, write.apply(slice)));
      return;
    }
    boolean alike = view.answersAlike() && view.shared().isShared();
    exchange.answer(
        alike
            ? view.shared()
                .answer(
                    view.table().version(),
                    request,
                    exchange.session().generation().isNew(),
                    () -> Body.of(field, write.apply(view.view().slice(viewport))))
            : Body.of(field, write.apply(view.view().slice(viewport))));
  }

  private static long cells(ViewHost view, Viewport viewport) {
    View.Dimensions sizes = view.view().dimensions();
    int rows = viewport.lastRow(sizes.rows()) - viewport.firstRow(sizes.rows());
    int columns = viewport.lastColumn(sizes.columns()) - viewport.firstColumn(sizes.columns());
    return (long) rows * Math.max(1, columns);
  }

  /** How the field that says so, or else the generation, names the columns of a group. */
  private static FieldNaming arrowNaming(ViewHost view, Exchange exchange, ViewPort viewport) {
    if (!viewport.hasEmitLegacyRowPathNames()) {
      return textNaming(view, exchange);
    }
    Generation generation = exchange.session().generation();
    if (viewport.getEmitLegacyRowPathNames()) {
      return generation.isNew() ? FieldNaming.MACHINE : FieldNaming.LEGACY;
    }
    return generation.isNew() ? FieldNaming.readable(view.view().config()) : FieldNaming.MACHINE;
  }

  private static FieldNaming textNaming(ViewHost view, Exchange exchange) {
    return exchange.session().generation().isNew()
        ? FieldNaming.readable(view.view().config())
        : FieldNaming.LEGACY;
  }
}
