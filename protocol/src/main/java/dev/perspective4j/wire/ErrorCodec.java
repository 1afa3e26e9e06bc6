package dev.perspective4j.wire;

import dev.perspective4j.model.ErrorStatus;
import dev.perspective4j.wire.proto.ServerError;

/** Error answers. */
public final class ErrorCodec {

  private ErrorCodec() {}

  /** An error answer. */
  public static ServerError encode(ErrorStatus status, String message) {
    return ServerError.newBuilder().setMessage(message).setStatusCode(Enums.encode(status)).build();
  }

  /** The status of an error answer; an unknown number is {@link ErrorStatus#SERVER_ERROR}. */
  public static ErrorStatus status(ServerError error) {
    return Enums.decode(error.getStatusCode());
  }
}
