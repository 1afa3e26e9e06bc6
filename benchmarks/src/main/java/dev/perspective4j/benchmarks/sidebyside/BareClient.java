package dev.perspective4j.benchmarks.sidebyside;

import dev.perspective4j.wire.proto.Request;
import dev.perspective4j.wire.proto.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;

/**
 * A client on the calling thread: sends a request, reads until the answer is there. Of answers above
 * 64 KiB only the {@code msg_id} is decoded. Not thread-safe.
 */
final class BareClient implements AutoCloseable {
  private final SocketChannel channel;
  private final ByteBuffer in = ByteBuffer.allocateDirect(1 << 18);
  private final MessageReader reader = new MessageReader(this::arrived, this::pong);
  private final ArrayDeque<Response> inbox = new ArrayDeque<>();
  private final ArrayDeque<Response> notifications = new ArrayDeque<>();
  private ByteBuffer out = ByteBuffer.allocateDirect(1 << 16);
  private int lastId;

  private BareClient(SocketChannel channel) {
    this.channel = channel;
  }

  /** Connects to a server. */
  static BareClient connect(URI uri) {
    try {
      return new BareClient(BareSocket.connect(uri));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A request ready to be sent, until the next one is.
   *
   * @param id its {@code msg_id}
   * @param frame its bytes, masked
   */
  record Ready(int id, ByteBuffer frame) {}

  /**
   * Encodes and masks a request, which is the client's work and not to be timed.
   *
   * @param request the request; its {@code msg_id} is overwritten
   */
  Ready ready(Request.Builder request) {
    int id = ++lastId;
    byte[] frame = BareSocket.frame(request.setMsgId(id).build());
    if (frame.length > out.capacity()) {
      out = ByteBuffer.allocateDirect(frame.length);
    }
    return new Ready(id, out.clear().put(frame).flip());
  }

  /** Sends a request and waits for its answer; everything else that arrives is a notification. */
  Response call(Ready request) {
    send(request);
    while (true) {
      Response response = next();
      if (response.getMsgId() == request.id()) {
        return response;
      }
      notifications.add(response);
    }
  }

  /** As {@link #call(Ready)}, of a short request or an untimed one. */
  Response call(Request.Builder request) {
    return call(ready(request));
  }

  /** Sends a request that is answered by notifications only. */
  void send(Request.Builder request) {
    send(ready(request));
  }

  private void send(Ready request) {
    try {
      while (request.frame().hasRemaining()) {
        channel.write(request.frame());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The next notification, waiting for it if none has arrived yet. */
  Response notification() {
    return notifications.isEmpty() ? next() : notifications.removeFirst();
  }

  private Response next() {
    try {
      while (inbox.isEmpty()) {
        if (channel.read(in.clear()) < 0) {
          throw new IllegalStateException("the server closed the connection");
        }
        reader.feed(in.flip());
      }
      return inbox.removeFirst();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void arrived(Response response) {
    inbox.add(response);
  }

  private void pong() {
    try {
      channel.write(ByteBuffer.wrap(BareSocket.pong()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
