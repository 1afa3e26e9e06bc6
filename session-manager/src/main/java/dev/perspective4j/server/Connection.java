package dev.perspective4j.server;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletionStage;

/**
 * All that a transport must offer: send a binary message and say when it is written, and close.
 *
 * <p>An adapter implements it over its framework's socket, opens a {@link Session} with it, hands
 * every binary message that arrives to {@link Session#receive}, and calls {@link Session#close}
 * when the socket closes for any reason.
 *
 * <p>The server calls {@link #send} from threads of its own or, for a short message, from the thread
 * that completed the previous stage; never from two at a time, and not before that stage completed: the
 * stage is the back-pressure.
 */
public interface Connection {

  /**
   * Sends one binary message without blocking the caller.
   *
   * @param message the whole message; the connection owns the buffer
   * @return completes when the message is written far enough that the next one may follow; fails if
   *     the connection is broken, which the server then closes
   */
  CompletionStage<Void> send(ByteBuffer message);

  /**
   * As {@link #send(ByteBuffer)}, of one message in two parts. Transports that can write both without
   * joining them should: the second one may have hundreds of megabytes.
   *
   * @param head how the message begins; the connection owns the buffer
   * @param rest how it goes on; not to be written to, others may send it too
   */
  default CompletionStage<Void> send(ByteBuffer head, ByteBuffer rest) {
    byte[] message = new byte[Math.addExact(head.remaining(), rest.remaining())];
    int start = head.remaining();
    head.get(message, 0, start);
    rest.get(message, start, message.length - start);
    return send(ByteBuffer.wrap(message));
  }

  /**
   * Closes the connection. Closing twice, or after the peer has closed, is harmless.
   *
   * @param code WebSocket close code, see {@link CloseCode}
   * @param reason short text for the peer's log, at most 123 bytes of UTF-8
   */
  void close(int code, String reason);
}
