package dev.perspective4j.vertx;

import io.netty.buffer.ByteBuf;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocketFrame;
import io.vertx.core.internal.buffer.BufferInternal;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Joins the frames of one connection to binary messages; text is dropped.
 *
 * <p>A message of one frame, which is what clients send, is handed on without a copy. Belongs to the
 * event loop of the connection.
 */
final class FrameJoiner {

  private final int largest;
  private @Nullable Parts begun;

  /** The frames so far, end to end. */
  private static final class Parts extends ByteArrayOutputStream {

    /** All of them; nothing may be written any more. */
    ByteBuffer joined() {
      return ByteBuffer.wrap(buf, 0, count);
    }
  }

  /** A message is larger than allowed. */
  static final class TooBig extends Exception {
    private static final long serialVersionUID = 1L;

    TooBig() {
      super("message too big", null, false, false);
    }

    @Override
    public String getMessage() {
      return "message too big";
    }
  }

  /**
   * For a new connection.
   *
   * @param largest bytes a message may have
   */
  FrameJoiner(int largest) {
    this.largest = largest;
  }

  /**
   * Takes a frame.
   *
   * @return the message that it ends, if it does
   */
  Optional<ByteBuffer> join(WebSocketFrame frame) throws TooBig {
    if (frame.isBinary() && frame.isFinal()) {
      begun = null;
      return Optional.of(bytes(frame.binaryData()));
    }
    if (frame.isBinary()) {
      begun = new Parts();
    } else if (frame.isText()) {
      begun = null;
    } else if (!frame.isContinuation()) {
      return Optional.empty();
    }
    Parts message = begun;
    if (message == null) {
      return Optional.empty();
    }
    ByteBuffer part = bytes(frame.binaryData());
    if (part.remaining() > largest - message.size()) {
      begun = null;
      throw new TooBig();
    }
    message.write(part.array(), part.arrayOffset() + part.position(), part.remaining());
    if (!frame.isFinal()) {
      return Optional.empty();
    }
    begun = null;
    return Optional.of(message.joined());
  }

  /** The bytes of a frame, with an array behind them. */
  private static ByteBuffer bytes(Buffer data) {
    if (data instanceof BufferInternal open) {
      ByteBuf bytes = open.getByteBuf();
      if (bytes.hasArray()) {
        return ByteBuffer.wrap(
                bytes.array(), bytes.arrayOffset() + bytes.readerIndex(), bytes.readableBytes())
            .slice();
      }
    }
    return ByteBuffer.wrap(data.getBytes());
  }
}
