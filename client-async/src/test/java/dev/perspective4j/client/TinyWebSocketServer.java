package dev.perspective4j.client;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** The least of RFC 6455 that a test needs: one connection, frames by hand. */
final class TinyWebSocketServer implements AutoCloseable {
  static final int TEXT = 1;
  static final int BINARY = 2;
  static final int CLOSE = 8;
  static final int PING = 9;

  /** Binary messages received, fragments put together. */
  final BlockingQueue<byte[]> received = new LinkedBlockingQueue<>();

  final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final ServerSocket listening;
  private final BlockingQueue<Socket> accepted = new LinkedBlockingQueue<>();
  private Socket socket = new Socket();

  TinyWebSocketServer() throws IOException {
    listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(this::serve, "tiny-websocket-server");
    thread.setDaemon(true);
    thread.start();
  }

  URI uri() {
    return URI.create("ws://127.0.0.1:" + listening.getLocalPort() + "/any/path?x=1");
  }

  /** Waits until a client is connected. */
  TinyWebSocketServer connected() throws InterruptedException {
    socket = accepted.take();
    return this;
  }

  void send(int opcode, boolean last, byte[] payload) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write((last ? 0x80 : 0) | opcode);
    if (payload.length < 126) {
      out.write(payload.length);
    } else {
      out.write(127);
      for (int shift = 56; shift >= 0; shift -= 8) {
        out.write((int) ((long) payload.length >>> shift));
      }
    }
    out.write(payload);
    out.flush();
  }

  void sendClose(int code) throws IOException {
    send(CLOSE, true, new byte[] {(byte) (code >>> 8), (byte) code});
  }

  void drop() throws IOException {
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
    listening.close();
  }

  private void serve() {
    try (Socket client = listening.accept()) {
      DataInputStream in = new DataInputStream(client.getInputStream());
      handshake(in, client.getOutputStream());
      accepted.add(client);
      ByteArrayOutputStream message = new ByteArrayOutputStream();
      while (true) {
        int first = in.readUnsignedByte();
        byte[] payload = payload(in);
        int opcode = first & 0x0f;
        if (opcode == BINARY || opcode == 0) {
          message.write(payload);
          if ((first & 0x80) != 0) {
            received.add(message.toByteArray());
            message.reset();
          }
        }
      }
    } catch (IOException closed) {
      // The client or the test has closed the socket.
    }
  }

  private void handshake(DataInputStream in, OutputStream out) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); ; c = in.read()) {
      if (c == '\n') {
        String header = line.toString().trim();
        if (header.isEmpty()) {
          break;
        }
        int colon = header.indexOf(':');
        if (colon > 0) {
          headers.put(header.substring(0, colon), header.substring(colon + 1).trim());
        }
        line.setLength(0);
      } else {
        line.append((char) c);
      }
    }
    String accept = headers.get("Sec-WebSocket-Key") + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    out.write(
        ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Accept: "
                + sha1(accept)
                + "\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  private static byte[] payload(DataInputStream in) throws IOException {
    long length = in.readUnsignedByte() & 0x7f;
    if (length == 126) {
      length = in.readUnsignedShort();
    } else if (length == 127) {
      length = in.readLong();
    }
    byte[] mask = in.readNBytes(4);
    byte[] payload = in.readNBytes((int) length);
    for (int i = 0; i < payload.length; i++) {
      payload[i] ^= mask[i % 4];
    }
    return payload;
  }

  private static String sha1(String text) {
    try {
      return Base64.getEncoder()
          .encodeToString(
              MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError(impossible);
    }
  }
}
