package dev.perspective4j.vertx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameEncoder;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LargeMessagesTest {
  private static final int LARGEST = 1 << 20;

  private final SplittableRandom random = new SplittableRandom(7);

  @Test
  void framesAreTheSameHoweverTheirBytesArrive() {
    byte[] bytes =
        bytes(
            binary(10),
            binary(300_001),
            binary(65_536),
            binary(65_537),
            new PingWebSocketFrame(payload(5)),
            new TextWebSocketFrame("t".repeat(100_000)),
            new BinaryWebSocketFrame(false, 0, payload(70_000)),
            new PingWebSocketFrame(payload(0)),
            new ContinuationWebSocketFrame(false, 0, payload(70_000)),
            new ContinuationWebSocketFrame(true, 0, payload(3)),
            binary(LARGEST),
            binary(0),
            new CloseWebSocketFrame(1000, "bye"),
            binary(100_000));
    List<String> expected = received(plain(), bytes, bytes.length);

    for (int most : new int[] {13, 5_000, 100_000, bytes.length}) {
      assertEquals(expected, received(channel(), bytes, most), "reads of at most " + most);
    }
  }

  @Test
  void aLargeMessageIsHandedOnInOneArray() {
    EmbeddedChannel channel = channel();

    channel.writeInbound(Unpooled.wrappedBuffer(bytes(binary(200_000))));

    BinaryWebSocketFrame frame = channel.readInbound();
    assertTrue(frame.content().hasArray());
    assertEquals(200_000, frame.content().readableBytes());
  }

  @Test
  void aMessageOverTheLimitIsRefused() {
    byte[] bytes = bytes(binary(LARGEST + 1));

    assertThrows(
        CorruptedWebSocketFrameException.class,
        () -> channel().writeInbound(Unpooled.wrappedBuffer(bytes)));
  }

  @Test
  void aLargeMessageInsideAnotherIsRefused() {
    byte[] bytes = bytes(new BinaryWebSocketFrame(false, 0, payload(5)), binary(100_000));

    assertThrows(
        CorruptedWebSocketFrameException.class,
        () -> channel().writeInbound(Unpooled.wrappedBuffer(bytes)));
  }

  private BinaryWebSocketFrame binary(int size) {
    return new BinaryWebSocketFrame(payload(size));
  }

  private ByteBuf payload(int size) {
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    return Unpooled.wrappedBuffer(bytes);
  }

  /** What a client sends. */
  private static byte[] bytes(WebSocketFrame... frames) {
    EmbeddedChannel client = new EmbeddedChannel(new WebSocket13FrameEncoder(true));
    client.writeOutbound((Object[]) frames);
    ByteBuf all = Unpooled.buffer();
    for (ByteBuf part = client.readOutbound(); part != null; part = client.readOutbound()) {
      all.writeBytes(part);
      part.release();
    }
    return ByteBufUtil.getBytes(all);
  }

  private static EmbeddedChannel plain() {
    return new EmbeddedChannel(new WebSocket13FrameDecoder(true, false, LARGEST));
  }

  private static EmbeddedChannel channel() {
    EmbeddedChannel channel = plain();
    LargeMessages.expectOn(channel.pipeline(), LARGEST);
    return channel;
  }

  /** What the frames are, when their bytes arrive in reads of at most that size. */
  private List<String> received(EmbeddedChannel channel, byte[] bytes, int most) {
    for (int at = 0; at < bytes.length; ) {
      int size = Math.min(bytes.length - at, random.nextInt(1, most + 1));
      channel.writeInbound(Unpooled.copiedBuffer(bytes, at, size));
      at += size;
    }
    List<String> frames = new ArrayList<>();
    for (WebSocketFrame frame = channel.readInbound();
        frame != null;
        frame = channel.readInbound()) {
      frames.add(
          frame.getClass().getSimpleName()
              + " "
              + frame.isFinalFragment()
              + " "
              + frame.content().readableBytes()
              + " "
              + ByteBufUtil.hashCode(frame.content()));
      frame.release();
    }
    return frames;
  }
}
