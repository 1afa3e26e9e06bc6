package dev.perspective4j.benchmarks.sidebyside;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import dev.perspective4j.wire.proto.Response;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/**
 * Takes the frames of a server apart. Every byte is read; an answer of some size is decoded, of a
 * larger one only whose it is, because a client's own work says nothing about a server.
 */
final class MessageReader {
  private static final int DECODED = 1 << 16;
  private static final int LONGEST_HEADER = 10;
  private static final int PING = 9;
  private static final int CLOSE = 8;

  private final Consumer<Response> messages;
  private final Runnable onPing;
  private final byte[] header = new byte[LONGEST_HEADER];
  private final byte[] first = new byte[DECODED];
  private int headerBytes;
  private long payload;
  private boolean inPayload;
  private long length;

  /**
   * For a new connection.
   *
   * @param messages gets each message; of one above 64 KiB its {@code msg_id} only
   * @param onPing is run when the server wants to hear from us
   */
  MessageReader(Consumer<Response> messages, Runnable onPing) {
    this.messages = messages;
    this.onPing = onPing;
  }

  /**
   * Takes what has arrived.
   *
   * @throws IOException if it is no answer, or the server says goodbye
   */
  void feed(ByteBuffer in) throws IOException {
    while (in.hasRemaining()) {
      if (!inPayload) {
        header[headerBytes++] = in.get();
        if (headerBytes < 2 || headerBytes < headerSize()) {
          continue;
        }
        payload = payloadSize();
        inPayload = true;
      }
      int part = (int) Math.min(payload, in.remaining());
      int kept = isControl() ? 0 : (int) Math.min(part, Math.max(0, DECODED - length));
      in.get(first, (int) Math.min(length, DECODED - kept), kept);
      in.position(in.position() + part - kept);
      payload -= part;
      length += isControl() ? 0 : part;
      if (payload == 0) {
        inPayload = false;
        headerBytes = 0;
        end();
      }
    }
  }

  private void end() throws IOException {
    int kind = header[0] & 15;
    if (kind == PING) {
      onPing.run();
    } else if (kind == CLOSE) {
      throw new IOException("the server closed the connection");
    } else if (!isControl() && header[0] < 0) {
      long size = length;
      length = 0;
      messages.accept(size <= DECODED ? decode((int) size) : head());
    }
  }

  private boolean isControl() {
    return (header[0] & 8) != 0;
  }

  private int headerSize() {
    return switch (header[1]) {
      case 126 -> 4;
      case 127 -> LONGEST_HEADER;
      default -> 2;
    };
  }

  private long payloadSize() {
    return switch (header[1]) {
      case 126 -> ByteBuffer.wrap(header).getShort(2) & 0xFFFFL;
      case 127 -> ByteBuffer.wrap(header).getLong(2);
      default -> header[1];
    };
  }

  private Response decode(int size) throws InvalidProtocolBufferException {
    return Response.parseFrom(ByteBuffer.wrap(first, 0, size));
  }

  /** The answer without its body, which is no error: errors are short. */
  private Response head() throws IOException {
    CodedInputStream input = CodedInputStream.newInstance(first);
    Response.Builder head = Response.newBuilder();
    int tag = input.readTag();
    if (WireFormat.getTagFieldNumber(tag) == Response.MSG_ID_FIELD_NUMBER) {
      head.setMsgId(input.readUInt32());
    }
    return head.build();
  }
}
