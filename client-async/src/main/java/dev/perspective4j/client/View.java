package dev.perspective4j.client;

import dev.perspective4j.model.ColumnPaths;
import dev.perspective4j.model.ColumnType;
import dev.perspective4j.model.Dimensions;
import dev.perspective4j.model.ErrorStatus;
import dev.perspective4j.model.JsonOptions;
import dev.perspective4j.model.MinMax;
import dev.perspective4j.model.ViewConfig;
import dev.perspective4j.model.Viewport;
import dev.perspective4j.wire.ColumnPathsCodec;
import dev.perspective4j.wire.DimensionsCodec;
import dev.perspective4j.wire.JsonOptionsCodec;
import dev.perspective4j.wire.MinMaxCodec;
import dev.perspective4j.wire.Payloads;
import dev.perspective4j.wire.SchemaCodec;
import dev.perspective4j.wire.ViewConfigCodec;
import dev.perspective4j.wire.ViewportCodec;
import dev.perspective4j.wire.proto.Request;
import dev.perspective4j.wire.proto.Response;
import dev.perspective4j.wire.proto.ViewCollapseReq;
import dev.perspective4j.wire.proto.ViewDeleteReq;
import dev.perspective4j.wire.proto.ViewDimensionsReq;
import dev.perspective4j.wire.proto.ViewExpandReq;
import dev.perspective4j.wire.proto.ViewExpressionSchemaReq;
import dev.perspective4j.wire.proto.ViewGetConfigReq;
import dev.perspective4j.wire.proto.ViewGetMinMaxReq;
import dev.perspective4j.wire.proto.ViewOnDeleteReq;
import dev.perspective4j.wire.proto.ViewOnRemoveReq;
import dev.perspective4j.wire.proto.ViewOnUpdateReq;
import dev.perspective4j.wire.proto.ViewOnUpdateResp;
import dev.perspective4j.wire.proto.ViewRemoveDeleteReq;
import dev.perspective4j.wire.proto.ViewRemoveOnRemoveReq;
import dev.perspective4j.wire.proto.ViewRemoveOnUpdateReq;
import dev.perspective4j.wire.proto.ViewSchemaReq;
import dev.perspective4j.wire.proto.ViewSetDepthReq;
import dev.perspective4j.wire.proto.ViewToArrowReq;
import dev.perspective4j.wire.proto.ViewToCSVReq;
import dev.perspective4j.wire.proto.ViewToColumnsStringReq;
import dev.perspective4j.wire.proto.ViewToNdjsonStringReq;
import dev.perspective4j.wire.proto.ViewToRowsStringReq;
import java.nio.ByteBuffer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.ObjIntConsumer;

/**
 * A live view of a table. After a lost connection the client makes it again, with its subscriptions
 * and the last {@link #setDepth}; single groups opened or closed by hand are forgotten.
 *
 * <p>Thread-safe; see {@link Client} for ordering and failures. A view that is gone answers {@link
 * ErrorStatus#VIEW_NOT_FOUND}.
 */
public final class View {
  private final Table table;
  private final ViewConfig wanted;
  private final Object lock = new Object();
  private final Set<LiveSubscription> updates = new LinkedHashSet<>();
  private final Set<LiveSubscription> others = new LinkedHashSet<>();
  private final Set<LiveSubscription> deletions = new LinkedHashSet<>();
  private OptionalInt depth = OptionalInt.empty();
  private volatile String id;

  View(Table table, ViewConfig wanted, String id) {
    this.table = table;
    this.wanted = wanted;
    this.id = id;
  }

  /** The table the view was made of. */
  public Table table() {
    return table;
  }

  // ------------------------------------------------------------------------------------ reading

  /** All cells as a JSON object of column arrays. */
  public CompletableFuture<String> toColumnsString() {
    return toColumnsString(Viewport.ALL, JsonOptions.DEFAULT);
  }

  /** The cells of a window as a JSON object of column arrays. */
  public CompletableFuture<String> toColumnsString(Viewport viewport, JsonOptions options) {
    ViewToColumnsStringReq.Builder body =
        ViewToColumnsStringReq.newBuilder().setViewport(ViewportCodec.encode(viewport));
    JsonOptionsCodec.encode(options, body);
    return client()
        .call(
            request().setViewToColumnsStringReq(body),
            answer ->
                Payloads.text(answer.getViewToColumnsStringResp().getJsonString(), "json_string"));
  }

  /** All cells as a JSON array of row objects. */
  public CompletableFuture<String> toJsonString() {
    return toJsonString(Viewport.ALL, JsonOptions.DEFAULT);
  }

