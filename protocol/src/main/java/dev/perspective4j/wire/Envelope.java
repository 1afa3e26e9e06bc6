package dev.perspective4j.wire;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.DiscardUnknownFieldsParser;
import com.google.protobuf.ExtensionRegistryLite;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import com.google.protobuf.UnsafeByteOperations;
import dev.perspective4j.wire.proto.Request;
import dev.perspective4j.wire.proto.Response;
import java.io.IOException;
import java.nio.ByteBuffer;

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
