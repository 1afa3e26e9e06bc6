package dev.perspective4j.client;

import dev.perspective4j.model.ErrorStatus;
import dev.perspective4j.model.HostedTable;
import dev.perspective4j.model.TableData;
import dev.perspective4j.model.TableOptions;
import dev.perspective4j.model.Viewport;
import dev.perspective4j.wire.Payloads;
import dev.perspective4j.wire.TableDataCodec;
import dev.perspective4j.wire.ViewportCodec;
import dev.perspective4j.wire.proto.MakeTableData;
import dev.perspective4j.wire.proto.Request;
import dev.perspective4j.wire.proto.Response;
import dev.perspective4j.wire.proto.TableRemoveReq;
import dev.perspective4j.wire.proto.TableReplaceReq;
import dev.perspective4j.wire.proto.TableUpdateReq;
import dev.perspective4j.wire.proto.ViewToArrowReq;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A table that this side keeps equal to a view: it copies the view's rows and forwards what
 * changes.
 *
 * <p>The order is subscribe, read, forward. A server announces a change before it answers a later
 * read of the table, so changes announced before the rows arrive are in the rows and are dropped;
 * those announced after are not and are forwarded. Nothing is lost or doubled. (The reference
 * client reads first and subscribes after, and loses what happens in between.)
 *
 * <p>After a lost connection of either side, or when the target takes changes more slowly than they
 * come, the same is done again, with the table's rows replaced in one step.
 *
 * <p>All state belongs to the inbound queue of the view's client.
 */
final class Replica implements Resumable {
  /**
   * Forwarded changes without an answer; beyond it the rows are copied anew once all are answered.
   */
  private static final int MAX_OUTSTANDING = 256;

  private final View view;
  private final Client source;
  private final Client target;
  private final String name;
  private final TableOptions options;
  private final List<Subscription> subscriptions = new ArrayList<>();
  private boolean dropping = true;
  private boolean behind;
  private boolean stopped;
  private int outstanding;
  private int round;

  private Replica(Client target, String name, View view, TableOptions options) {
    this.view = view;
    this.source = view.client();
    this.target = target;
    this.name = name;
    this.options = options;
  }

  /** Has the server derive the table if it can, or else copies and forwards. */
  static CompletableFuture<Table> make(
      Client target, String name, View view, TableOptions options) {
    if (view.client() != target || options.index().isPresent() || options.limit().isPresent()) {
      return copy(target, name, view, options);
    }
    return target
        .features()
        .thenCompose(
            features ->
                features.viewDerivations()
                    ? derive(target, name, view, options)
                    : copy(target, name, view, options));
  }

  private static CompletableFuture<Table> derive(
      Client target, String name, View view, TableOptions options) {
    return inherit(view, options)
        .thenCompose(
            inherited ->
                target
                    .makeTable(name, TableDataCodec.encodeView(view.id()), options)
                    .thenApply(
                        made ->
                            new Table(
                                target,
                                new HostedTable(name, inherited.index(), inherited.limit()),
                                null)));
  }

  private static CompletableFuture<Table> copy(
      Client target, String name, View view, TableOptions options) {
    return inherit(view, options)
        .thenCompose(inherited -> new Replica(target, name, view, inherited).start());
  }

  /**
   * Index and limit: those asked for, or else the ones of the view's table where they make sense.
   */
  private static CompletableFuture<TableOptions> inherit(View view, TableOptions options) {
    Optional<String> key = view.table().index();
    if (options.index().isPresent()) {
      return CompletableFuture.completedFuture(options);
    }
    if (key.isEmpty()) {
      return CompletableFuture.completedFuture(
          options.limit().isPresent() || view.table().limit().isEmpty()
              ? options
              : new TableOptions(
                  Optional.empty(),
                  view.table().limit(),
                  options.pageToDisk(),
                  options.listFlatten()));
    }
    return view.config()
        .thenApply(
            config -> {
              boolean inherits =
                  config.groupBy().isEmpty()
                      && config.splitBy().isEmpty()
                      && config.columns().map(names -> names.contains(key.get())).orElse(true);
              if (!inherits) {
                return options;
              }
              if (options.limit().isPresent()) {
                throw new PerspectiveException(
                    ErrorStatus.SERVER_ERROR, "Can't use both `limit` and `index` arguments");
              }
              return new TableOptions(
                  key, options.limit(), options.pageToDisk(), options.listFlatten());
            });
  }

  private CompletableFuture<Table> start() {
    CompletableFuture<Table> made = new CompletableFuture<>();
    inSource(
        () -> {
          Channel channel = source.open();
          if (channel == null) {
            made.completeExceptionally(PerspectiveException.transport("Not connected"));
            return;
          }
          subscribe(channel);
          CompletionStage<Void> copied =
              read(rows -> target.makeTable(name, TableDataCodec.encode(rows), options));
          copied.whenComplete((done, failure) -> inSource(() -> started(made, failure)));
        });
    return made;
  }

