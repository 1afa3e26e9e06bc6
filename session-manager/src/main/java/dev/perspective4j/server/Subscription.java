package dev.perspective4j.server;

import java.util.Optional;

/**
 * Who wants to hear of something. Equal subscriptions may exist; each is told.
 *
 * @param seat whose
 * @param messageId id of the subscribing request, which every notification carries
 * @param entityId view or table id as the client wrote it
 */
record Subscription(Seat seat, int messageId, String entityId) {

  /** Whether a cancelling request of {@code other} with this id means this subscription. */
  boolean is(Seat other, int id) {
    return seat == other && messageId == id;
  }

  /** Sends a notification that must arrive. */
  void send(EncodedResponse body) {
    seat.outbox().notification(body.in(messageId, entityId));
  }

  /** Sends the keys that a step removed, between the changes before and after. */
  void sendRemoval(EncodedResponse body) {
    seat.outbox().removal(entityId, body.in(messageId, entityId));
  }

  /** Sends the rows that a step changed, which may merge with those that still wait. */
  void sendRows(int port, Optional<String> key, EncodedResponse body) {
    seat.outbox().merging(new RowChange(messageId, entityId, port, key, body));
  }

  /** Sends a change notification, which may merge with one that still waits. */
  void sendChange(int port, EncodedResponse body) {
    seat.outbox().change(messageId, port, body.in(messageId, entityId));
  }
}
