package dev.perspective4j.testkit;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.perspective4j.wire.proto.Request;
import dev.perspective4j.wire.proto.Response;
import java.nio.ByteBuffer;

/** The client's end of a connection, at the level of messages. Waits are bounded. */
public interface Peer extends AutoCloseable {

  /** Sends a binary message. */
  void send(ByteBuffer message);

  /** Sends a binary message in fragments of the given size. */
  void sendFragments(ByteBuffer message, int size);

  /** Sends a text message. */
  void sendText(String text);

  /** Sends a request. */
  default void send(Request request) {
    send(request.toByteString().asReadOnlyByteBuffer());
  }

  /** Sends a request under an id. */
  default void send(int id, Request.Builder request) {
    send(request.setMsgId(id).build());
  }

  /**
   * Waits for the next message.
   *
   * @throws AssertionError if none comes
   */
  byte[] nextMessage();

  /**
   * Waits for the next message.
   *
   * @throws AssertionError if none comes or it is no response
   */
  default Response next() {
    try {
      return Response.parseFrom(nextMessage());
    } catch (InvalidProtocolBufferException malformed) {
      throw new AssertionError("not a response", malformed);
    }
  }

  /**
   * Waits until the other side closes.
   *
   * @return the close code
   * @throws AssertionError if it does not
   */
  int closeCode();

  /** Stops taking messages off the connection. */
  void stopReading();

  @Override
  void close();
}
