package dev.perspective4j.server;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.MessageLite;
import com.google.protobuf.WireFormat;
import dev.perspective4j.wire.proto.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/**
 * The encoded body of a response, made once and put into the envelope of each receiver.
 *
 * @param field its number in the envelope
 * @param start the encoded message, or what stands before its payload
 * @param payload the end of the encoded message if that is long: never copied here
 */
record EncodedResponse(int field, ByteString start, ByteString payload) {

  /** Bytes of a payload from which on it is cheaper to send it by itself than to copy it. */
  private static final int LONG = 1 << 16;

  /** A body of any kind. */
  static EncodedResponse of(int field, MessageLite message) {
    return new EncodedResponse(field, message.toByteString(), ByteString.EMPTY);
  }

  /**
   * The body of a message that has one field, of type {@code bytes}.
   *
   * @param field number of the message in the envelope
   * @param inner number of the field in the message
   */
  static EncodedResponse of(int field, int inner, ByteString payload) {
    if (payload.isEmpty()) {
      return new EncodedResponse(field, payload, payload);
    }
    ByteString.Output start = ByteString.newOutput(16);
    CodedOutputStream out = CodedOutputStream.newInstance(start, 16);
    try {
      out.writeTag(inner, WireFormat.WIRETYPE_LENGTH_DELIMITED);
      out.writeUInt32NoTag(payload.size());
      out.flush();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return new EncodedResponse(field, start.toByteString(), payload);
  }

  /** Number of bytes. */
  int size() {
    return start.size() + payload.size();
  }

  /** The encoded message. */
  ByteString bytes() {
    return start.concat(payload);
  }

  /** Whether the payload should be sent by itself, behind the {@link #head}. */
  boolean isLong() {
    return payload.size() >= LONG;
  }

  /** The whole message for one receiver. */
  ByteBuffer in(int messageId, String entityId) {
    return message(messageId, entityId, payload);
  }

  /** The message for one receiver up to its payload. */
  ByteBuffer head(int messageId, String entityId) {
    return message(messageId, entityId, ByteString.EMPTY);
  }

  private ByteBuffer message(int messageId, String entityId, ByteString end) {
    int size =
        headSize(messageId, entityId)
            + CodedOutputStream.computeTagSize(field)
            + CodedOutputStream.computeUInt32SizeNoTag(size())
            + start.size()
            + end.size();
    byte[] message = new byte[size];
    CodedOutputStream out = CodedOutputStream.newInstance(message);
    try {
      writeHead(out, messageId, entityId);
      out.writeTag(field, WireFormat.WIRETYPE_LENGTH_DELIMITED);
      out.writeUInt32NoTag(size());
      out.writeRawBytes(start);
      out.writeRawBytes(end);
      out.checkNoSpaceLeft();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return ByteBuffer.wrap(message);
  }

  private static int headSize(int messageId, String entityId) {
    int size = 0;
    if (messageId != 0) {
      size += CodedOutputStream.computeUInt32Size(Response.MSG_ID_FIELD_NUMBER, messageId);
    }
    if (!entityId.isEmpty()) {
      size += CodedOutputStream.computeStringSize(Response.ENTITY_ID_FIELD_NUMBER, entityId);
    }
    return size;
  }

  /** A message without a body: what announces a change of the list of tables. */
  static ByteBuffer none(int messageId) {
    byte[] message = new byte[headSize(messageId, "")];
    try {
      writeHead(CodedOutputStream.newInstance(message), messageId, "");
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return ByteBuffer.wrap(message);
  }

  private static void writeHead(CodedOutputStream out, int messageId, String entityId)
      throws IOException {
    if (messageId != 0) {
      out.writeUInt32(Response.MSG_ID_FIELD_NUMBER, messageId);
    }
    if (!entityId.isEmpty()) {
      out.writeString(Response.ENTITY_ID_FIELD_NUMBER, entityId);
    }
  }
}
