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
   * Sends a request and waits for its answer; everything else that arrives is a notification.
   *
   * @param request the request; its {@code msg_id} is overwritten
   */
  Response call(Request.Builder request) {
    int id = send(request);
    while (true) {
      Response response = next();
      if (response.getMsgId() == id) {
        return response;
      }
      notifications.add(response);
    }
  }

  /**
   * Sends a request that is answered by notifications only.
   *
   * @return its {@code msg_id}
   */
  int send(Request.Builder request) {
    int id = ++lastId;
    try {
      BareSocket.send(channel, request.setMsgId(id).build());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return id;
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