  /** The cells of a window as a JSON array of row objects. */
  public CompletableFuture<String> toJsonString(Viewport viewport, JsonOptions options) {
    ViewToRowsStringReq.Builder body =
        ViewToRowsStringReq.newBuilder().setViewport(ViewportCodec.encode(viewport));
    JsonOptionsCodec.encode(options, body);
    return client()
        .call(
            request().setViewToRowsStringReq(body),
            answer ->
                Payloads.text(answer.getViewToRowsStringResp().getJsonString(), "json_string"));
  }

  /** All cells as lines, each a JSON object of one row. */
  public CompletableFuture<String> toNdjson() {
    return toNdjson(Viewport.ALL, JsonOptions.DEFAULT);
  }

  /** The cells of a window as lines, each a JSON object of one row. */
  public CompletableFuture<String> toNdjson(Viewport viewport, JsonOptions options) {
    ViewToNdjsonStringReq.Builder body =
        ViewToNdjsonStringReq.newBuilder().setViewport(ViewportCodec.encode(viewport));
    JsonOptionsCodec.encode(options, body);
    return client()
        .call(
            request().setViewToNdjsonStringReq(body),
            answer ->
                Payloads.text(
                    answer.getViewToNdjsonStringResp().getNdjsonString(), "ndjson_string"));
  }

  /** All cells as CSV with a header line. */
  public CompletableFuture<String> toCsv() {
    return toCsv(Viewport.ALL);
  }

  /** The cells of a window as CSV with a header line. */
  public CompletableFuture<String> toCsv(Viewport viewport) {
    return client()
        .call(
            request()
                .setViewToCsvReq(
                    ViewToCSVReq.newBuilder().setViewport(ViewportCodec.encode(viewport))),
            answer -> Payloads.text(answer.getViewToCsvResp().getCsv(), "csv"));
  }

  /** All cells as an Arrow IPC stream, not compressed. */
  public CompletableFuture<ByteBuffer> toArrow() {
    return toArrow(Viewport.ALL, Optional.empty());
  }

  /**
   * The cells of a window as an Arrow IPC stream.
   *
   * @param compression of the buffers: {@code "lz4"} or {@code "zstd"}; empty for none
   */
  public CompletableFuture<ByteBuffer> toArrow(Viewport viewport, Optional<String> compression) {
    ViewToArrowReq.Builder body =
        ViewToArrowReq.newBuilder().setViewport(ViewportCodec.encode(viewport));
    compression.ifPresent(body::setCompression);
    return client()
        .call(
            request().setViewToArrowReq(body),
            answer -> Payloads.buffer(answer.getViewToArrowResp().getArrow()));
  }

  /** Headers of all columns. */
  public CompletableFuture<ColumnPaths> columnPaths() {
    return columnPaths(Viewport.ALL);
  }

  /** Headers of the columns of a window; its rows do not matter. */
  public CompletableFuture<ColumnPaths> columnPaths(Viewport viewport) {
    return client()
        .call(
            request().setViewColumnPathsReq(ViewportCodec.encodeColumns(viewport)),
            answer -> ColumnPathsCodec.decode(answer.getViewColumnPathsResp()));
  }

  /** Types of the visible columns, after aggregation. */
  public CompletableFuture<Map<String, ColumnType>> schema() {
    return client()
        .call(
            request().setViewSchemaReq(ViewSchemaReq.getDefaultInstance()),
            answer -> SchemaCodec.decodeTypes(answer.getViewSchemaResp().getSchemaMap()));
  }

  /** Types of the expressions. */
  public CompletableFuture<Map<String, ColumnType>> expressionSchema() {
    return client()
        .call(
            request().setViewExpressionSchemaReq(ViewExpressionSchemaReq.getDefaultInstance()),
            answer -> SchemaCodec.decodeTypes(answer.getViewExpressionSchemaResp().getSchemaMap()));
  }

  /** The configuration as the server understood it, defaults filled in. */
  public CompletableFuture<ViewConfig> config() {
    return client()
        .call(
            request().setViewGetConfigReq(ViewGetConfigReq.getDefaultInstance()),
            answer -> ViewConfigCodec.decode(answer.getViewGetConfigResp().getConfig()));
  }

  /** Sizes of the view and its table. */
  public CompletableFuture<Dimensions> dimensions() {
    return client()
        .call(
            request().setViewDimensionsReq(ViewDimensionsReq.getDefaultInstance()),
            answer -> DimensionsCodec.decode(answer.getViewDimensionsResp()));
  }

  /** Number of visible rows. */
  public CompletableFuture<Long> numRows() {
    return dimensions().thenApply(Dimensions::viewRows);
  }

