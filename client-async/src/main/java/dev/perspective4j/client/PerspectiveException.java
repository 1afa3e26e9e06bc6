package dev.perspective4j.client;

import dev.perspective4j.model.ErrorStatus;

/**
 * A request that failed. The text is the server's, if it came from there: texts of the reference
 * server may end with a line feed.
 */
public final class PerspectiveException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorStatus status;

  /** A failure of a kind with the text for people. */
  public PerspectiveException(ErrorStatus status, String message) {
    super(message);
    this.status = status;
  }

  PerspectiveException(ErrorStatus status, String message, Throwable cause) {
    super(message, cause);
    this.status = status;
  }

  /**
   * What kind of failure it is. {@link ErrorStatus#TRANSPORT_ERROR} says that no answer came:
   * whether the server has carried out the request is unknown.
   */
  public ErrorStatus status() {
    return status;
  }

  static PerspectiveException transport(String message) {
    return new PerspectiveException(ErrorStatus.TRANSPORT_ERROR, message);
  }
}
