package dev.perspective4j.wire;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import java.io.IOException;

/**
 * A pass over the tags of an envelope that allocates nothing per field. It runs before the message
 * is built, bounds what building it can cost, and keeps the ids for the answer if the rest is
 * broken. Payloads are stepped over, so its cost is that of the number of fields.
 */
final class MessageScan {
  private static final int MESSAGE_ID = 1;
  private static final int ENTITY_ID = 2;

  private final Descriptor envelope;
  private final int limit;
  private int fields;
  private int messageId;
  private ByteString entityId = ByteString.EMPTY;

  MessageScan(Descriptor envelope, int limit) {
    this.envelope = envelope;
    this.limit = limit;
  }

  int messageId() {
    return messageId;
  }

  String entityId() {
    return entityId.isValidUtf8() ? entityId.toStringUtf8() : "";
  }

  void scan(CodedInputStream input) throws IOException {
    input.enableAliasing(true);
    for (int tag = input.readTag(); tag != 0; tag = input.readTag()) {
      count(1);
      int wireType = WireFormat.getTagWireType(tag);
      int number = WireFormat.getTagFieldNumber(tag);
      if (number == MESSAGE_ID && wireType == WireFormat.WIRETYPE_VARINT) {
        messageId = input.readUInt32();
      } else if (number == ENTITY_ID && wireType == WireFormat.WIRETYPE_LENGTH_DELIMITED) {
        entityId = input.readBytes();
      } else {
        skip(input, tag, envelope);
      }
    }
  }

  private void body(CodedInputStream input, Descriptor message) throws IOException {
    for (int tag = input.readTag(); tag != 0; tag = input.readTag()) {
      count(1);
      skip(input, tag, message);
    }
  }

  /** Steps over one field, entering it if it is a message. The schema is not recursive. */
  private void skip(CodedInputStream input, int tag, Descriptor message) throws IOException {
    FieldDescriptor field = message.findFieldByNumber(WireFormat.getTagFieldNumber(tag));
    if (field == null || WireFormat.getTagWireType(tag) != WireFormat.WIRETYPE_LENGTH_DELIMITED) {
      if (!input.skipField(tag)) {
        throw new InvalidProtocolBufferException("A group ends that did not begin");
      }
      return;
    }
    int length = input.readRawVarint32();
    if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
      int outer = input.pushLimit(length);
      body(input, field.getMessageType());
      input.popLimit(outer);
      return;
    }
    if (field.isPackable()) {
      count(length);
    }
    input.skipRawBytes(length);
  }

  private void count(int more) throws InvalidProtocolBufferException {
    if (more < 0 || more > limit - fields) {
      throw new InvalidProtocolBufferException("More than " + limit + " fields");
    }
    fields += more;
  }
}
