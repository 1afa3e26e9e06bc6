package dev.perspective4j.testkit;

import dev.perspective4j.wire.proto.GetHostedTablesReq;
import dev.perspective4j.wire.proto.Request;
import dev.perspective4j.wire.proto.Response;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A client that speaks bare protocol messages, one at a time, so that every answer and notification
 * can be looked at. Not thread-safe.
 */
public final class WireClient implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final WebSocket socket;

  /** Messages; an empty one marks the end of the stream. */
  private final BlockingQueue<Optional<Response>> inbox;

  private final ArrayDeque<Response> notifications = new ArrayDeque<>();
  private int lastId;

  private WireClient(WebSocket socket, BlockingQueue<Optional<Response>> inbox) {
    this.socket = socket;
    this.inbox = inbox;
  }

  /** Connects to a server. */
  public static WireClient connect(URI uri) {
    BlockingQueue<Optional<Response>> inbox = new LinkedBlockingQueue<>();
    WebSocket socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .buildAsync(
                uri,
                new ResponseListener(
                    (from, response) -> {
                      inbox.add(Optional.of(response));
                      return null;
                    },
                    why -> inbox.add(Optional.empty())))
            .join();
    return new WireClient(socket, inbox);
  }

  /**
   * Sends a request and waits for its answer; everything else that arrives is a notification.
   *
   * @param request the request; its {@code msg_id} is overwritten
   */
  public Response call(Request.Builder request) {
    return call(encode(request));
  }

  /** Sends a request that is encoded already, once, and waits for its answer. */
  public Response call(Encoded request) {
    send(request);
    while (true) {
      Response response = next();
      if (response.getMsgId() == request.id()) {
        return response;
      }
      notifications.add(response);
    }
  }

  /**
   * A request as bytes, for callers that time what follows.
   *
   * @param id its {@code msg_id}
   * @param bytes the message
   */
  public record Encoded(int id, ByteBuffer bytes) {}

  /**
   * Encodes a request that this client will send.
   *
   * @param request the request; its {@code msg_id} is overwritten
   */
  public Encoded encode(Request.Builder request) {
    int id = ++lastId;
    return new Encoded(id, ByteBuffer.wrap(request.setMsgId(id).build().toByteArray()));
  }

  /**
   * Sends requests without waiting in between, then waits for their answers.
   *
   * @return the answers, in the order of the requests
   */
  public List<Response> callAll(List<Request.Builder> requests) {
    int first = lastId + 1;
    requests.forEach(this::send);
    Response[] answers = new Response[requests.size()];
    for (int missing = answers.length; missing > 0; ) {
      Response response;
      try {
        response = next();
      } catch (IllegalStateException silence) {
        int i = 0;
        while (answers[i] != null) {
          i++;
        }
        throw new IllegalStateException(silence.getMessage() + " to " + requests.get(i), silence);
      }
      int i = response.getMsgId() - first;
      if (i >= 0 && i < answers.length && answers[i] == null) {
        answers[i] = response;
        missing--;
      } else {
        notifications.add(response);
      }
    }
    return List.of(answers);
  }

  /**
   * Sends a request that is answered by notifications only.
   *
   * @return its {@code msg_id}
   */
  public int send(Request.Builder request) {
    Encoded encoded = encode(request);
    send(encoded);
    return encoded.id();
  }

  private void send(Encoded request) {
    socket.sendBinary(request.bytes().duplicate(), true).join();
  }

  /** Everything that has arrived unasked since the last call, in order of arrival. */
  public List<Response> notifications() {
    call(Request.newBuilder().setGetHostedTablesReq(GetHostedTablesReq.getDefaultInstance()));
    return takeNotifications();
  }

  /** What arrived unasked before the last answer, and has not been taken yet. */
  public List<Response> takeNotifications() {
    List<Response> seen = List.copyOf(notifications);
    notifications.clear();
    return seen;
  }

  /**
   * The next notification, waiting for it if none has arrived yet.
   *
   * @throws IllegalStateException if none comes
   */
  public Response notification() {
    return notifications.isEmpty() ? next() : notifications.removeFirst();
  }

  private Response next() {
    try {
      Optional<Response> response = inbox.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      if (response == null) {
        throw new IllegalStateException("no answer within " + PATIENCE);
      }
      return response.orElseThrow(
          () -> new IllegalStateException("the server closed the connection"));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    socket.abort();
  }
}
