package dev.perspective4j.client;

import dev.perspective4j.client.ClientTransport.Connection;
import dev.perspective4j.model.ErrorStatus;
import dev.perspective4j.wire.Envelope;
import dev.perspective4j.wire.ErrorCodec;
import dev.perspective4j.wire.MalformedMessageException;
import dev.perspective4j.wire.WireException;
import dev.perspective4j.wire.proto.Request;
import dev.perspective4j.wire.proto.Response;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One connection: requests out, answers and notifications in, matched by correlation id. It ends
 * with the connection and is never used again, so an answer of an old connection cannot meet a
 * request of a new one.
 *
 * <p>Calls may come from any thread. Futures complete, and subscribers are called, on the inbound
 * queue only.
 */
final class Channel implements ClientTransport.Receiver {

  /** What a subscription hears. */
  interface Subscriber {
    void notified(Response notification);

    void refused(PerspectiveException failure);
  }

  private record Call(int body, CompletableFuture<Response> answer, Runnable cancelTimeout) {}

  private final Dispatch dispatch;
  private final BiConsumer<Channel, String> onClosed;
  private final Object lock = new Object();
  private final Map<Integer, Call> calls = new HashMap<>();
  private final Map<Integer, Subscriber> subscribers = new HashMap<>();
  private @Nullable Connection connection;
  private @Nullable String closedBecause;

  Channel(Dispatch dispatch, BiConsumer<Channel, String> onClosed) {
    this.dispatch = dispatch;
    this.onClosed = onClosed;
  }

  /** The connection can send. */
  void opened(Connection opened) {
    boolean late;
    synchronized (lock) {
      connection = opened;
      late = closedBecause != null;
    }
    if (late) {
      opened.close();
    }
  }

  boolean isClosed() {
    synchronized (lock) {
      return closedBecause != null;
    }
  }

  /**
   * Sends a request that has one answer.
   *
   * @param soon whether the answer must come within the time of the options
   * @param read runs on the inbound queue before anything later is handled
   */
  <T> CompletableFuture<T> call(Request.Builder request, boolean soon, Function<Response, T> read) {
    int id = dispatch.messageIds().incrementAndGet();
    ByteBuffer bytes;
    try {
      bytes = Envelope.encode(request.setMsgId(id).build());
    } catch (WireException tooLarge) {
      return CompletableFuture.failedFuture(
          new PerspectiveException(
              ErrorStatus.TRANSPORT_ERROR, String.valueOf(tooLarge.getMessage()), tooLarge));
    }
    CompletableFuture<Response> answer = new CompletableFuture<>();
    CompletableFuture<T> result = answer.thenApply(read);
    Connection out;
    synchronized (lock) {
      out = connection;
      if (closedBecause != null || out == null) {
        return CompletableFuture.failedFuture(
            PerspectiveException.transport(
                closedBecause == null ? "Not connected" : closedBecause));
      }
      if (calls.size() >= dispatch.options().maxPendingRequests()) {
        return CompletableFuture.failedFuture(
            PerspectiveException.transport(
                "More than "
                    + dispatch.options().maxPendingRequests()
                    + " requests without an answer"));
      }
      Runnable cancelTimeout = soon ? timeout(id) : () -> {};
      calls.put(id, new Call(request.getClientReqCase().getNumber(), answer, cancelTimeout));
    }
    send(out, bytes, id);
    return result;
  }

  /**
   * Sends a request that subscribes.
   *
   * @return the id of the subscription, or 0 if the connection is closed
   */
  int subscribe(Request.Builder request, Subscriber subscriber) {
    int id = dispatch.messageIds().incrementAndGet();
    ByteBuffer bytes = Envelope.encode(request.setMsgId(id).build());
    Connection out;
    synchronized (lock) {
      out = connection;
      if (closedBecause != null || out == null) {
        return 0;
      }
      subscribers.put(id, subscriber);
    }
    send(out, bytes, id);
    return id;
  }

  /** Forgets a subscription; ending it on the server takes a request of its own. */
  void unsubscribe(int id) {
    synchronized (lock) {
      subscribers.remove(id);
    }
  }

