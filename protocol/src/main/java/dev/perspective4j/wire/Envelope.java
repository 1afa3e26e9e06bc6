package dev.perspective4j.wire;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.DiscardUnknownFieldsParser;
import com.google.protobuf.ExtensionRegistryLite;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import com.google.protobuf.UnsafeByteOperations;
import com.google.protobuf.WireFormat;
import dev.perspective4j.wire.proto.Request;
import dev.perspective4j.wire.proto.Request.ClientReqCase;
import dev.perspective4j.wire.proto.Response;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Bytes to {@link Request} or {@link Response} and back. One message of the transport is one
 * envelope.
 *
 * <p>Decoding copies no payload: the fields of type {@code bytes} refer to the buffer, which must
 * not change afterwards. Unknown fields are skipped. An envelope without a body is no fault here;
 * callers see the case {@code CLIENTREQ_NOT_SET} or {@code CLIENTRESP_NOT_SET}.
 *
 * <pre>{@code
 * Request request = Envelope.decodeRequest(buffer);
 * ByteBuffer answer = Envelope.encode(Response.newBuilder().setMsgId(request.getMsgId()).build());
 * }</pre>
 */
public final class Envelope {

  /**
   * Most fields a request may have, nested ones included. A field of two bytes becomes an object of
   * tens of bytes, so the size of a message alone does not bound what it costs. A schema of 300,000
   * columns or an {@code in} filter of 500,000 values still fits.
   */
  static final int MAX_REQUEST_FIELDS = 1 << 20;

  /** Most fields a response may have, nested ones included. */
  static final int MAX_RESPONSE_FIELDS = 1 << 24;

  private static final int MESSAGE_ID_TAG = Request.MSG_ID_FIELD_NUMBER << 3;
  private static final int ENTITY_ID_TAG =
      Request.ENTITY_ID_FIELD_NUMBER << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED;

  private static final Parser<Request> REQUESTS = DiscardUnknownFieldsParser.wrap(Request.parser());
  private static final Parser<Response> RESPONSES =
      DiscardUnknownFieldsParser.wrap(Response.parser());

  private Envelope() {}

  /**
   * Reads the remaining bytes of {@code message} without moving its position.
   *
   * @throws MalformedMessageException if they are no request
   */
  public static Request decodeRequest(ByteBuffer message) {
    return decode(message, REQUESTS, new MessageScan(Request.getDescriptor(), MAX_REQUEST_FIELDS));
  }

  /**
   * What the first fields of a request say, at a cost that does not depend on its size.
   *
   * @param kind what it asks for
   * @param entityId the table or view it is about
   */
  public record Head(ClientReqCase kind, String entityId) {}

  /**
   * Reads the first fields of a request; empty unless they come in the order of their numbers, as
   * every known client writes them. What the whole message says may differ, if it has more bodies.
   */
  public static Optional<Head> head(ByteBuffer message) {
    CodedInputStream input = UnsafeByteOperations.unsafeWrap(message.slice()).newCodedInput();
    try {
      String entityId = "";
      for (int tag = input.readTag(); tag != 0; tag = input.readTag()) {
        if (tag == MESSAGE_ID_TAG) {
          input.readUInt32();
        } else if (tag == ENTITY_ID_TAG) {
          entityId = input.readStringRequireUtf8();
        } else {
          ClientReqCase kind = ClientReqCase.forNumber(WireFormat.getTagFieldNumber(tag));
          return kind == null ? Optional.empty() : Optional.of(new Head(kind, entityId));
        }
      }
    } catch (IOException malformed) {
      // Decoding the whole message will say so.
      return Optional.empty();
    }
    return Optional.empty();
  }

  /**
   * Reads the remaining bytes of {@code message} without moving its position.
   *
   * @throws MalformedMessageException if they are no response
   */
  public static Response decodeResponse(ByteBuffer message) {
    return decode(
        message, RESPONSES, new MessageScan(Response.getDescriptor(), MAX_RESPONSE_FIELDS));
  }

  /**
   * The bytes of a request or response.
   *
   * @throws WireException if they exceed 2 GiB
   */
  public static ByteBuffer encode(MessageLite message) {
    if (message.getSerializedSize() < 0) {
      throw new WireException("The message is larger than 2 GiB");
    }
    return ByteBuffer.wrap(message.toByteArray());
  }

  private static <T> T decode(ByteBuffer message, Parser<T> parser, MessageScan scan) {
    ByteString bytes = UnsafeByteOperations.unsafeWrap(message.slice());
    try {
      scan.scan(bytes.newCodedInput());
      CodedInputStream input = bytes.newCodedInput();
      input.enableAliasing(true);
      return parser.parseFrom(input, ExtensionRegistryLite.getEmptyRegistry());
    } catch (IOException fault) {
      throw new MalformedMessageException(
          "Malformed message: " + fault.getMessage(), fault, scan.messageId(), scan.entityId());
    }
  }
}
