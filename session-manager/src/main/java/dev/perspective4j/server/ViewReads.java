package dev.perspective4j.server;

import com.google.protobuf.MessageLite;
import dev.perspective4j.engine.EngineException;
import dev.perspective4j.engine.arrow.ArrowCompression;
import dev.perspective4j.engine.slice.FieldNaming;
import dev.perspective4j.engine.slice.KeysWanted;
import dev.perspective4j.engine.slice.Slice;
import dev.perspective4j.model.Dimensions;
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
import java.util.Optional;
import java.util.function.Function;

/**
 * Reading cells. The slice is taken on the strand. A small one is written there too and kept for
 * equal views; a big one is written by a pool thread while the table goes on.
 */
final class ViewReads {
  /** Cells up to which writing a slice is cheaper than handing it to another thread. */
  private static final long SMALL = 16_384;

  private ViewReads() {}

  static void arrow(ViewHost view, Call call) {
    ViewToArrowReq request = call.request().getViewToArrowReq();
    FieldNaming naming = arrowNaming(view, call, request.getViewport());
    ArrowCompression compression = ArrowCompression.of(request.getCompression());
    read(
        view,
        call,
        request,
        request.getViewport(),
        KeysWanted.NONE,
        slice ->
            EncodedResponse.of(
                Response.VIEW_TO_ARROW_RESP_FIELD_NUMBER,
                ViewToArrowResp.ARROW_FIELD_NUMBER,
                ViewFormats.arrow(slice, naming, compression)));
  }

  static void csv(ViewHost view, Call call) {
    ViewToCSVReq request = call.request().getViewToCsvReq();
    FieldNaming naming = textNaming(view, call);
    read(
        view,
        call,
        request,
        request.getViewport(),
        KeysWanted.NONE,
        slice ->
            EncodedResponse.of(
                Response.VIEW_TO_CSV_RESP_FIELD_NUMBER,
                ViewToCSVResp.CSV_FIELD_NUMBER,
                ViewFormats.csv(slice, naming)));
  }

  static void columns(ViewHost view, Call call) {
    ViewToColumnsStringReq request = call.request().getViewToColumnsStringReq();
    JsonOptions options = JsonOptionsCodec.decode(request);
    json(
        view,
        call,
        request,
        request.getViewport(),
        options,
        slice ->
            EncodedResponse.of(
                Response.VIEW_TO_COLUMNS_STRING_RESP_FIELD_NUMBER,
                ViewToColumnsStringResp.JSON_STRING_FIELD_NUMBER,
                ViewFormats.columns(slice, options)));
  }

  static void rows(ViewHost view, Call call) {
    ViewToRowsStringReq request = call.request().getViewToRowsStringReq();
    JsonOptions options = JsonOptionsCodec.decode(request);
    json(
        view,
        call,
        request,
        request.getViewport(),
        options,
        slice ->
            EncodedResponse.of(
                Response.VIEW_TO_ROWS_STRING_RESP_FIELD_NUMBER,
                ViewToRowsStringResp.JSON_STRING_FIELD_NUMBER,
                ViewFormats.rows(slice, options)));
  }

  static void ndjson(ViewHost view, Call call) {
    ViewToNdjsonStringReq request = call.request().getViewToNdjsonStringReq();
    JsonOptions options = JsonOptionsCodec.decode(request);
    json(
        view,
        call,
        request,
        request.getViewport(),
        options,
        slice ->
            EncodedResponse.of(
                Response.VIEW_TO_NDJSON_STRING_RESP_FIELD_NUMBER,
                ViewToNdjsonStringResp.NDJSON_STRING_FIELD_NUMBER,
                ViewFormats.lines(slice, options)));
  }

  private static void json(
      ViewHost view,
      Call call,
      MessageLite request,
      ViewPort window,
      JsonOptions options,
      Function<Slice, EncodedResponse> write) {
    KeysWanted ofRows = options.id() ? KeysWanted.OF_ROWS : KeysWanted.NONE;
    KeysWanted keys = options.index() ? KeysWanted.BEHIND_GROUPS : ofRows;
    read(view, call, request, window, keys, write);
  }

  private static void read(
      ViewHost view,
      Call call,
      MessageLite request,
      ViewPort window,
      KeysWanted keys,
      Function<Slice, EncodedResponse> write) {
    Viewport viewport = ViewportCodec.decode(window);
    call.await(
        view.view().dimensions(),
        sizes -> {
          long cells = cells(sizes, viewport);
          long most = call.seat().limits().cellsPerRead();
          if (cells > most) {
            throw new EngineException(
                ("Too many cells: the answer would have " + cells + ", at most " + most)
                    + " are allowed; ask for fewer rows or columns");
          }
          if (view.isClosed()) {
            throw RequestFailure.viewNotFound();
          }
          if (cells > SMALL) {
            call.await(
                view.view().slice(viewport, keys), slice -> call.later(() -> write.apply(slice)));
          } else if (view.answersAlike() && view.shared().isShared()) {
            answerAlike(view, call, request, viewport, keys, write);
          } else {
            call.await(view.view().slice(viewport, keys), slice -> call.answer(write.apply(slice)));
          }
        });
  }

  /** Answers as an equal view did since the last change of the table, if one did. */
  private static void answerAlike(
      ViewHost view,
      Call call,
      MessageLite request,
      Viewport viewport,
      KeysWanted keys,
      Function<Slice, EncodedResponse> write) {
    SharedReads shared = view.shared();
    long version = view.table().version();
    boolean from5_6 = call.seat().clientRelease().isFrom5_6();
    Optional<EncodedResponse> known = shared.find(version, request, from5_6);
    if (known.isPresent()) {
      call.answer(known.get());
      return;
    }
    call.await(
        view.view().slice(viewport, keys),
        slice -> {
          EncodedResponse made = write.apply(slice);
          if (version == view.table().version()) {
            shared.keep(version, request, from5_6, made);
          }
          call.answer(made);
        });
  }

  private static long cells(Dimensions sizes, Viewport viewport) {
    int allRows = (int) Math.min(sizes.viewRows(), Integer.MAX_VALUE);
    int allColumns = (int) Math.min(sizes.viewColumns(), Integer.MAX_VALUE);
    int rows = viewport.lastRow(allRows) - viewport.firstRow(allRows);
    int columns = viewport.lastColumn(allColumns) - viewport.firstColumn(allColumns);
    return (long) rows * Math.max(1, columns);
  }

  /** How the field that says so, or else the release of the client, names the columns of a group. */
  private static FieldNaming arrowNaming(ViewHost view, Call call, ViewPort viewport) {
    if (!viewport.hasEmitLegacyRowPathNames()) {
      return textNaming(view, call);
    }
    ClientRelease release = call.seat().clientRelease();
    if (viewport.getEmitLegacyRowPathNames()) {
      return release.isFrom5_6() ? FieldNaming.MACHINE : FieldNaming.LEGACY;
    }
    return release.isFrom5_6() ? FieldNaming.readable(view.view().config()) : FieldNaming.MACHINE;
  }

  private static FieldNaming textNaming(ViewHost view, Call call) {
    return call.seat().clientRelease().isFrom5_6()
        ? FieldNaming.readable(view.view().config())
        : FieldNaming.LEGACY;
  }
}