  private void subscribe(Channel channel) {
    subscriptions.add(
        view.followRows(
            Runnable::run,
            delta ->
                forward(
                    request().setTableUpdateReq(TableUpdateReq.newBuilder().setData(arrow(delta)))),
            channel));
    if (options.index().isPresent() && options.index().equals(view.table().index())) {
      subscriptions.add(
          view.followRemovals(
              Runnable::run,
              keys ->
                  forward(
                      request()
                          .setTableRemoveReq(TableRemoveReq.newBuilder().setData(arrow(keys)))),
              channel));
    }
  }

  private void started(CompletableFuture<Table> made, @Nullable Throwable failure) {
    if (failure != null) {
      CompletionStage<Void> ended = stop();
      ended.whenComplete(
          (done, ignored) -> made.completeExceptionally(Channel.transportFailure(failure)));
      return;
    }
    source.addResumable(this);
    if (target != source) {
      target.addResumable(this);
    }
    made.complete(new Table(target, new HostedTable(name, options.index(), options.limit()), this));
  }

  /**
   * Reads all rows and hands them to {@code write}. From then on changes are forwarded, behind what
   * {@code write} has sent.
   */
  private CompletableFuture<Void> read(Function<TableData, CompletableFuture<Void>> write) {
    dropping = true;
    behind = false;
    round++;
    int reading = round;
    CompletableFuture<Void> written = new CompletableFuture<>();
    CompletionStage<Response> read =
        source.call(
            Request.newBuilder()
                .setEntityId(view.id())
                .setViewToArrowReq(
                    ViewToArrowReq.newBuilder().setViewport(ViewportCodec.encode(Viewport.ALL))),
            answer -> {
              if (stopped || reading != round) {
                written.complete(null);
                return answer;
              }
              dropping = false;
              ByteBuffer rows = Payloads.buffer(answer.getViewToArrowResp().getArrow());
              settle(written, write.apply(new TableData.Arrow(rows)));
              return answer;
            });
    read.whenComplete(
        (answer, failure) -> {
          if (failure != null) {
            written.completeExceptionally(failure);
          }
        });
    return written;
  }

  private static void settle(CompletableFuture<Void> future, CompletionStage<Void> outcome) {
    outcome.whenComplete(
        (done, failure) -> {
          if (failure == null) {
            future.complete(null);
          } else {
            future.completeExceptionally(failure);
          }
        });
  }

  /** A connection is back. */
  @Override
  public void resumed() {
    inSource(this::synchronise);
  }

  private void synchronise() {
    if (stopped) {
      return;
    }
    dropping = true;
    if (source.open() == null || target.open() == null) {
      return;
    }
    CompletionStage<Void> copied =
        read(
            rows ->
                send(
                    request()
                        .setTableReplaceReq(
                            TableReplaceReq.newBuilder().setData(TableDataCodec.encode(rows)))));
    copied.whenComplete(
        (done, failure) -> {
          if (failure != null) {
            inSource(() -> failed(Channel.transportFailure(failure)));
          }
        });
  }

  private void forward(Request.Builder change) {
    if (dropping || stopped) {
      return;
    }
    if (outstanding >= MAX_OUTSTANDING) {
      dropping = true;
      behind = true;
      return;
    }
    CompletionStage<Void> sent = send(change);
    sent.whenComplete(
        (done, failure) -> {
          if (failure != null) {
            inSource(() -> failed(Channel.transportFailure(failure)));
          }
        });
  }

  private CompletableFuture<Void> send(Request.Builder change) {
    outstanding++;
    CompletableFuture<Void> sent = target.run(change);
    return sent.whenComplete((done, failure) -> inSource(this::answered));
  }

  private void answered() {
    outstanding--;
    if (behind && outstanding == 0) {
      synchronise();
    }
  }

  /** A change got lost: catch up later if a connection failed, give up if a server refuses. */
  private void failed(PerspectiveException failure) {
    if (stopped) {
      return;
    }
    if (failure.status() == ErrorStatus.TRANSPORT_ERROR) {
      dropping = true;
      behind = true;
      if (outstanding == 0) {
        synchronise();
      }
      return;
    }
    CompletionStage<Void> ended = stop();
    ended.whenComplete((done, ignored) -> target.dispatch().failed(failure));
  }

  /** Ends following; completes when the subscriptions are cancelled, however that goes. */
  CompletableFuture<Void> stop() {
    CompletableFuture<Void> ended = new CompletableFuture<>();
    inSource(
        () -> {
          stopped = true;
          source.removeResumable(this);
          target.removeResumable(this);
          List<CompletableFuture<Void>> cancelled = new ArrayList<>();
          subscriptions.forEach(subscription -> cancelled.add(subscription.cancel()));
          subscriptions.clear();
          CompletionStage<Void> all =
              CompletableFuture.allOf(cancelled.toArray(new CompletableFuture<?>[0]));
          all.whenComplete((done, ignored) -> ended.complete(null));
        });
    return ended;
  }

  private Request.Builder request() {
    return Request.newBuilder().setEntityId(name);
  }

  private static MakeTableData arrow(ByteBuffer ipc) {
    return TableDataCodec.encode(new TableData.Arrow(ipc));
  }

  private void inSource(Runnable step) {
    source.dispatch().inbound().execute(step);
  }
}
