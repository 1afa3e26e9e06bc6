package dev.perspective4j.server;

/**
 * Who wants to hear of something. Equal subscriptions may exist; each is told.
 *
 * @param session whose
 * @param messageId id of the subscribing request, which every notification carries
 * @param entityId view or table id as the client wrote it
 */
record Subscription(Session session, int messageId, String entityId) {

  /** Whether a cancelling request of {@code other} with this id means this subscription. */
  boolean is(Session other, int id) {
    return session == other && messageId == id;
  }

  /** Sends a notification that must arrive. */
  void send(Body body) {
    session.outbox().notification(body.in(messageId, entityId));
  }

  /** Sends a change notification, which may merge with one that still waits. */
  void sendChange(int port, Body body) {
    session.outbox().change(messageId, port, body.in(messageId, entityId));
  }
}
