package dev.perspective4j.benchmarks.sidebyside;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.MessageLite;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The client's side of a WebSocket, without threads or queues, so that a measured time is the
 * server's. Opens the connection and sends; what comes back is for a {@link MessageReader}.
 */
final class BareSocket {
  private static final int LONGEST_HEADER = 14;
  private static final int FINAL_BINARY = 0x82;
  private static final int FINAL_PONG = 0x8A;
  private static final int MASKED = 0x80;
  private static final int MASK = 0x5A3C9617;
  private static final long MASKS = 0x5A3C9617_5A3C9617L;

  private BareSocket() {}

  /** Connects and upgrades; the channel blocks. */
  static SocketChannel connect(URI uri) throws IOException {
    SocketChannel channel = SocketChannel.open(new InetSocketAddress(uri.getHost(), uri.getPort()));
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    String hello =
        "GET "
            + uri.getPath()
            + " HTTP/1.1\r\nHost: "
            + uri.getAuthority()
            + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
    channel.write(ByteBuffer.wrap(hello.getBytes(StandardCharsets.US_ASCII)));
    // One byte at a time, so that nothing behind the answer is taken with it.
    StringBuilder answer = new StringBuilder();
    ByteBuffer one = ByteBuffer.allocate(1);
    while (answer.indexOf("\r\n\r\n") < 0) {
      if (channel.read(one.clear()) < 0) {
        throw new IOException("the server hung up: " + answer);
      }
      answer.append((char) one.get(0));
    }
    if (!answer.toString().startsWith("HTTP/1.1 101 ")) {
      throw new IOException("no upgrade: " + answer);
    }
    return channel;
  }

  /** A message as one masked frame. */
  static byte[] frame(MessageLite message) {
    int length = message.getSerializedSize();
    ByteBuffer out = ByteBuffer.allocate(length + LONGEST_HEADER);
    out.put((byte) FINAL_BINARY);
    if (length < 126) {
      out.put((byte) (MASKED | length));
    } else if (length < 1 << 16) {
      out.put((byte) (MASKED | 126)).putShort((short) length);
    } else {
      out.put((byte) (MASKED | 127)).putLong(length);
    }
    out.putInt(MASK);
    int start = out.position();
    try {
      CodedOutputStream body = CodedOutputStream.newInstance(out);
      message.writeTo(body);
      body.flush();
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
    mask(out, start, start + length);
    return Arrays.copyOf(out.array(), start + length);
  }

  private static void mask(ByteBuffer frame, int start, int end) {
    int at = start;
    for (; at + Long.BYTES <= end; at += Long.BYTES) {
      frame.putLong(at, frame.getLong(at) ^ MASKS);
    }
    for (int i = 0; at < end; at++, i++) {
      frame.put(at, (byte) (frame.get(at) ^ (MASK >>> (24 - 8 * (i & 3)))));
    }
  }

  /** Sends a short message as one masked frame. */
  static void send(SocketChannel channel, MessageLite message) throws IOException {
    ByteBuffer frame = ByteBuffer.wrap(frame(message));
    while (frame.hasRemaining()) {
      channel.write(frame);
    }
  }

  /** What has to follow a ping. */
  static byte[] pong() {
    byte[] frame = new byte[6];
    frame[0] = (byte) FINAL_PONG;
    frame[1] = (byte) MASKED;
    return frame;
  }
}
