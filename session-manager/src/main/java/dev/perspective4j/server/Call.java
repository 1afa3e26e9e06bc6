package dev.perspective4j.server;

import com.google.protobuf.MessageLite;
import dev.perspective4j.engine.EngineException;
import dev.perspective4j.model.ErrorStatus;
import dev.perspective4j.wire.ErrorCodec;
import dev.perspective4j.wire.WireException;
import dev.perspective4j.wire.proto.Request;
import dev.perspective4j.wire.proto.Response;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way to its answer.
 *
 * <p>A handler answers once, answers {@linkplain #later later}, goes on {@linkplain #await when} a result
 * has come, or (subscriptions) does not answer at all; what it throws becomes the error answer.
 */
final class Call {
  private static final System.Logger LOG = System.getLogger(Call.class.getName());

  private final Seat seat;
  private final Holdings holdings;
  private final Hosting hosting;
  private final Request request;
  private long spent;
  private @Nullable Supplier<EncodedResponse> later;
  private @Nullable Awaited<?> awaited;
  private boolean answered;
  private boolean failed;

  Call(Seat seat, Holdings holdings, Hosting hosting, Request request) {
    this.seat = seat;
    this.holdings = holdings;
    this.hosting = hosting;
    this.request = request;
  }

  /** Whose request it is. */
  Seat seat() {
    return seat;
  }

  /** What the client has. */
  Holdings holdings() {
    return holdings;
  }

  Hosting hosting() {
    return hosting;
  }

  Request request() {
    return request;
  }

  int messageId() {
    return request.getMsgId();
  }

  String entityId() {
    return request.getEntityId();
  }

  /** This request as a subscription. */
  Subscription subscription() {
    return new Subscription(seat, messageId(), entityId());
  }

  /** Sends the answer. */
  void answer(int field, MessageLite body) {
    answer(EncodedResponse.of(field, body));
  }

  /** Sends the answer. */
  void answer(EncodedResponse body) {
    answered = true;
    if (body.isLong()) {
      seat.outbox()
          .answer(body.head(messageId(), entityId()), body.payload().asReadOnlyByteBuffer());
    } else {
      seat.outbox().answer(body.in(messageId(), entityId()));
    }
  }

  /** Sends an error answer. */
  void refuse(String message) {
    fail(ErrorStatus.SERVER_ERROR, message);
  }

  /** Leaves the answer to a pool thread, so that making it does not occupy the strand. */
  void later(Supplier<EncodedResponse> answer) {
    later = answer;
  }

  /** Goes on with a result: now if it is there, else on the strand when it has come. */
  <T> void await(CompletionStage<T> stage, Consumer<T> rest) {
    await(stage, rest, () -> {}, unwanted -> {});
  }

  /**
   * As {@link #await(CompletionStage, Consumer)}, for what must be cleared up. The last thing a part of
   * the handler does.
   *
   * @param otherwise runs if there is no result
   * @param late takes a result that comes when the client has gone
   */
  <T> void await(CompletionStage<T> stage, Consumer<T> rest, Runnable otherwise, Consumer<T> late) {
    CompletableFuture<T> future = stage.toCompletableFuture();
    if (future.isDone()) {
      Awaited.resume(future, rest, otherwise);
    } else {
      awaited = new Awaited<>(stage, rest, otherwise, late);
    }
  }

  /** What the request waits for, if it does; asked once. */
  Optional<Awaited<?>> takeAwaited() {
    Awaited<?> taken = awaited;
    awaited = null;
    return Optional.ofNullable(taken);
  }

  /** Runs a part of the handler, turns what it throws into the error answer, and says if it did. */
  boolean attempt(Runnable work) {
    return attempt(
            () -> {
              work.run();
              return work;
            })
        .isPresent();
  }

  /** As {@link #attempt(Runnable)}, for a part with a result; empty if it threw. */
  <T> Optional<T> attempt(Supplier<T> work) {
    long started = System.nanoTime();
    try {
      return Optional.of(work.get());
    } catch (RequestFailure refused) {
      fail(refused.status(), String.valueOf(refused.getMessage()));
    } catch (EngineException | WireException refused) {
      fail(ErrorStatus.SERVER_ERROR, String.valueOf(refused.getMessage()));
    } catch (CancellationException gone) {
      fail(ErrorStatus.SERVER_ERROR, "Internal error"); // nobody is there to read it
    } catch (StackOverflowError tooDeep) {
      fail(ErrorStatus.SERVER_ERROR, "The request is nested too deeply");
    } catch (RuntimeException | OutOfMemoryError fault) {
      LOG.log(
          System.Logger.Level.ERROR, "Request " + request.getClientReqCase() + " failed", fault);
      fail(ErrorStatus.SERVER_ERROR, "Internal error");
    } finally {
      spent += System.nanoTime() - started;
    }
    return Optional.empty();
  }

  /** Makes the answer that was left for later, if one was. */
  void finish() {
    Supplier<EncodedResponse> rest = later;
    if (rest != null && !failed) {
      attempt(() -> answer(rest.get()));
    }
    hosting.handled(request.getClientReqCase().name(), spent, failed);
  }

  /** Whether an answer waits to be made. */
  boolean isPending() {
    return later != null && !failed;
  }

  private void fail(ErrorStatus status, String message) {
    failed = true;
    if (!answered) {
      answer(Response.SERVER_ERROR_FIELD_NUMBER, ErrorCodec.encode(status, message));
    }
  }
}
