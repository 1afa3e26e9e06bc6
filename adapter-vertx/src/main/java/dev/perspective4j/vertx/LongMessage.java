package dev.perspective4j.vertx;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.vertx.core.Future;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketFrame;
import io.vertx.core.internal.buffer.BufferInternal;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Sends a long message in frames, the next when the one before is written.
 *
 * <p>What is written has to be copied out of the heap before. In one frame that would be one copy as
 * large as the message, in memory that is cleared first and never used again; the buffers of frames of
 * this size come from a pool.
 */
final class LongMessage {

  /** Bytes of a frame: buffers of up to a mebibyte are pooled. */
  static final int FRAME = 1 << 19;

  private final ServerWebSocket socket;
  private final ByteBuffer head;
  private final ByteBuffer rest;
  private final CompletableFuture<Void> sent = new CompletableFuture<>();
  private int next;

  private LongMessage(ServerWebSocket socket, ByteBuffer head, ByteBuffer rest) {
    this.socket = socket;
    this.head = head;
    this.rest = rest;
  }

  /** Sends a message that comes in two parts; completes when the last frame is written. */
  static CompletionStage<Void> send(ServerWebSocket socket, ByteBuffer head, ByteBuffer rest) {
    LongMessage message = new LongMessage(socket, head, rest);
    message.go();
    return message.sent;
  }

  /** Writes the next frames on the thread that has written the one before. */
  private void goOn() {
    try {
      go();
    } catch (RuntimeException | OutOfMemoryError broken) {
      sent.completeExceptionally(broken);
    }
  }

  /** Writes frames until one of them is not written at once. */
  private void go() {
    Future<Void> written;
    do {
      if (next == rest.remaining()) {
        sent.complete(null);
        return;
      }
      written = socket.writeFrame(frame());
    } while (written.succeeded());
    written.onSuccess(done -> goOn()).onFailure(sent::completeExceptionally);
  }

  private WebSocketFrame frame() {
    int from = next;
    next = Math.min(rest.remaining(), from + FRAME);
    ByteBuffer part = rest.slice(rest.position() + from, next - from);
    boolean last = next == rest.remaining();
    return from == 0
        ? WebSocketFrame.binaryFrame(buffer(Unpooled.wrappedBuffer(head, part)), last)
        : WebSocketFrame.continuationFrame(buffer(Unpooled.wrappedBuffer(part)), last);
  }

  private static BufferInternal buffer(ByteBuf bytes) {
    return BufferInternal.buffer(bytes);
  }
}
