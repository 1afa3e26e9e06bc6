package dev.perspective4j.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class OutboxTest {
  private final SlowConnection connection = new SlowConnection();
  private final AtomicBoolean broken = new AtomicBoolean();

  @Test
  void sendsOneMessageAtATimeInOrder() {
    Outbox outbox = outbox(Limits.DEFAULT);
    outbox.answer(message(1));
    outbox.notification(message(2));

    assertEquals(List.of(1), connection.sent);
    connection.release();
    assertEquals(List.of(1, 2), connection.sent);
  }

  @Test
  void sendsWhatWasHeldInOrderWhenItIsReleased() {
    Outbox outbox = outbox(Limits.DEFAULT);
    outbox.hold();
    outbox.answer(message(1));
    outbox.change(7, 0, message(2));
    assertEquals(List.of(), connection.sent);

    outbox.release();
    connection.releaseAll(2);
    outbox.answer(message(3));

    assertEquals(List.of(1, 2, 3), connection.sent);
  }

  @Test
  void aMessageUnderWayTakesWhatWasHeldWithIt() {
    Outbox outbox = outbox(Limits.DEFAULT);
    outbox.answer(message(0));
    outbox.hold();
    outbox.answer(message(1));
    outbox.release();
    outbox.hold();
    outbox.release();

    connection.releaseAll(2);

    assertEquals(List.of(0, 1), connection.sent);
  }

  @Test
  void leavesLongAnswersToTheSender() {
    Outbox outbox = outbox(Limits.DEFAULT);
    outbox.hold();
    outbox.answer(message(1));
    outbox.answer(message(2), ByteBuffer.allocate(1 << 20));
    outbox.answer(message(3));

    outbox.release();
    connection.releaseAll(3);

    assertEquals(List.of(1, 2, 3), connection.sent);
  }

  @Test
  void keepsEveryChangeWhileTheReaderKeepsUp() {
    Outbox outbox = outbox(Limits.DEFAULT);
    for (int i = 0; i < 100; i++) {
      outbox.change(7, 0, message(i));
    }

    for (int i = 0; i < 100; i++) {
      connection.release();
    }

    assertEquals(100, connection.sent.size());
  }

  @Test
  void mergesChangesOfOneSubscriptionAndPortForASlowReader() {
    Outbox outbox = outbox(Limits.DEFAULT.withOutbound(1 << 20, 3));
    outbox.answer(message(0));
    outbox.change(7, 0, message(1));
    outbox.change(7, 1, message(2));
    outbox.change(8, 0, message(3));

    outbox.change(7, 0, message(4));
    outbox.change(9, 0, message(5));
    connection.releaseAll(10);

    assertEquals(List.of(0, 1, 2, 3, 5), connection.sent);
  }

  @Test
  void closesAReaderThatLetsNotificationsPileUp() {
    Outbox outbox = outbox(Limits.DEFAULT.withOutbound(10, 3));
    outbox.answer(message(0));
    outbox.notification(ByteBuffer.allocate(8));
    assertFalse(broken.get());

    outbox.notification(ByteBuffer.allocate(8));

    assertTrue(broken.get());
    assertEquals(CloseCode.POLICY_VIOLATION, connection.closeCode);
  }

  @Test
  void isCalmAgainWhenTheReaderHasCaughtUp() {
    Outbox outbox = outbox(Limits.DEFAULT);
    outbox.answer(message(0));
    outbox.answer(ByteBuffer.allocate(2 << 20));
    CompletableFuture<Void> calm = outbox.whenCalm().toCompletableFuture();
    assertFalse(calm.isDone());

    connection.release();

    assertTrue(calm.isDone());
  }

  @Test
  void givesUpWhenSendingFails() {
    Outbox outbox = outbox(Limits.DEFAULT);
    outbox.answer(message(0));

    connection.pending.completeExceptionally(new IllegalStateException("gone"));
    outbox.answer(message(1));

    assertTrue(broken.get());
    assertEquals(List.of(0), connection.sent);
  }

  @Test
  void closesAConnectionThatCannotSend() {
    Outbox outbox = outbox(Limits.DEFAULT);
    outbox.answer(message(0));

    connection.pending.completeExceptionally(new IllegalStateException("gone"));

    assertEquals(CloseCode.INTERNAL_ERROR, connection.closeCode);
  }

  private Outbox outbox(Limits limits) {
    return new Outbox(
        connection, Runnable::run, limits, ServerMetrics.NONE, () -> broken.set(true));
  }

  private static ByteBuffer message(int first) {
    return ByteBuffer.wrap(new byte[] {(byte) first});
  }

  /** Takes a message only when the test releases the one before. */
  private static final class SlowConnection implements Connection {
    final List<Integer> sent = new ArrayList<>();
    CompletableFuture<Void> pending = new CompletableFuture<>();
    int closeCode;

    @Override
    public CompletionStage<Void> send(ByteBuffer message) {
      sent.add((int) message.get(0));
      pending = new CompletableFuture<>();
      return pending;
    }

    @Override
    public void close(int code, String reason) {
      closeCode = code;
    }

    void release() {
      pending.complete(null);
    }

    void releaseAll(int times) {
      for (int i = 0; i < times; i++) {
        release();
      }
    }
  }
}