  /** Closes the connection; {@link #closed} follows. */
  void close() {
    Connection out;
    synchronized (lock) {
      out = connection;
    }
    if (out != null) {
      out.close();
    }
  }

  @Override
  public CompletionStage<Void> message(ByteBuffer message) {
    CompletableFuture<Void> handled = new CompletableFuture<>();
    dispatch
        .inbound()
        .execute(
            () -> {
              try {
                receive(message);
              } finally {
                dispatch.notifications().whenRoom(() -> handled.complete(null));
              }
            });
    return handled;
  }

  @Override
  public void closed(String reason) {
    dispatch.inbound().execute(() -> end(reason));
  }

  private Runnable timeout(int id) {
    Duration limit = dispatch.options().requestTimeout();
    return dispatch
        .timers()
        .after(limit, () -> fail(id, PerspectiveException.transport("No answer within " + limit)));
  }

  private void send(Connection out, ByteBuffer bytes, int id) {
    CompletionStage<Void> sent;
    try {
      sent = out.send(bytes);
    } catch (RuntimeException refused) {
      sent = CompletableFuture.failedFuture(refused);
    }
    sent.whenComplete(
        (done, failure) -> {
          if (failure != null) {
            fail(id, transportFailure(failure));
          }
        });
  }

  /** Must run on the inbound queue. */
  private void receive(ByteBuffer message) {
    Response response;
    try {
      response = Envelope.decodeResponse(message);
    } catch (MalformedMessageException malformed) {
      PerspectiveException failure =
          new PerspectiveException(ErrorStatus.TRANSPORT_ERROR, "Undecipherable answer", malformed);
      Call call = take(malformed.messageId());
      if (call == null) {
        dispatch.failed(failure);
      } else {
        call.answer().completeExceptionally(failure);
      }
      return;
    }
    Subscriber subscriber;
    synchronized (lock) {
      subscriber = subscribers.get(response.getMsgId());
    }
    if (subscriber != null) {
      notify(subscriber, response);
      return;
    }
    Call call = take(response.getMsgId());
    if (call != null) {
      answer(call, response);
    } else if (response.hasServerError()) {
      dispatch.failed(error(response));
    }
  }

  private void notify(Subscriber subscriber, Response response) {
    if (response.hasServerError()) {
      unsubscribe(response.getMsgId());
      subscriber.refused(error(response));
    } else {
      subscriber.notified(response);
    }
  }

  private static void answer(Call call, Response response) {
    if (response.hasServerError()) {
      call.answer().completeExceptionally(error(response));
    } else if (response.getClientRespCase().getNumber() != call.body()) {
      call.answer()
          .completeExceptionally(
              new PerspectiveException(
                  ErrorStatus.SERVER_ERROR, "Unexpected response " + response.getClientRespCase()));
    } else {
      call.answer().complete(response);
    }
  }

  /** Must run on the inbound queue. */
  private void end(String reason) {
    List<Call> unanswered;
    synchronized (lock) {
      if (closedBecause != null) {
        return;
      }
      closedBecause = reason;
      unanswered = new ArrayList<>(calls.values());
      calls.clear();
      subscribers.clear();
    }
    onClosed.accept(this, reason);
    for (Call call : unanswered) {
      call.cancelTimeout().run();
      call.answer().completeExceptionally(PerspectiveException.transport(reason));
    }
  }

  private void fail(int id, PerspectiveException failure) {
    dispatch
        .inbound()
        .execute(
            () -> {
              Call call = take(id);
              if (call != null) {
                call.answer().completeExceptionally(failure);
              }
            });
  }

  private @Nullable Call take(int id) {
    Call call;
    synchronized (lock) {
      call = calls.remove(id);
    }
    if (call != null) {
      call.cancelTimeout().run();
    }
    return call;
  }

  private static PerspectiveException error(Response response) {
    return new PerspectiveException(
        ErrorCodec.status(response.getServerError()), response.getServerError().getMessage());
  }

  static PerspectiveException transportFailure(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return cause instanceof PerspectiveException known
        ? known
        : new PerspectiveException(
            ErrorStatus.TRANSPORT_ERROR,
            cause.getMessage() == null ? cause.toString() : cause.getMessage(),
            cause);
  }
}
