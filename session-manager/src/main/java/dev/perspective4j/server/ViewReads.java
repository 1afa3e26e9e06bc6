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
import java.util.function.Supplier;

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
        false,
        slice ->
            Body.of(
                Response.VIEW_TO_ARROW_RESP_FIELD_NUMBER,
                ViewToArrowResp.ARROW_FIELD_NUMBER,
                ViewFormats.arrow(slice, naming, compression)));
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
        false,
        slice ->
            Body.of(
                Response.VIEW_TO_CSV_RESP_FIELD_NUMBER,
                ViewToCSVResp.CSV_FIELD_NUMBER,
                ViewFormats.csv(slice, naming)));
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
        slice ->
            Body.of(
                Response.VIEW_TO_COLUMNS_STRING_RESP_FIELD_NUMBER,
                ViewToColumnsStringResp.JSON_STRING_FIELD_NUMBER,
                ViewFormats.columns(slice, options)));
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
        slice ->
            Body.of(
                Response.VIEW_TO_ROWS_STRING_RESP_FIELD_NUMBER,
                ViewToRowsStringResp.JSON_STRING_FIELD_NUMBER,
                ViewFormats.rows(slice, options)));
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
        slice ->
            Body.of(
                Response.VIEW_TO_NDJSON_STRING_RESP_FIELD_NUMBER,
                ViewToNdjsonStringResp.NDJSON_STRING_FIELD_NUMBER,
                ViewFormats.lines(slice, options)));
  }

  private static void json(
      ViewHost view,
      Exchange exchange,
      MessageLite request,
      ViewPort window,
      JsonOptions options,
      Function<Slice, Body> write) {
    // Keys behind groups are looked up while writing, so that must happen on the strand.
    boolean keys = options.id() || options.index();
    read(view, exchange, request, window, keys, options.index(), write);
  }

  private static void read(
      ViewHost view,
      Exchange exchange,
      MessageLite request,
      ViewPort window,
      boolean keys,
      boolean onStrand,
      Function<Slice, Body> write) {
    Viewport viewport = ViewportCodec.decode(window);
    long cells = cells(view, viewport);
    long most = exchange.session().limits().cellsPerRead();
    if (cells > most) {
      throw new EngineException(
          ("Too many cells: the answer would have " + cells + ", at most " + most)
              + " are allowed; ask for fewer rows or columns");
    }
    Supplier<Slice> slice = () -> keys ? view.view().slice(viewport) : view.view().cells(viewport);
    if (!onStrand && cells > SMALL) {
      Slice taken = slice.get();
      exchange.later(() -> write.apply(taken));
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
                    () -> write.apply(slice.get()))
            : write.apply(slice.get()));
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
