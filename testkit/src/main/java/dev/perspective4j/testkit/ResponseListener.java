package dev.perspective4j.testkit;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.perspective4j.wire.proto.Response;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Puts the pieces of messages together and hands them on decoded, one at a time. */
public final class ResponseListener implements WebSocket.Listener {

  private final Receiver receiver;
  private final Consumer<String> ended;

  /** What has arrived of a message, in pieces: measured answers are not copied while they grow. */
  private ByteString message = ByteString.EMPTY;

  /** Takes messages. */
  @FunctionalInterface
  public interface Receiver {
    /**
     * A message has arrived.
     *
     * @return what to wait for before the connection goes on, if anything
     */
    @Nullable CompletionStage<?> take(WebSocket from, Response response);
  }

  /**
   * A listener of one connection.
   *
   * @param ended hears why no more messages come
   */
  public ResponseListener(Receiver receiver, Consumer<String> ended) {
    this.receiver = receiver;
    this.ended = ended;
  }

  @Override
  public @Nullable CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
    message = message.concat(ByteString.copyFrom(data));
    socket.request(1);
    if (!last) {
      return null;
    }
    try {
      return receiver.take(socket, Response.parseFrom(message));
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("undecodable answer", e);
    } finally {
      message = ByteString.EMPTY;
    }
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
    ended.accept("closed " + code + " " + reason);
    return null;
  }

  @Override
  public void onError(WebSocket socket, Throwable error) {
    ended.accept("failed: " + error);
  }
}
