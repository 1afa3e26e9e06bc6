package dev.perspective4j.vertx;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doReturn;

import io.vertx.core.Future;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A message in two parts and three frames, over a socket that stops on the way. */
class LongMessageTest {
  private final StagedVertxSocket staged = new StagedVertxSocket();

  @Test
  void waitsForEachFrame() {
    CompletableFuture<Void> sent = send();

    CompletableFuture<Void> first = staged.nextWrite();
    assertFalse(staged.hasWrites());
    first.complete(null);
    staged.nextWrite().complete(null);
    assertFalse(sent.isDone());
    staged.nextWrite().complete(null);

    assertTrue(sent.isDone());
    assertFalse(staged.hasWrites());
  }

  @Test
  void failsWithAFrameThatFailsLater() {
    CompletableFuture<Void> sent = send();
    staged.nextWrite().complete(null);

    staged.nextWrite().completeExceptionally(new IOException("broken"));

    assertTrue(sent.isCompletedExceptionally());
    assertFalse(staged.hasWrites());
  }

  @Test
  void failsWithAFrameThatFailsAtOnce() {
    CompletableFuture<Void> sent = send();
    CompletableFuture<Void> first = staged.nextWrite();
    doReturn(Future.failedFuture(new IOException("broken"))).when(staged.socket).writeFrame(any());

    first.complete(null);

    assertTrue(sent.isCompletedExceptionally());
    assertFalse(staged.hasWrites());
  }

  @Test
  void failsWithAFrameThatThrows() {
    CompletableFuture<Void> sent = send();
    CompletableFuture<Void> first = staged.nextWrite();
    staged.onWrite(
        () -> {
          throw new IllegalStateException("closed");
        });

    first.complete(null);

    assertTrue(sent.isCompletedExceptionally());
  }

  private CompletableFuture<Void> send() {
    return LongMessage.send(
            staged.socket, ByteBuffer.allocate(10), ByteBuffer.allocate(2 * LongMessage.FRAME + 1))
        .toCompletableFuture();
  }
}