  /** Number of visible columns. */
  public CompletableFuture<Long> numColumns() {
    return dimensions().thenApply(Dimensions::viewColumns);
  }

  /** Smallest and largest value of a column; dates and datetimes as epoch milliseconds. */
  public CompletableFuture<MinMax> minMax(String column) {
    return client()
        .call(
            request().setViewGetMinMaxReq(ViewGetMinMaxReq.newBuilder().setColumnName(column)),
            answer -> MinMaxCodec.decode(answer.getViewGetMinMaxResp()));
  }

  // ------------------------------------------------------------------------------------- groups

  /**
   * Opens the group at a row.
   *
   * @param row position of the row, unsigned 32-bit
   * @return number of rows that appeared
   */
  public CompletableFuture<Long> expand(long row) {
    return client()
        .call(
            request().setViewExpandReq(ViewExpandReq.newBuilder().setRowIndex(unsigned(row))),
            answer -> Integer.toUnsignedLong(answer.getViewExpandResp().getNumChanged()));
  }

  /**
   * Closes the group at a row.
   *
   * @param row position of the row, unsigned 32-bit
   * @return number of rows that vanished
   */
  public CompletableFuture<Long> collapse(long row) {
    return client()
        .call(
            request().setViewCollapseReq(ViewCollapseReq.newBuilder().setRowIndex(unsigned(row))),
            answer -> Integer.toUnsignedLong(answer.getViewCollapseResp().getNumChanged()));
  }

  /** Opens all groups down to a depth and closes those below. */
  public CompletableFuture<Void> setDepth(int newDepth) {
    synchronized (lock) {
      depth = OptionalInt.of(newDepth);
    }
    return client().run(depthRequest(newDepth));
  }

  // ---------------------------------------------------------------------------------- listening

  /** Calls a listener after each change of the table, whether or not this view shows it. */
  public CompletableFuture<Subscription> onUpdate(UpdateMode mode, Consumer<ViewUpdate> listener) {
    return start(
        updateWatch(
            mode,
            client().dispatch().notifications(),
            notification -> listener.accept(update(mode, notification)),
            updates),
        updates);
  }

  /**
   * Calls a listener with the keys that were removed from the table, before the update of the same
   * change is announced; never if the table is not indexed.
   *
   * @param listener gets an Arrow IPC stream of one column, named as the index
   */
  public CompletableFuture<Subscription> onRemove(Consumer<ByteBuffer> listener) {
    return start(removeWatch(client().dispatch().notifications(), listener), others);
  }

  /** Calls a listener when the view is gone: deleted, or lost with a connection. */
  public CompletableFuture<Subscription> onDelete(Runnable listener) {
    return start(
        watch(
            request -> request.setViewOnDeleteReq(ViewOnDeleteReq.getDefaultInstance()),
            (request, number) ->
                request.setViewRemoveDeleteReq(ViewRemoveDeleteReq.newBuilder().setId(number)),
            client().dispatch().notifications(),
            notification -> {
              client().forget(this);
              listener.run();
            },
            deletions),
        deletions);
  }

  /** Deletes the view on the server. */
  public CompletableFuture<Void> delete() {
    client().forget(this);
    return client().run(request().setViewDeleteReq(ViewDeleteReq.getDefaultInstance()));
  }

  // ---------------------------------------------------------------------------- for the package

  Client client() {
    return table.client();
  }

  /** The id on the current connection. */
  String id() {
    return id;
  }

  /** A replica's subscriptions: they are made again with the view, but are not told of it. */
  Subscription followRows(Executor on, Consumer<ByteBuffer> deltas, Channel channel) {
    LiveSubscription watch =
        updateWatch(
            UpdateMode.ROW,
            on,
            notification ->
                deltas.accept(Payloads.buffer(notification.getViewOnUpdateResp().getDelta())),
            others);
    return start(watch, others, channel);
  }

  Subscription followRemovals(Executor on, Consumer<ByteBuffer> keys, Channel channel) {
    return start(removeWatch(on, keys), others, channel);
  }

  /**
   * Makes the view again on a new connection, under a new id.
   *
   * @return whether the server could; failed if the connection was lost over it
   */
  CompletableFuture<Boolean> remake(Channel channel) {
    String fresh = Names.random();
    return channel
        .call(table.makeView(fresh, wanted), true, answer -> answer)
        .handle(
            (made, failure) -> {
              if (failure == null) {
                id = fresh;
                remakeRest(channel);
                return true;
              }
              PerspectiveException refused = Channel.transportFailure(failure);
              if (refused.status() == ErrorStatus.TRANSPORT_ERROR) {
                throw refused;
              }
              client().dispatch().failed(refused);
              client().forget(this);
              copy(deletions).forEach(watch -> watch.deliver(Response.getDefaultInstance()));
              return false;
            });
  }

