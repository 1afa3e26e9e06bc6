package dev.perspective4j.vertx;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket08FrameDecoder;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.internal.http.WebSocketInternal;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decodes large binary messages of one frame while they arrive; hands all other bytes on to the
 * frame decoder behind it as they are.
 *
 * <p>The frame decoder starts when the last byte has arrived: it copies the payload, unmasks it, and
 * then Vert.x copies it to the heap. For a table of tens of megabytes that takes longer than loading
 * it. Here each read is copied once, to where the payload will be, and unmasked there while the rest
 * is on its way. The array grows with what has arrived, not with what the header announces.
 *
 * <p>Only what is plainly valid is taken: a final, masked binary frame without extensions, outside a
 * fragmented message, of at most the allowed size. The decoder behind judges everything else.
 */
final class LargeMessages extends ByteToMessageDecoder {

  /** Shorter payloads are left to the decoder behind; longer ones have a 64-bit length. */
  private static final int LARGE = 1 << 16;

  private static final int FIRST_CAPACITY = 1 << 17;

  /** Growing by more copies less, but lets a client that stops sending hold more. */
  private static final int GROWTH = 8;

  private static final int FINAL_BINARY = 0x82;
  private static final int OPCODE_CLOSE = 8;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private final int largest;

  /** Bytes of a frame that go to the decoder behind, as far as they have not arrived. */
  private long passing;

  /** The payload that is being collected, and how much of it there is. */
  private byte @Nullable [] payload;

  private int length;
  private int collected;
  private int mask;

  /** In a message of several frames. */
  private boolean fragmented;

  /** After a close frame nothing is looked at any more. */
  private boolean closed;

  private LargeMessages(int largest) {
    this.largest = largest;
  }

  /**
   * Prepares a connection whose first frame has not arrived; one whose inside looks different is
   * left as it is.
   *
   * @param largest bytes a message may have
   */
  static void expectOn(ServerWebSocket socket, int largest) {
    if (socket instanceof WebSocketInternal open
        && open.channelHandlerContext().executor().inEventLoop()) {
      expectOn(open.channelHandlerContext().pipeline(), largest);
    }
  }

  static void expectOn(ChannelPipeline pipeline, int largest) {
    ChannelHandlerContext decoder = pipeline.context(WebSocket08FrameDecoder.class);
    if (decoder != null) {
      pipeline.addBefore(decoder.name(), null, new LargeMessages(largest));
    }
  }

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
    byte[] begun = payload;
    if (begun != null) {
      collect(begun, in, out);
    } else if (closed) {
      out.add(in.readRetainedSlice(in.readableBytes()));
    } else if (passing > 0 || begin(in)) {
      int part = (int) Math.min(passing, in.readableBytes());
      passing -= part;
      out.add(in.readRetainedSlice(part));
    }
  }

  /** Looks at a header, if all of it is there, and says whether its frame goes on. */
  private boolean begin(ByteBuf in) {
    int start = in.readerIndex();
    int available = in.readableBytes();
    if (available < 2) {
      return false;
    }
    int first = in.getUnsignedByte(start);
    int second = in.getUnsignedByte(start + 1);
    boolean masked = (second & 0x80) != 0;
    int extended =
        switch (second & 0x7f) {
          case 126 -> 2;
          case 127 -> 8;
          default -> 0;
        };
    int header = 2 + extended + (masked ? 4 : 0);
    if (available < header) {
      return false;
    }
    long size =
        switch (extended) {
          case 2 -> in.getUnsignedShort(start + 2);
          case 8 -> in.getLong(start + 2);
          default -> second & 0x7f;
        };
    if (first == FINAL_BINARY && masked && !fragmented && size > LARGE && size <= largest) {
      length = (int) size;
      collected = 0;
      mask = in.getInt(start + header - 4);
      payload = new byte[Math.min(length, FIRST_CAPACITY)];
      in.skipBytes(header);
      return false;
    }
    int opcode = first & 0xf;
    if (opcode < OPCODE_CLOSE) {
      fragmented = (first & 0x80) == 0;
    }
    // A length below zero is refused by the decoder behind, which then reads nothing more.
    closed = opcode == OPCODE_CLOSE || size < 0;
    passing = header + Math.max(size, 0);
    return true;
  }

  private void collect(byte[] begun, ByteBuf in, List<Object> out) {
    byte[] bytes = begun;
    int part = Math.min(length - collected, in.readableBytes());
    if (part > bytes.length - collected) {
      long wanted = Math.max((long) GROWTH * bytes.length, (long) collected + part);
      bytes = Arrays.copyOf(bytes, (int) Math.min(length, wanted));
    }
    in.readBytes(bytes, collected, part);
    unmask(bytes, collected, collected + part, Integer.rotateLeft(mask, 8 * (collected & 3)));
    collected += part;
    if (collected < length) {
      payload = bytes;
    } else {
      payload = null;
      out.add(new BinaryWebSocketFrame(Unpooled.wrappedBuffer(bytes)));
    }
  }

  private static void unmask(byte[] bytes, int from, int to, int mask) {
    long twice = (mask & 0xffffffffL) * 0x1_0000_0001L;
    int i = from;
    for (; i <= to - 8; i += 8) {
      LONGS.set(bytes, i, (long) LONGS.get(bytes, i) ^ twice);
    }
    for (int shift = 24; i < to; i++, shift = shift == 0 ? 24 : shift - 8) {
      bytes[i] ^= (byte) (mask >>> shift);
    }
  }
}
