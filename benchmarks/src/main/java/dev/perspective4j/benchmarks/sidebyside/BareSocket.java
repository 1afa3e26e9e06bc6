package dev.perspective4j.benchmarks.sidebyside;

import com.google.protobuf.MessageLite;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/**
 * The client's side of a WebSocket, without threads or queues, so that a measured time is the
 * server's. Opens the connection and sends; what comes back is for a {@link MessageReader}.
 */
final class BareSocket {
  private static final int BUFFER = 1 << 18;
  private static final int FINAL_BINARY = 0x82;
  private static final int FINAL_PONG = 0x8A;
  private static final int MASKED = 0x80;
  private static final int MASK = 0x5A3C9617;

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
    ByteArrayOutputStream out = new ByteArrayOutputStream(message.getSerializedSize() + 14);
    try {
      write(message, out::write);
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
    return out.toByteArray();
  }

  /** Sends a message as one masked frame, piece by piece. */
  static void send(SocketChannel channel, MessageLite message) throws IOException {
    write(
        message,
        (bytes, from, count) -> {
          ByteBuffer piece = ByteBuffer.wrap(bytes, from, count);
          while (piece.hasRemaining()) {
            channel.write(piece);
          }
        });
  }

  /** What has to follow a ping. */
  static byte[] pong() {
    byte[] frame = new byte[6];
    frame[0] = (byte) FINAL_PONG;
    frame[1] = (byte) MASKED;
    return frame;
  }

  private interface Target {
    void write(byte[] bytes, int from, int count) throws IOException;
  }

  private static void write(MessageLite message, Target target) throws IOException {
    Masking out = new Masking(message.getSerializedSize(), target);
    message.writeTo(out);
    out.flush();
  }

  /** Masks a frame on its way, eight bytes at a time. */
  private static final class Masking extends OutputStream {
    private static final long WORD = (MASK & 0xFFFF_FFFFL) << 32 | (MASK & 0xFFFF_FFFFL);

    private final Target target;
    private final ByteBuffer buffer;

    /** Bytes in front of the payload that still are in the buffer. */
    private int start;

    Masking(int length, Target target) {
      this.target = target;
      int room = Math.min(BUFFER, length + 24);
      buffer = ByteBuffer.allocate((room + 15) & ~7).order(ByteOrder.BIG_ENDIAN);
      buffer.put((byte) FINAL_BINARY);
      if (length < 126) {
        buffer.put((byte) (MASKED | length));
      } else if (length < 1 << 16) {
        buffer.put((byte) (MASKED | 126)).putShort((short) length);
      } else {
        buffer.put((byte) (MASKED | 127)).putLong(length);
      }
      buffer.putInt(MASK);
      start = buffer.position();
    }

    @Override
    public void write(int value) throws IOException {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
      int done = 0;
      while (done < count) {
        // Whole words only leave early, so that the mask begins anew with each buffer.
        int room = start + ((buffer.capacity() - start) & ~7) - buffer.position();
        int part = Math.min(room, count - done);
        buffer.put(bytes, from + done, part);
        done += part;
        if (part == room) {
          flush();
        }
      }
    }

    @Override
    public void flush() throws IOException {
      int end = buffer.position();
      int at = start;
      for (; at + 8 <= end; at += 8) {
        buffer.putLong(at, buffer.getLong(at) ^ WORD);
      }
      for (int i = 0; at < end; at++, i++) {
        buffer.put(at, (byte) (buffer.get(at) ^ MASK >>> (24 - 8 * (i & 3))));
      }
      target.write(buffer.array(), 0, end);
      buffer.clear();
      start = 0;
    }
  }
}
