package dev.perspective4j.server;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.MessageLite;
import dev.perspective4j.wire.proto.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/**
 * The encoded body of a response, made once and put into the envelope of each receiver.
 *
 * @param field its number in the envelope
 * @param bytes the encoded message
 */
record Body(int field, ByteString bytes) {

  static Body of(int field, MessageLite message) {
    return new Body(field, message.toByteString());
  }

  /** The whole message for one receiver. */
  ByteBuffer in(int messageId, String entityId) {
    int size = head(messageId, entityId) + CodedOutputStream.computeBytesSize(field, bytes);
    byte[] message = new byte[size];
    CodedOutputStream out = CodedOutputStream.newInstance(message);
    try {
      writeHead(out, messageId, entityId);
      out.writeBytes(field, bytes);
      out.checkNoSpaceLeft();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return ByteBuffer.wrap(message);
  }

  /** A message without a body: what announces a change of the list of tables. */
  static ByteBuffer none(int messageId) {
    byte[] message = new byte[head(messageId, "")];
    try {
      writeHead(CodedOutputStream.newInstance(message), messageId, "");
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return ByteBuffer.wrap(message);
  }

  private static int head(int messageId, String entityId) {
    int size = 0;
    if (messageId != 0) {
      size += CodedOutputStream.computeUInt32Size(Response.MSG_ID_FIELD_NUMBER, messageId);
    }
    if (!entityId.isEmpty()) {
      size += CodedOutputStream.computeStringSize(Response.ENTITY_ID_FIELD_NUMBER, entityId);
    }
    return size;
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
