package dev.perspective4j.client;

import dev.perspective4j.model.ErrorStatus;
import dev.perspective4j.model.Features;
import dev.perspective4j.model.HostedTable;
import dev.perspective4j.model.JoinSpec;
import dev.perspective4j.model.Schema;
import dev.perspective4j.model.SystemInfo;
import dev.perspective4j.model.TableData;
import dev.perspective4j.model.TableOptions;
import dev.perspective4j.wire.FeaturesCodec;
import dev.perspective4j.wire.HostedTableCodec;
import dev.perspective4j.wire.JoinCodec;
import dev.perspective4j.wire.SchemaCodec;
import dev.perspective4j.wire.SystemInfoCodec;
import dev.perspective4j.wire.TableDataCodec;
import dev.perspective4j.wire.TableOptionsCodec;
import dev.perspective4j.wire.proto.GetFeaturesReq;
import dev.perspective4j.wire.proto.GetHostedTablesReq;
import dev.perspective4j.wire.proto.MakeTableData;
import dev.perspective4j.wire.proto.MakeTableReq;
import dev.perspective4j.wire.proto.MakeTableReq.MakeTableOptions;
import dev.perspective4j.wire.proto.RemoveHostedTablesUpdateReq;
import dev.perspective4j.wire.proto.Request;
import dev.perspective4j.wire.proto.Response;
import dev.perspective4j.wire.proto.ServerSystemInfoReq;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A seat at a Perspective server.
 *
 * <pre>{@code
 * Client client = Client.connect(URI.create("ws://localhost:8080/websocket")).join();
 * Table trades = client.openTable("trades").join();
 * View view = trades.view(ViewConfig.builder().groupBy("desk").columns("profit").build()).join();
 * view.onUpdate(UpdateMode.NOTIFY, update -> view.toColumnsString().thenAccept(this::show));
 * }</pre>
 *
 * <p>All methods may be called from any thread and return at once. Requests are sent in the order
 * of the calls, and the server handles them in that order: a read sees every write that was sent
 * before it, awaited or not. Futures complete one at a time, in the order of the answers, on the
 * executor of the options; a stage that blocks there holds up all later answers. Failures are
 * {@link PerspectiveException}s.
 *
 * <p>A lost connection is opened again, see {@link ConnectionListener}.
 */
public final class Client implements AutoCloseable {
  private final Dispatch dispatch;
  private final Connector connector;
  private final Object lock = new Object();
  private final Set<View> views = new LinkedHashSet<>();
  private final Set<LiveSubscription> tableWatches = new LinkedHashSet<>();
  private final Set<LiveSubscription> hostedWatches = new LinkedHashSet<>();
  private final List<Resumable> resumables = new CopyOnWriteArrayList<>();
  private volatile @Nullable CompletableFuture<Features> features;

  private Client(ClientTransport transport, ClientOptions options, Timers timers) {
    this.dispatch = Dispatch.create(options, timers);
    this.connector = new Connector(transport, dispatch, this::restore, this::resumed);
  }

  /**
   * Connects over a WebSocket.
   *
   * <p>Servers of this project speak to clients of every release, and learn from some requests
   * which one it is. Until then they name the group columns of Arrow and CSV as releases up to 5.5
   * do. Add {@code ?protocol=5.6} for readable names (or {@code ?protocol=5.5} for the old ones)
   * from the first request on.
   *
   * @param uri {@code ws:} or {@code wss:}, any path and query
   */
  public static CompletableFuture<Client> connect(URI uri) {
    return connect(uri, ClientOptions.DEFAULT);
  }

  /**
   * Connects over a WebSocket.
   *
   * @param uri {@code ws:} or {@code wss:}, any path and query
   * @param options how the client behaves
   */
  public static CompletableFuture<Client> connect(URI uri, ClientOptions options) {
    return over(WebSocketTransport.to(uri), options);
  }

  /** Connects over any transport. */
  public static CompletableFuture<Client> over(ClientTransport transport) {
    return over(transport, ClientOptions.DEFAULT);
  }

  /** Connects over any transport. */
  public static CompletableFuture<Client> over(ClientTransport transport, ClientOptions options) {
    return over(transport, options, Timers.onThread());
  }

  static CompletableFuture<Client> over(
      ClientTransport transport, ClientOptions options, Timers timers) {
    Client client = new Client(transport, options, timers);
    return client.connector.start().thenApply(started -> client);
  }

  // ------------------------------------------------------------------------------------ tables

  /** The tables of the server. */
  public CompletableFuture<List<HostedTable>> hostedTables() {
    return call(
        Request.newBuilder().setGetHostedTablesReq(GetHostedTablesReq.getDefaultInstance()),
        answer -> HostedTableCodec.decode(answer.getGetHostedTablesResp()));
  }

