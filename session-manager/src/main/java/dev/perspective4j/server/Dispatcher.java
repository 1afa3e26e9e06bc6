package dev.perspective4j.server;

import dev.perspective4j.model.ErrorStatus;
import dev.perspective4j.wire.Envelope;
import dev.perspective4j.wire.ErrorCodec;
import dev.perspective4j.wire.MalformedMessageException;
import dev.perspective4j.wire.proto.Request;
import dev.perspective4j.wire.proto.Request.ClientReqCase;
import dev.perspective4j.wire.proto.Response;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Handles the requests of one client, one at a time: finds out what each is about, gives it its place
 * in the order of its table, and sees to it that it is answered.
 */
final class Dispatcher {
  /** Bytes of a request that is decoded faster than handed to another thread. */
  private static final int SHORT = 1 << 11;

  private final Hosting hosting;
  private final Seat seat;
  private final Holdings holdings;
  private final RateLimit rate;
  private final Runnable next;

  private volatile @Nullable Awaited<?> waiting;
  private volatile boolean closed;

  /**
   * Handles nothing yet.
   *
   * @param next runs when a request is done and the reader keeps up
   */
  Dispatcher(Hosting hosting, Seat seat, Holdings holdings, Runnable next) {
    this.hosting = hosting;
    this.seat = seat;
    this.holdings = holdings;
    this.rate = new RateLimit(seat.limits().requestsPerSecond());
    this.next = next;
  }

  /**
   * A request with its place on the strand of what it is about.
   *
   * @param place gets what is to be done there, once; runs it at once if the request has no strand
   */
  private record Turn(Dispatch dispatch, Consumer<Runnable> place) {
    static Turn now(Dispatch dispatch) {
      return new Turn(dispatch, Runnable::run);
    }

    static Turn reserve(Dispatch dispatch) {
      Optional<Strand> strand = dispatch.strand();
      return strand.isEmpty() ? now(dispatch) : new Turn(dispatch, strand.get().reserve()::fill);
    }

    void abandon() {
      place.accept(() -> {});
    }
  }

  /**
   * Takes a place for a request in the order of its table, on the calling thread. So a request sees
   * every change that arrived before it, however long that takes to parse. A short request is decoded
   * and handled right there, which is less work than handing it from thread to thread; a long one, and
   * one that brings rows, is left to the pool.
   */
  void take(ByteBuffer message) {
    long delay = rate.nanosUntilAllowed(System.nanoTime());
    if (delay > 0) {
      CompletableFuture.delayedExecutor(delay, TimeUnit.NANOSECONDS, hosting.pool())
          .execute(() -> handle(message, null));
      return;
    }
    Dispatch dispatch =
        Envelope.head(message).map(head -> find(head.kind(), head.entityId())).orElse(null);
    Optional<Strand> strand = dispatch == null ? Optional.empty() : dispatch.strand();
    if (dispatch != null
        && strand.isPresent()
        && message.remaining() <= SHORT
        && !dispatch.bringsRows()) {
      Turn now = Turn.now(dispatch);
      strand.get().execute(() -> handle(message, now));
      return;
    }
    Turn turn = dispatch == null ? null : Turn.reserve(dispatch);
    hosting.pool().execute(() -> handle(message, turn));
  }

  /** The client has gone: cancels what its request waits for. */
  void close() {
    closed = true;
    Awaited<?> pending = waiting;
    if (pending != null) {
      pending.cancel();
    }
  }

  private Dispatch find(ClientReqCase kind, String entityId) {
    return Dispatch.of(kind, entityId, hosting.catalog(), holdings);
  }

