package dev.perspective4j.testkit;

import dev.perspective4j.client.ClientTransport;
import dev.perspective4j.server.ClientRelease;
import dev.perspective4j.server.EndpointOptions;
import dev.perspective4j.server.Server;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The transport inside a JVM keeps the contract, too; where it has no such thing it refuses. */
class LocalTransportTest extends TransportContract {
  private Server server;
  private EndpointOptions options;

  @Override
  protected URI mount(Server mounted, EndpointOptions endpoint) {
    server = mounted;
    options = endpoint;
    return URI.create("local://server/");
  }

  @Override
  protected void unmount() {}

  @Override
  protected Peer connect(URI to, Map<String, String> headers) {
    if (headers.containsKey("Origin")) {
      throw new IllegalArgumentException("no pages inside a JVM");
    }
    String query = to.getQuery() == null ? "" : to.getQuery();
    return new LocalPeer(
        server.localTransport(options.withClientRelease(ClientRelease.ofQuery(query))));
  }

  private static final class LocalPeer implements Peer, ClientTransport.Receiver {
    private static final Pattern CODE = Pattern.compile("closed (\\d+)");

    private final BlockingQueue<byte[]> messages = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final ClientTransport.Connection connection;
    private volatile boolean reading = true;

    LocalPeer(ClientTransport transport) {
      connection = transport.connect(this).toCompletableFuture().join();
    }

    @Override
    public CompletionStage<Void> message(ByteBuffer message) {
      byte[] bytes = new byte[message.remaining()];
      message.get(bytes);
      messages.add(bytes);
      return reading ? CompletableFuture.completedFuture(null) : new CompletableFuture<>();
    }

    @Override
    public void closed(String reason) {
      Matcher code = CODE.matcher(reason);
      closed.complete(code.find() ? Integer.parseInt(code.group(1)) : 1006);
    }

    @Override
    public void send(ByteBuffer message) {
      connection.send(message).toCompletableFuture().join();
    }

    @Override
    public void sendFragments(ByteBuffer message, int size) {
      send(message);
    }

    @Override
    public void sendText(String text) {}

    @Override
    public byte[] nextMessage() {
      try {
        byte[] message = messages.poll(60, TimeUnit.SECONDS);
        if (message == null) {
          throw new AssertionError("no message came");
        }
        return message;
      } catch (InterruptedException interrupted) {
        throw new AssertionError("interrupted", interrupted);
      }
    }

    @Override
    public int closeCode() {
      return closed.orTimeout(60, TimeUnit.SECONDS).join();
    }

    @Override
    public void stopReading() {
      reading = false;
    }

    @Override
    public void close() {
      connection.close();
    }
  }
}
