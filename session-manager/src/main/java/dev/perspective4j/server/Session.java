package dev.perspective4j.server;

import dev.perspective4j.model.ErrorStatus;
import dev.perspective4j.server.AccessPolicy.Action;
import dev.perspective4j.wire.Envelope;
import dev.perspective4j.wire.ErrorCodec;
import dev.perspective4j.wire.MalformedMessageException;
import dev.perspective4j.wire.proto.Request;
import dev.perspective4j.wire.proto.Request.ClientReqCase;
import dev.perspective4j.wire.proto.Response;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One client's seat: takes messages, answers them in order, and owns the client's views and
 * subscriptions.
 *
 * <p>Requests are handled strictly one after the other: the next one is taken up when the answer of
 * the one before is in the outbox and the reader keeps up. A request gets its place in the order of
 * its table when it is taken up, which is on arrival unless an earlier one of the session is still
 * being handled. Handling happens on pool threads and strands, never on the caller's. All methods are
 * safe to call from any thread; messages must be handed in in the order they arrived.
 */
public final class Session {
  /** Bytes of a request that is decoded faster than handed to another thread. */
  private static final int SHORT = 1 << 11;

  private final Server server;
  private final Connection connection;
  private final EndpointOptions options;
  private final ClientInfo client;
  private final Outbox outbox;
  private final RateLimit rate;
  private final ReleaseTracker generation;

  private final ArrayDeque<ByteBuffer> inbox = new ArrayDeque<>();
  private long inboxBytes;
  private boolean busy;
  private boolean closed;
  private @Nullable CompletableFuture<Void> room;

  private final AtomicInteger subscriptions = new AtomicInteger();

  // Used by the one request that is being handled.
  private final Map<String, ViewHost> views = new HashMap<>();
  private final Set<TableHost> watchedTables = new LinkedHashSet<>();

  Session(
      Server server,
      Connection connection,
      Executor sender,
      ClientInfo client,
      EndpointOptions options) {
    this.server = server;
    this.connection = connection;
    this.client = client;
    this.options = options;
    this.rate = new RateLimit(options.limits().requestsPerSecond());
    this.generation = new ReleaseTracker(client.generation(), options.generation());
    this.outbox = new Outbox(connection, sender, options.limits(), server.metrics(), this::close);
  }

  /**
   * Takes a binary message. A message over the limit closes the connection with code 1009.
   *
   * @param message one whole message; the session owns the buffer from here on
   * @return completes when the transport should read on; already complete unless the client sends
   *     faster than it is served
   */
  public CompletionStage<Void> receive(ByteBuffer message) {
    if (message.remaining() > options.limits().messageBytes()) {
      connection.close(CloseCode.MESSAGE_TOO_BIG, "message too big");
      close();
      return CompletableFuture.completedFuture(null);
    }
    synchronized (this) {
      if (closed) {
        return CompletableFuture.completedFuture(null);
      }
      if (busy) {
        inbox.add(message);
        inboxBytes += message.remaining();
        if (inboxBytes <= options.limits().inboundBytes()) {
          return CompletableFuture.completedFuture(null);
        }
        if (room == null) {
          room = new CompletableFuture<>();
        }
        return room;
      }
      busy = true;
    }
    takeUp(message);
    return CompletableFuture.completedFuture(null);
  }

