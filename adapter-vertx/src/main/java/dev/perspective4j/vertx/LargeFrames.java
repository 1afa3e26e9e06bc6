package dev.perspective4j.vertx;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.http.websocketx.WebSocket08FrameDecoder;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.internal.http.WebSocketInternal;

/**
 * Collects what has arrived of a frame as a chain of the buffers it was read into.
 *
 * <p>Browsers send a table as one frame of tens of megabytes. Left alone, the decoder collects it in
 * one buffer that grows by 4 MiB and is copied each time, so that receiving costs the square of the
 * size and more than loading the table does. Small reads, and those that leave most of their buffer
 * empty, are still copied together: a client that trickles bytes must not make the server keep a
 * buffer for each of them.
 */
final class LargeFrames implements ByteToMessageDecoder.Cumulator {

  private static final int SMALL_READ = 1 << 11;

  private LargeFrames() {}

  /** Prepares a connection; one whose inside looks different is left as it is. */
  static void expectOn(ServerWebSocket socket) {
    if (socket instanceof WebSocketInternal open) {
      ByteToMessageDecoder decoder =
          open.channelHandlerContext().pipeline().get(WebSocket08FrameDecoder.class);
      if (decoder != null) {
        decoder.setCumulator(new LargeFrames());
      }
    }
  }

  @Override
  public ByteBuf cumulate(ByteBufAllocator allocator, ByteBuf before, ByteBuf read) {
    ByteToMessageDecoder.Cumulator way =
        read.readableBytes() > SMALL_READ && read.readableBytes() >= read.capacity() / 4
            ? ByteToMessageDecoder.COMPOSITE_CUMULATOR
            : ByteToMessageDecoder.MERGE_CUMULATOR;
    return way.cumulate(allocator, before, read);
  }
}