  /** Opens a table of the server by name; fails if there is none. */
  public CompletableFuture<Table> openTable(String name) {
    return hostedTables()
        .thenApply(
            tables ->
                tables.stream()
                    .filter(table -> table.name().equals(name))
                    .findFirst()
                    .map(table -> new Table(this, table, null))
                    .orElseThrow(
                        () ->
                            new PerspectiveException(
                                ErrorStatus.SERVER_ERROR, "Unknown table \"" + name + "\"")));
  }

  /** Makes a table without a name of its own, with default options. */
  public CompletableFuture<Table> table(TableData data) {
    return table(Names.random(), data, TableOptions.DEFAULT);
  }

  /** Makes a table without a name of its own. */
  public CompletableFuture<Table> table(TableData data, TableOptions options) {
    return table(Names.random(), data, options);
  }

  /**
   * Makes a table on the server.
   *
   * @param name the name others can open it by
   * @param data the columns and first rows
   * @param options how it keeps rows
   */
  public CompletableFuture<Table> table(String name, TableData data, TableOptions options) {
    return makeTable(name, TableDataCodec.encode(data), options)
        .thenApply(
            made -> new Table(this, new HostedTable(name, options.index(), options.limit()), null));
  }

  /** Makes a table that follows a view, without a name of its own. */
  public CompletableFuture<Table> table(View view) {
    return table(Names.random(), view, TableOptions.DEFAULT);
  }

  /**
   * Makes a table that follows a view of this or another client.
   *
   * <p>If the view is this client's, the server can do so and no index or limit is asked for, the
   * server derives the table: it changes with the view in the same step and cannot be written to.
   * Otherwise this client copies the view's rows into a table and forwards what changes. Such a
   * replica is indexed as the view's table is, if the view shows the index and neither groups nor
   * splits; then it follows updates and removals. Any other replica appends the rows that change.
   *
   * <p>After a lost connection of either side a replica is replaced with the view's rows of that
   * time and goes on from there.
   *
   * @param name the name others can open it by
   * @param view the view to follow; it stays the caller's, who must not delete it before the table
   * @param options index or limit to use instead of the view's
   */
  public CompletableFuture<Table> table(String name, View view, TableOptions options) {
    return Replica.make(this, name, view, options);
  }

  /**
   * Has the server derive a table from a view of this client, with chosen columns. The table
   * changes with the view in the same step and cannot be written to. Servers before 5.6 cannot do
   * so and fail.
   *
   * @param name the name others can open it by
   * @param view the view to follow; it stays the caller's, who must not delete it before the table
   * @param columns the columns of the table; those the view does not (yet) have hold nulls
   */
  public CompletableFuture<Table> derive(String name, View view, Schema columns) {
    if (view.client() != this) {
      return CompletableFuture.failedFuture(
          new PerspectiveException(
              ErrorStatus.SERVER_ERROR, "A table can only be derived from a view of its client"));
    }
    return run(Request.newBuilder()
            .setEntityId(name)
            .setMakeTableReq(
                MakeTableReq.newBuilder()
                    .setData(TableDataCodec.encodeView(view.id()))
                    .setOptions(
                        MakeTableOptions.newBuilder().setViewSchema(SchemaCodec.encode(columns)))))
        .thenApply(
            made ->
                new Table(
                    this, new HostedTable(name, Optional.empty(), OptionalLong.empty()), null));
  }

  /**
   * Makes a read-only table of the rows of two tables with equal keys; it follows both.
   *
   * @param name the name others can open it by
   * @param join what to join
   */
  public CompletableFuture<Table> join(String name, JoinSpec join) {
    return call(
        Request.newBuilder().setEntityId(name).setMakeJoinTableReq(JoinCodec.encode(join)),
        answer ->
            new Table(this, new HostedTable(name, Optional.empty(), OptionalLong.empty()), null));
  }

  /**
   * Calls a listener when tables come or go, and once after each lost connection.
   *
   * @param listener reads {@link #hostedTables()} if it wants to know which
   */
  public CompletableFuture<Subscription> onHostedTablesUpdate(Runnable listener) {
    LiveSubscription watch =
        new LiveSubscription(
            new LiveSubscription.Kind() {
              @Override
              public Request.Builder subscribe() {
                return Request.newBuilder()
                    .setGetHostedTablesReq(GetHostedTablesReq.newBuilder().setSubscribe(true));
              }

              @Override
              public Request.Builder cancel(int id) {
                return Request.newBuilder()
                    .setRemoveHostedTablesUpdateReq(
                        RemoveHostedTablesUpdateReq.newBuilder().setId(id));
              }
            },
            dispatch,
            dispatch.notifications(),
            notification -> listener.run(),
            dropped -> forget(hostedWatches, dropped));
    return start(watch, hostedWatches);
  }