  /**
   * Ends the session: frees its views and subscriptions, drops unanswered requests. Tables stay.
   * Called by the transport when its socket has closed; closing twice is harmless.
   */
  public void close() {
    CompletableFuture<Void> waiter;
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      inbox.clear();
      inboxBytes = 0;
      waiter = room;
      room = null;
      if (!busy) {
        busy = true;
        server.pool().execute(this::takeNext);
      }
    }
    outbox.close();
    if (waiter != null) {
      waiter.complete(null);
    }
  }

  /** Closes the connection, then the session. */
  void disconnect(int code, String reason) {
    connection.close(code, reason);
    close();
  }

  Server server() {
    return server;
  }

  ClientInfo client() {
    return client;
  }

  Limits limits() {
    return options.limits();
  }

  Outbox outbox() {
    return outbox;
  }

  ClientRelease generation() {
    return generation.current();
  }

  /** The session's view of that id, if there is one. */
  Optional<ViewHost> view(String id) {
    return Optional.ofNullable(views.get(id)).filter(view -> !view.isClosed());
  }

  /**
   * Checks that a view of that id may be made.
   *
   * @throws RequestFailure if the id is taken or the session has too many views
   */
  void requireRoomForView(String id) {
    if (view(id).isPresent()) {
      throw new RequestFailure("View \"" + id + "\" already exists");
    }
    if (views.size() >= options.limits().viewsPerSession()) {
      throw new RequestFailure(
          "Too many views: a session may have " + options.limits().viewsPerSession());
    }
  }

  void addView(ViewHost view) {
    views.put(view.id(), view);
  }

  void forgetView(ViewHost view) {
    views.remove(view.id(), view);
  }

  /**
   * Counts a subscription.
   *
   * @throws RequestFailure if the session has too many
   */
  void countSubscription() {
    if (subscriptions.get() >= options.limits().subscriptionsPerSession()) {
      throw new RequestFailure(
          "Too many subscriptions: a session may have "
              + options.limits().subscriptionsPerSession());
    }
    subscriptions.incrementAndGet();
  }

  void uncountSubscriptions(int number) {
    subscriptions.addAndGet(-number);
  }

  /** Remembers a table that has listeners of this session. */
  void watch(TableHost table) {
    watchedTables.add(table);
  }

  /** Whether the policy allows something. */
  boolean allows(Action action, String table) {
    return options.access().allows(client, action, table);
  }

  /**
   * Checks that the policy allows something.
   *
   * @throws RequestFailure if not; a table that may not be read does not exist for the client
   */
  void require(Action action, String table) {
    if (allows(action, table)) {
      return;
    }
    switch (action) {
      case READ -> throw RequestFailure.tableNotFound();
      case EDIT -> throw new RequestFailure("Not allowed to edit table \"" + table + "\"");
      case CREATE -> throw new RequestFailure("Not allowed to create table \"" + table + "\"");
      case DELETE -> throw new RequestFailure("Not allowed to delete table \"" + table + "\"");
    }
  }

  private void takeNext() {
    ByteBuffer message;
    CompletableFuture<Void> waiter = null;
    synchronized (this) {
      if (closed) {
        message = null;
      } else {
        message = inbox.poll();
        if (message == null) {
          busy = false;
          return;
        }
        inboxBytes -= message.remaining();
        if (inboxBytes <= options.limits().inboundBytes()) {
          waiter = room;
          room = null;
        }
      }
    }
    if (waiter != null) {
      CompletableFuture<Void> reader = waiter;
      server.pool().execute(() -> reader.complete(null));
    }
    if (message == null) {
      release();
    } else {
      takeUp(message);
    }
  }

  /**
   * Takes a place for a request in the order of its table, on the calling thread. So a request sees
   * every change that arrived before it, however long that takes to parse. A short request is decoded
   * and handled right there, which is less work than handing it from thread to thread; a long one, and
   * one that brings rows, is left to the pool.
   */
  private void takeUp(ByteBuffer message) {
    long delay = rate.nanosUntilAllowed(System.nanoTime());
    if (delay > 0) {
      CompletableFuture.delayedExecutor(delay, TimeUnit.NANOSECONDS, server.pool())
          .execute(() -> handle(message, Optional.empty()));
      return;
    }
    Optional<Subject> subject =
        Envelope.head(message).flatMap(head -> subject(head.kind(), head.entityId()));
    if (subject.isPresent() && message.remaining() <= SHORT && !subject.get().bringsRows()) {
      Turn now = new Turn(subject.get(), Runnable::run);
      subject.get().strand().execute(() -> handle(message, Optional.of(now)));
      return;
    }
    Optional<Turn> turn = subject.map(Turn::reserve);
    server.pool().execute(() -> handle(message, turn));
  }

  /**
   * What a request is about.
   *
   * @param table what it is about, if that is a table
   * @param view what it is about, if that is a view
   */
  private record Subject(
      ClientReqCase kind,
      String entityId,
      Optional<TableHost> table,
      Optional<ViewHost> view,
      Strand strand) {

    boolean is(Request request) {
      return kind == request.getClientReqCase() && entityId.equals(request.getEntityId());
    }

    boolean bringsRows() {
      return Requests.of(kind) instanceof Handler.OnTableInTwoParts;
    }
  }

  /**
   * A place on the strand of what a request is about.
   *
   * @param place gets what is to be done there, once
   */
  private record Turn(Subject subject, Consumer<Runnable> place) {
    static Turn reserve(Subject subject) {
      return new Turn(subject, subject.strand().reserve()::fill);
    }

    void abandon() {
      place.accept(() -> {});
    }
  }

  /** What a request is about; none if that is the server, or does not exist. */
  private Optional<Subject> subject(ClientReqCase kind, String entityId) {
    return switch (Requests.of(kind)) {
      case Handler.OnServer server -> Optional.empty();
      case Handler.OnServerLater server -> Optional.empty();
      case Handler.OnTable table -> table(kind, entityId);
      case Handler.OnTableInTwoParts table -> table(kind, entityId);
      case Handler.OnView onView ->
          view(entityId)
              .map(
                  view ->
                      new Subject(
                          kind,
                          entityId,
                          Optional.empty(),
                          Optional.of(view),
                          view.table().strand()));
    };
  }

  private Optional<Subject> table(ClientReqCase kind, String name) {
    return server
        .catalog()
        .find(name)
        .map(
            table -> new Subject(kind, name, Optional.of(table), Optional.empty(), table.strand()));
  }

  /** Handles a message; whatever happens, the place it has taken does not stay empty. */
  private void handle(ByteBuffer message, Optional<Turn> reserved) {
    try {
      Request request = Envelope.decodeRequest(message);
      generation.observe(request);
      Optional<Turn> turn =
          reserved
              .filter(early -> early.subject().is(request))
              .or(
                  () ->
                      subject(request.getClientReqCase(), request.getEntityId())
                          .map(Turn::reserve));
      handle(new Call(this, request), turn);
    } catch (MalformedMessageException malformed) {
      EncodedResponse error =
          EncodedResponse.of(
              Response.SERVER_ERROR_FIELD_NUMBER,
              ErrorCodec.encode(ErrorStatus.SERVER_ERROR, ServerRequests.UNKNOWN));
      outbox.answer(error.in(malformed.messageId(), malformed.entityId()));
      next();
    } finally {
      reserved.ifPresent(Turn::abandon);
    }
  }

  private void handle(Call call, Optional<Turn> turn) {
    switch (Requests.of(call.request().getClientReqCase())) {
      case Handler.OnServer handler -> {
        call.attempt(() -> handler.work().accept(call));
        finish(call);
      }
      case Handler.OnServerLater handler -> {
        Optional<Boolean> started =
            call.attempt(
                () -> {
                  handler.work().accept(call, () -> finish(call));
                  return true;
                });
        if (started.isEmpty()) {
          finish(call);
        }
      }
      case Handler.OnTable handler -> onTable(handler, call, turn);
      case Handler.OnTableInTwoParts handler -> inTwoParts(handler, call, turn);
      case Handler.OnView handler -> onView(handler, call, turn);
    }
  }

  private void inTwoParts(Handler.OnTableInTwoParts handler, Call call, Optional<Turn> turn) {
    Optional<TableHost> table = turn.flatMap(own -> own.subject().table());
    Optional<Runnable> rest =
        call.attempt(
            () -> {
              require(handler.action(), call.entityId());
              return handler
                  .prepare()
                  .apply(table.orElseThrow(RequestFailure::tableNotFound), call);
            });
    inTurn(
        turn,
        call,
        () -> {
          if (rest.isEmpty()) {
            return; // refused already
          }
          if (table.orElseThrow().isGone()) {
            throw RequestFailure.tableNotFound();
          }
          rest.get().run();
        });
  }

  private void onTable(Handler.OnTable handler, Call call, Optional<Turn> turn) {
    Optional<TableHost> table = turn.flatMap(own -> own.subject().table());
    inTurn(
        turn,
        call,
        () -> {
          require(handler.action(), call.entityId());
          if (table.isEmpty() || table.get().isGone()) {
            handler.missing().accept(call);
          } else {
            handler.work().accept(table.get(), call);
          }
        });
  }

  private void onView(Handler.OnView handler, Call call, Optional<Turn> turn) {
    Optional<ViewHost> view = turn.flatMap(own -> own.subject().view());
    inTurn(
        turn,
        call,
        () -> {
          if (view.isEmpty() || view.get().isClosed()) {
            handler.missing().accept(call);
          } else {
            handler.work().accept(view.get(), call);
          }
        });
  }

  private void inTurn(Optional<Turn> turn, Call call, Runnable work) {
    if (turn.isEmpty()) {
      call.attempt(work);
      finish(call);
      return;
    }
    turn.get()
        .place()
        .accept(
            () -> {
              call.attempt(work);
              if (call.isPending()) {
                server.pool().execute(() -> finish(call));
              } else {
                finish(call);
              }
            });
  }

  private void finish(Call call) {
    call.finish();
    next();
  }

  private void next() {
    if (outbox.isCalm()) {
      takeNext();
    } else {
      outbox.whenCalm().thenRun(this::takeNext);
    }
  }

  /** Frees everything; the last thing a session does. */
  private void release() {
    server.catalog().unsubscribeAll(this);
    for (TableHost table : watchedTables) {
      table.strand().execute(() -> table.unsubscribeDeleteAll(this));
    }
    for (ViewHost view : new ArrayList<>(views.values())) {
      view.table().strand().execute(() -> view.table().deleteView(view, () -> {}));
    }
    views.clear();
    server.closed(this);
  }
}
