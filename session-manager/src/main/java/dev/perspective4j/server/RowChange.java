package dev.perspective4j.server;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.perspective4j.wire.proto.Response;
import dev.perspective4j.wire.proto.ViewOnUpdateResp;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * The rows that a step changed in a view, on the way to one listener.
 *
 * @param listener who wants to hear of it
 * @param port of the step
 * @param key column that identifies a row; present if a later state of a row replaces an earlier one
 * @param body the encoded notification
 */
record RowChange(Subscription listener, int port, Optional<String> key, EncodedResponse body) {

  int subscription() {
    return listener.messageId();
  }

  String view() {
    return listener.entityId();
  }

  long size() {
    return body.size();
  }

  /** The rows, as an Arrow stream. */
  ByteString rows() {
    try {
      return ViewOnUpdateResp.parseFrom(body.bytes()).getDelta();
    } catch (InvalidProtocolBufferException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** The whole message for the listener. */
  ByteBuffer message() {
    return body.in(listener.messageId(), listener.entityId());
  }

  /** The message with other rows. */
  ByteBuffer message(ByteString rows) {
    EncodedResponse other =
        EncodedResponse.of(
            Response.VIEW_ON_UPDATE_RESP_FIELD_NUMBER,
            ViewOnUpdateResp.newBuilder().setDelta(rows).setPortId(port).build());
    return other.in(listener.messageId(), listener.entityId());
  }
}