  // ------------------------------------------------------------------------------------ server

  /** What the server can do; asked once per connection. */
  public CompletableFuture<Features> features() {
    CompletableFuture<Features> known = features;
    if (known != null && !known.isCompletedExceptionally()) {
      return known.copy();
    }
    CompletableFuture<Features> asked =
        call(
            Request.newBuilder().setGetFeaturesReq(GetFeaturesReq.getDefaultInstance()),
            answer -> FeaturesCodec.decode(answer.getGetFeaturesResp()));
    features = asked;
    return asked.copy();
  }

  /** Memory and time the server uses. Each call starts its times anew, for all clients. */
  public CompletableFuture<SystemInfo> systemInfo() {
    return call(
        Request.newBuilder().setServerSystemInfoReq(ServerSystemInfoReq.getDefaultInstance()),
        answer -> SystemInfoCodec.decode(answer.getServerSystemInfoResp()));
  }

  /**
   * Closes the connection for good. Requests without an answer fail; the server drops this client's
   * views and subscriptions and keeps its tables.
   */
  @Override
  public void close() {
    connector.close("Closed by the application");
  }

  // ---------------------------------------------------------------------------- for the package

  Dispatch dispatch() {
    return dispatch;
  }

  /** Sends a request and reads its answer. */
  <T> CompletableFuture<T> call(Request.Builder request, Function<Response, T> read) {
    return connector.call(request, true, read);
  }

  /** Sends a request whose answer says nothing but that it is done. */
  CompletableFuture<Void> run(Request.Builder request) {
    return call(request, answer -> answer).thenAccept(answer -> {});
  }

  /** Sends a request whose answer may take any time. */
  CompletableFuture<Void> callPatiently(Request.Builder request) {
    return connector.call(request, false, answer -> answer).thenAccept(answer -> {});
  }

  CompletableFuture<Void> makeTable(String name, MakeTableData data, TableOptions options) {
    return run(
        Request.newBuilder()
            .setEntityId(name)
            .setMakeTableReq(
                MakeTableReq.newBuilder()
                    .setData(data)
                    .setOptions(TableOptionsCodec.encode(options))));
  }

  /** Starts a subscription that is about a table. */
  CompletableFuture<Subscription> startTableWatch(LiveSubscription watch) {
    return start(watch, tableWatches);
  }

  void forgetTableWatch(LiveSubscription watch) {
    forget(tableWatches, watch);
  }

  /** The connection that lets requests through, if any. */
  @Nullable Channel open() {
    return connector.open();
  }

  void add(View view) {
    synchronized (lock) {
      views.add(view);
    }
  }

  void forget(View view) {
    synchronized (lock) {
      views.remove(view);
    }
  }

  void addResumable(Resumable resumable) {
    resumables.add(resumable);
  }

  void removeResumable(Resumable resumable) {
    resumables.remove(resumable);
  }

  private CompletableFuture<Subscription> start(
      LiveSubscription watch, Set<LiveSubscription> owner) {
    Channel channel = connector.open();
    if (channel == null) {
      return CompletableFuture.failedFuture(PerspectiveException.transport("Not connected"));
    }
    synchronized (lock) {
      owner.add(watch);
    }
    watch.start(channel);
    return CompletableFuture.completedFuture(watch);
  }

  private void forget(Set<LiveSubscription> owner, LiveSubscription watch) {
    synchronized (lock) {
      owner.remove(watch);
    }
  }

  /** Makes views and subscriptions again; answers with the views that cannot be. */
  private CompletableFuture<List<View>> restore(Channel channel) {
    features = null;
    List<View> remaking;
    List<LiveSubscription> watching;
    synchronized (lock) {
      remaking = List.copyOf(views);
      watching = new ArrayList<>(tableWatches);
      watching.addAll(hostedWatches);
    }
    List<View> lost = new ArrayList<>();
    List<CompletableFuture<Void>> remade = new ArrayList<>();
    for (View view : remaking) {
      remade.add(
          view.remake(channel)
              .thenAccept(
                  alive -> {
                    if (!alive) {
                      lost.add(view);
                    }
                  }));
    }
    watching.forEach(watch -> watch.start(channel));
    return CompletableFuture.allOf(remade.toArray(new CompletableFuture<?>[0]))
        .thenApply(done -> List.copyOf(lost));
  }

  private void resumed() {
    List<View> alive;
    List<LiveSubscription> watching;
    synchronized (lock) {
      alive = List.copyOf(views);
      watching = List.copyOf(hostedWatches);
    }
    alive.forEach(View::resumed);
    watching.forEach(watch -> watch.deliver(Response.getDefaultInstance()));
    resumables.forEach(Resumable::resumed);
  }
}
