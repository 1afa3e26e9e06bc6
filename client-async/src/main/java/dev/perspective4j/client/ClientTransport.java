package dev.perspective4j.client;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletionStage;

/**
 * How a client reaches a server: anything that can carry binary messages both ways.
 *
 * <p>A transport can be asked for a connection again and again; a client asks once at the start and
 * once after each loss. Methods may be called from any thread and must not block.
 */
public interface ClientTransport {

  /**
   * Opens a connection.
   *
   * @param receiver gets the messages and the end of the connection
   * @return the connection once it can send; or the failure, whose message says why
   */
  CompletionStage<Connection> connect(Receiver receiver);

  /** The sending side of one open connection. */
  interface Connection {

    /**
     * Sends one binary message. Messages arrive in the order of the calls, also when a call is made
     * before an earlier one is complete.
     *
     * @param message the bytes between position and limit; must not be changed until sent
     * @return completed when the transport has taken the message, or failed if it cannot
     */
    CompletionStage<Void> send(ByteBuffer message);

    /** Closes the connection. Closing twice is harmless. */
    void close();
  }

  /** What a connection reports to its client. Calls are made one at a time, in order. */
  interface Receiver {

    /**
     * One binary message.
     *
     * @param message the bytes between position and limit; the receiver keeps them, so they must
     *     never change
     * @return completed when the receiver wants the next message; a transport that reads on before
     *     that gives up its back-pressure
     */
    CompletionStage<Void> message(ByteBuffer message);

    /**
     * The end of the connection, whichever side caused it. Nothing follows.
     *
     * @param reason for people, for example {@code "WebSocket closed 1006"}
     */
    void closed(String reason);
  }
}
