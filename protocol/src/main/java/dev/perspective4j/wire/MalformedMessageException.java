package dev.perspective4j.wire;

/** Bytes that are no message, with what could be read of the envelope before the fault. */
public final class MalformedMessageException extends WireException {
  private static final long serialVersionUID = 1L;

  private final int messageId;
  private final String entityId;

  MalformedMessageException(String message, Throwable cause, int messageId, String entityId) {
    super(message, cause);
    this.messageId = messageId;
    this.entityId = entityId;
  }

  /** The correlation id (unsigned), or 0 if the fault came first. */
  public int messageId() {
    return messageId;
  }

  /** The entity id, or empty if the fault came first. */
  public String entityId() {
    return entityId;
  }
}
