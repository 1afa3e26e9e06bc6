package dev.perspective4j.server;

import dev.perspective4j.client.ClientTransport;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Connects a client to a server in the same JVM: buffers change hands, nothing is copied. */
final class LocalTransport implements ClientTransport {
  private final Server server;
  private final EndpointOptions options;

  LocalTransport(Server server, EndpointOptions options) {
    this.server = server;
    this.options = options;
  }

  @Override
  public CompletionStage<ClientTransport.Connection> connect(Receiver receiver) {
    if (server.pool().isShutdown()) {
      return CompletableFuture.failedFuture(new IllegalStateException("The server is closed"));
    }
    Wire wire = new Wire(receiver);
    ClientInfo client = ClientInfo.anonymous("local").withClientRelease(options.clientRelease());
    Session session = server.open(wire, server.pool(), client, options);
    return CompletableFuture.completedFuture(
        new ClientTransport.Connection() {
          @Override
          public CompletionStage<Void> send(ByteBuffer message) {
            String ended = wire.ended;
            return ended == null
                ? session.receive(message.slice())
                : CompletableFuture.failedFuture(new IllegalStateException(ended));
          }

          @Override
          public void close() {
            session.close();
            wire.end("Local connection closed");
          }
        });
  }

  /** The server's end. The lock makes calls to the receiver one at a time. */
  private static final class Wire implements dev.perspective4j.server.Connection {
    private final Receiver receiver;

    /** Why nothing can be sent any more; null while it can. */
    private volatile @Nullable String ended;

    Wire(Receiver receiver) {
      this.receiver = receiver;
    }

    @Override
    public synchronized CompletionStage<Void> send(ByteBuffer message) {
      return ended == null
          ? receiver.message(message)
          : CompletableFuture.failedFuture(new IllegalStateException("closed"));
    }

    @Override
    public void close(int code, String reason) {
      end("Local connection closed " + code + " (" + reason + ")");
    }

    synchronized void end(String reason) {
      if (ended == null) {
        ended = reason;
        receiver.closed(reason);
      }
    }
  }
}
