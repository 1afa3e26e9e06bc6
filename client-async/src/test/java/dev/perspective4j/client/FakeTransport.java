package dev.perspective4j.client;

import dev.perspective4j.model.ErrorStatus;
import dev.perspective4j.wire.Envelope;
import dev.perspective4j.wire.ErrorCodec;
import dev.perspective4j.wire.proto.Request;
import dev.perspective4j.wire.proto.Response;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Connections in memory, answered by the test: at once through {@code answers}, or by hand.
 * Everything happens on the calling thread.
 */
final class FakeTransport implements ClientTransport {
  /** Answers a request at once; null leaves it to the test. */
  Function<Request, Response.Builder> answers = request -> null;

  /** Reasons for the next attempts to fail. */
  final Queue<String> refusals = new ArrayDeque<>();

  final List<FakeConnection> connections = new ArrayList<>();

  @Override
  public CompletionStage<Connection> connect(Receiver receiver) {
    String refusal = refusals.poll();
    if (refusal != null) {
      return CompletableFuture.failedFuture(new IllegalStateException(refusal));
    }
    FakeConnection connection = new FakeConnection(receiver);
    connections.add(connection);
    return CompletableFuture.completedFuture(connection);
  }

  FakeConnection last() {
    return connections.get(connections.size() - 1);
  }

  final class FakeConnection implements Connection {
    final Receiver receiver;
    final List<Request> requests = new ArrayList<>();
    boolean closed;

    FakeConnection(Receiver receiver) {
      this.receiver = receiver;
    }

    @Override
    public CompletionStage<Void> send(ByteBuffer message) {
      if (closed) {
        return CompletableFuture.failedFuture(new IllegalStateException("closed"));
      }
      Request request = Envelope.decodeRequest(message);
      requests.add(request);
      Response.Builder answer = answers.apply(request);
      if (answer != null) {
        answer(request, answer);
      }
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public void close() {
      drop("closed by the client");
    }

    Request request(int index) {
      return requests.get(index < 0 ? requests.size() + index : index);
    }

    /** The kinds of the requests, in order. */
    List<Request.ClientReqCase> kinds() {
      return requests.stream().map(Request::getClientReqCase).toList();
    }

    CompletionStage<Void> answer(Request request, Response.Builder answer) {
      return deliver(
          answer.setMsgId(request.getMsgId()).setEntityId(request.getEntityId()).build());
    }

    void refuse(Request request, ErrorStatus status, String message) {
      answer(request, Response.newBuilder().setServerError(ErrorCodec.encode(status, message)));
    }

    CompletionStage<Void> deliver(Response response) {
      return receiver.message(Envelope.encode(response));
    }

    void drop(String reason) {
      if (!closed) {
        closed = true;
        receiver.closed(reason);
      }
    }
  }
}
