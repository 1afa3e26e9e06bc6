package dev.perspective4j.server;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * One client's connection to the server: takes messages, answers them in order, and frees the client's
 * views and subscriptions at its end.
 *
 * <p>Requests are handled strictly one after the other: the next one is taken up when the answer of
 * the one before is in the outbox and the reader keeps up. A request gets its place in the order of
 * its table when it is taken up, which is on arrival unless an earlier one of the session is still
 * being handled. Handling happens on pool threads and strands, never on the caller's. All methods are
 * safe to call from any thread; messages must be handed in in the order they arrived.
 */
public final class Session {
  private final Connection connection;
  private final Limits limits;
  private final Inbox inbox;
  private final Outbox outbox;
  private final Holdings holdings;
  private final Dispatcher dispatcher;
  private final Consumer<Session> onEnd;

  /**
   * Opens a session.
   *
   * @param sender runs what takes messages out of the outbox
   * @param onEnd told when everything of the client is freed
   */
  Session(
      Hosting hosting,
      Connection connection,
      Executor sender,
      ClientInfo client,
      EndpointOptions options,
      Consumer<Session> onEnd) {
    this.connection = connection;
    this.limits = options.limits();
    this.onEnd = onEnd;
    this.outbox = new Outbox(connection, sender, limits, hosting.metrics(), this::close);
    Seat seat = new Seat(client, options, outbox);
    this.holdings = new Holdings(seat, hosting.catalog());
    this.dispatcher = new Dispatcher(hosting, seat, holdings, this::next);
    this.inbox = new Inbox(hosting.pool(), limits.inboundBytes(), dispatcher::take, this::end);
  }

  /**
   * Takes a binary message. A message over the limit closes the connection with code 1009.
   *
   * @param message one whole message; the session owns the buffer from here on
   * @return completes when the transport should read on; already complete unless the client sends
   *     faster than it is served
   */
  public CompletionStage<Void> receive(ByteBuffer message) {
    if (message.remaining() > limits.messageBytes()) {
      disconnect(CloseCode.MESSAGE_TOO_BIG, "message too big");
      return CompletableFuture.completedFuture(null);
    }
    return inbox.put(message);
  }

  /**
   * Ends the session: frees its views and subscriptions, drops unanswered requests. Tables stay.
   * Called by the transport when its socket has closed; closing twice is harmless.
   */
  public void close() {
    inbox.close(
        () -> {
          outbox.close();
          dispatcher.close();
        });
  }

  /** Closes the connection, then the session. */
  void disconnect(int code, String reason) {
    connection.close(code, reason);
    close();
  }

  private void next() {
    inbox.next();
  }

  private void end() {
    holdings.free();
    onEnd.accept(this);
  }
}
