package dev.perspective4j.server;

import dev.perspective4j.client.ClientTransport;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Connections in this JVM that a test can cut. */
final class LossyTransport implements ClientTransport {
  private final Server server;
  private volatile Runnable cut = () -> {};

  LossyTransport(Server server) {
    this.server = server;
  }

  void lose() {
    cut.run();
  }

  @Override
  public CompletionStage<ClientTransport.Connection> connect(Receiver receiver) {
    Wire wire = new Wire(receiver);
    Session session =
        server.open(
            wire,
            ClientInfo.anonymous("test"),
            EndpointOptions.DEFAULT.withAccess(AccessPolicy.full()));
    Runnable end =
        () -> {
          session.close();
          wire.close(1006, "cut");
        };
    cut = end;
    return CompletableFuture.completedFuture(
        new ClientTransport.Connection() {
          @Override
          public CompletionStage<Void> send(ByteBuffer message) {
            return session.receive(message.slice());
          }

          @Override
          public void close() {
            end.run();
          }
        });
  }

  private static final class Wire implements dev.perspective4j.server.Connection {
    private final ClientTransport.Receiver receiver;
    private boolean ended;

    Wire(ClientTransport.Receiver receiver) {
      this.receiver = receiver;
    }

    @Override
    public synchronized CompletionStage<Void> send(ByteBuffer message) {
      return ended
          ? CompletableFuture.failedFuture(new IllegalStateException("cut"))
          : receiver.message(message);
    }

    @Override
    public synchronized void close(int code, String reason) {
      if (!ended) {
        ended = true;
        receiver.closed(reason);
      }
    }
  }
}