  /** Requests pass again: listeners learn that they may have missed something. */
  void resumed() {
    copy(updates).forEach(watch -> watch.deliver(Response.getDefaultInstance()));
  }

  private void remakeRest(Channel channel) {
    OptionalInt opened;
    synchronized (lock) {
      opened = depth;
    }
    if (opened.isPresent()) {
      CompletionStage<Response> deepened =
          channel.call(depthRequest(opened.getAsInt()), true, answer -> answer);
      deepened.whenComplete(
          (answer, failure) -> {
            if (failure != null) {
              client().dispatch().failed(failure);
            }
          });
    }
    copy(updates).forEach(watch -> watch.start(channel));
    copy(others).forEach(watch -> watch.start(channel));
    copy(deletions).forEach(watch -> watch.start(channel));
  }

  private static int unsigned(long row) {
    if (row < 0 || row > 0xFFFF_FFFFL) {
      throw new IllegalArgumentException("row must be an unsigned 32-bit number: " + row);
    }
    return (int) row;
  }

  private static ViewUpdate update(UpdateMode mode, Response notification) {
    if (!notification.hasViewOnUpdateResp()) {
      return new ViewUpdate(0, Optional.empty(), true);
    }
    ViewOnUpdateResp body = notification.getViewOnUpdateResp();
    return new ViewUpdate(
        body.getPortId(),
        mode == UpdateMode.ROW && body.hasDelta()
            ? Optional.of(Payloads.buffer(body.getDelta()))
            : Optional.empty(),
        false);
  }

  private LiveSubscription updateWatch(
      UpdateMode mode, Executor on, Consumer<Response> listener, Set<LiveSubscription> owner) {
    ViewOnUpdateReq.Builder body = ViewOnUpdateReq.newBuilder();
    if (mode == UpdateMode.ROW) {
      body.setMode(ViewOnUpdateReq.Mode.ROW);
    }
    ViewOnUpdateReq subscribe = body.build();
    return watch(
        request -> request.setViewOnUpdateReq(subscribe),
        (request, number) ->
            request.setViewRemoveOnUpdateReq(ViewRemoveOnUpdateReq.newBuilder().setId(number)),
        on,
        listener,
        owner);
  }

  private LiveSubscription removeWatch(Executor on, Consumer<ByteBuffer> listener) {
    return watch(
        request -> request.setViewOnRemoveReq(ViewOnRemoveReq.getDefaultInstance()),
        (request, number) ->
            request.setViewRemoveOnRemoveReq(ViewRemoveOnRemoveReq.newBuilder().setId(number)),
        on,
        notification ->
            listener.accept(Payloads.buffer(notification.getViewOnRemoveResp().getIndices())),
        others);
  }

  private LiveSubscription watch(
      Consumer<Request.Builder> subscribe,
      ObjIntConsumer<Request.Builder> cancel,
      Executor on,
      Consumer<Response> listener,
      Set<LiveSubscription> owner) {
    return new LiveSubscription(
        new LiveSubscription.Kind() {
          @Override
          public Request.Builder subscribe() {
            Request.Builder request = request();
            subscribe.accept(request);
            return request;
          }

          @Override
          public Request.Builder cancel(int number) {
            Request.Builder request = request();
            cancel.accept(request, number);
            return request;
          }
        },
        client().dispatch(),
        on,
        listener,
        dropped -> {
          synchronized (lock) {
            owner.remove(dropped);
          }
        });
  }

  private CompletableFuture<Subscription> start(
      LiveSubscription watch, Set<LiveSubscription> owner) {
    Channel channel = client().open();
    return channel == null
        ? CompletableFuture.failedFuture(PerspectiveException.transport("Not connected"))
        : CompletableFuture.completedFuture(start(watch, owner, channel));
  }

  private LiveSubscription start(
      LiveSubscription watch, Set<LiveSubscription> owner, Channel channel) {
    synchronized (lock) {
      owner.add(watch);
    }
    watch.start(channel);
    return watch;
  }

  private List<LiveSubscription> copy(Set<LiveSubscription> owner) {
    synchronized (lock) {
      return List.copyOf(owner);
    }
  }

  private Request.Builder depthRequest(int levels) {
    return request().setViewSetDepthReq(ViewSetDepthReq.newBuilder().setDepth(levels));
  }

  private Request.Builder request() {
    return Request.newBuilder().setEntityId(id);
  }
}
