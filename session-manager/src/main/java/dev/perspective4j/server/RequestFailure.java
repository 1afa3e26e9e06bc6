package dev.perspective4j.server;

import dev.perspective4j.model.ErrorStatus;

/** Ends the handling of a request with an error answer. */
final class RequestFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorStatus status;

  RequestFailure(String message) {
    this(ErrorStatus.SERVER_ERROR, message);
  }

  private RequestFailure(ErrorStatus status, String message) {
    super(message, null, false, false);
    this.status = status;
  }

  static RequestFailure viewNotFound() {
    return new RequestFailure(ErrorStatus.VIEW_NOT_FOUND, "View not found");
  }

  static RequestFailure tableNotFound() {
    return new RequestFailure("Couldn't find key.");
  }

  ErrorStatus status() {
    return status;
  }
}