  /** Handles a message; whatever happens, the place it has taken does not stay empty. */
  private void handle(ByteBuffer message, @Nullable Turn early) {
    try {
      Request request = Envelope.decodeRequest(message);
      seat.observe(request);
      Turn turn =
          early != null && early.dispatch().is(request)
              ? early
              : Turn.reserve(find(request.getClientReqCase(), request.getEntityId()));
      handle(new Call(seat, holdings, hosting, request), turn);
    } catch (MalformedMessageException malformed) {
      EncodedResponse error =
          EncodedResponse.of(
              Response.SERVER_ERROR_FIELD_NUMBER,
              ErrorCodec.encode(ErrorStatus.SERVER_ERROR, ServerRequests.UNKNOWN));
      seat.outbox().answer(error.in(malformed.messageId(), malformed.entityId()));
      goOn();
    } finally {
      if (early != null) {
        early.abandon();
      }
    }
  }

  private void handle(Call call, Turn turn) {
    switch (turn.dispatch().handler()) {
      case Handler.OnServer handler -> {
        call.attempt(() -> handler.work().accept(call));
        finish(call);
      }
      case Handler.OnServerLater handler -> {
        boolean started = call.attempt(() -> handler.work().accept(call, () -> finish(call)));
        if (!started) {
          finish(call);
        }
      }
      case Handler.OnTable handler -> onTable(handler, call, turn);
      case Handler.OnTableInTwoParts handler -> inTwoParts(handler, call, turn);
      case Handler.OnView handler -> onView(handler, call, turn);
    }
  }

  private void inTwoParts(Handler.OnTableInTwoParts handler, Call call, Turn turn) {
    TableHost table = turn.dispatch().table();
    Optional<Write> rest =
        call.attempt(
            () -> {
              seat.require(handler.action(), call.entityId());
              if (table == null) {
                throw RequestFailure.tableNotFound();
              }
              return handler.prepare().apply(table, call);
            });
    inTurn(
        turn,
        call,
        () -> {
          if (table == null || rest.isEmpty()) {
            return; // refused already
          }
          if (table.isGone()) {
            throw RequestFailure.tableNotFound();
          }
          rest.get().apply();
        });
  }

  private void onTable(Handler.OnTable handler, Call call, Turn turn) {
    TableHost table = turn.dispatch().table();
    inTurn(
        turn,
        call,
        () -> {
          seat.require(handler.action(), call.entityId());
          if (table == null || table.isGone()) {
            handler.missing().accept(call);
          } else {
            handler.work().accept(table, call);
          }
        });
  }

  private void onView(Handler.OnView handler, Call call, Turn turn) {
    ViewHost view = turn.dispatch().view();
    inTurn(
        turn,
        call,
        () -> {
          if (view == null || view.isClosed()) {
            handler.missing().accept(call);
          } else {
            handler.work().accept(view, call);
          }
        });
  }

  private void inTurn(Turn turn, Call call, Runnable work) {
    turn.place().accept(() -> run(call, turn.dispatch(), work));
  }

  /** Runs a part of a handler, and whatever comes after it. */
  private void run(Call call, Dispatch dispatch, Runnable work) {
    call.attempt(work);
    Optional<Awaited<?>> awaited = call.takeAwaited();
    if (awaited.isPresent()) {
      await(call, dispatch, awaited.get());
    } else if (call.isPending()) {
      hosting.pool().execute(() -> finish(call));
    } else {
      finish(call);
    }
  }

  /** Leaves the strand to others until a result has come, then goes on there. */
  private void await(Call call, Dispatch dispatch, Awaited<?> awaited) {
    Executor strand = dispatch.strand().map(Executor.class::cast).orElse(hosting.pool());
    waiting = awaited;
    awaited.begin(
        () -> {
          waiting = null;
          strand.execute(() -> run(call, dispatch, awaited::resume));
        });
    if (closed) {
      awaited.cancel();
    }
  }

  private void finish(Call call) {
    call.finish();
    goOn();
  }

  private void goOn() {
    Outbox outbox = seat.outbox();
    if (outbox.isCalm()) {
      next.run();
    } else {
      outbox.whenCalm().thenRun(next);
    }
  }
}
