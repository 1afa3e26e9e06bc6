package dev.perspective4j.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perspective4j.model.TableData;
import dev.perspective4j.model.TableOptions;
import dev.perspective4j.server.CloseCode;
import dev.perspective4j.server.EndpointOptions;
import dev.perspective4j.server.Limits;
import dev.perspective4j.server.Server;
import dev.perspective4j.server.ServerMetrics;
import dev.perspective4j.server.ServerTable;
import dev.perspective4j.wire.proto.Request;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What an adapter must do when a socket misbehaves in ways that no real server shows on demand:
 * however a connection ends, its session is released, once, and the framework sees no exception.
 *
 * <pre>{@code
 * class MyBrokenSocketTest extends BrokenSocketContract {
 *   protected StagedSocket socket() { … a mock of the framework's socket … }
 * }
 * }</pre>
 */
public abstract class BrokenSocketContract {
  private static final Limits LIMITS = Limits.DEFAULT;
  private static final long PATIENCE_SECONDS = 60;

  private final Counts counts = new Counts();
  private final Server server = Server.builder().metrics(counts).build();
  private boolean stopped;

  /** Makes an adapter for the contract. */
  protected BrokenSocketContract() {}

  /** A new socket. */
  protected abstract StagedSocket socket();

  @AfterEach
  final void stop() {
    if (!stopped) {
      stopped = true;
      server.close();
    }
  }

  @Test
  final void aWriteThatFailsEndsTheSession() {
    StagedSocket socket = open(LIMITS);
    send(socket, WireRequests.features().setMsgId(1).build());
    socket.nextWrite().complete(null);
    send(socket, WireRequests.features().setMsgId(2).build());

    socket.nextWrite().completeExceptionally(new IOException("broken"));

    assertReleased(socket);
    assertEquals(OptionalInt.of(CloseCode.INTERNAL_ERROR), socket.closeCode());
  }

  @Test
  final void aWriteThatThrowsEndsTheSession() {
    StagedSocket socket = open(LIMITS);
    send(socket, WireRequests.features().setMsgId(1).build());
    socket.nextWrite().complete(null);
    socket.onWrite(
        () -> {
          throw new IllegalStateException("closed");
        });

    send(socket, WireRequests.features().setMsgId(2).build());

    assertReleased(socket);
  }

  @Test
  final void aWriteWithoutMemoryEndsTheSession() {
    StagedSocket socket = open(LIMITS);
    socket.onWrite(
        () -> {
          throw new OutOfMemoryError("for the test");
        });

    send(socket, WireRequests.features().setMsgId(1).build());

    assertReleased(socket);
    assertEquals(OptionalInt.of(CloseCode.INTERNAL_ERROR), socket.closeCode());
  }

  @Test
  final void nothingFollowsAWriteThatFailed() {
    StagedSocket socket = open(LIMITS);
    send(socket, WireRequests.features().setMsgId(1).build());
    send(socket, WireRequests.features().setMsgId(2).build());
    send(socket, WireRequests.features().setMsgId(3).build());

    socket.nextWrite().completeExceptionally(new IOException("broken"));

    assertReleased(socket);
  }

  @Test
  final void notificationsOfAPeerThatNeverAcknowledgesMerge() {
    StagedSocket socket = open(LIMITS.withOutbound(1 << 20, 4));
    ServerTable table = subscribe(socket);

    for (int step = 0; step < 100; step++) {
      table.update(TableData.jsonRows("[{\"k\":" + step + "}]")).join();
    }

    CompletableFuture<Void> write = socket.nextWrite();
    assertFalse(socket.hasWrites());
    assertTrue(counts.merged.get() > 90, () -> "merged: " + counts.merged);
    socket.close();
    write.complete(null);
    assertReleased(socket);
  }

  @Test
  final void aPeerThatNeverAcknowledgesIsClosedAtTheBound() {
    StagedSocket socket = open(LIMITS.withOutbound(200, 10_000));
    ServerTable table = subscribe(socket);

    for (int step = 0; step < 1_000 && !counts.closed.isDone(); step++) {
      table.update(TableData.jsonRows("[{\"k\":" + step + "}]")).join();
    }

    CompletableFuture<Void> write = socket.nextWrite();
    assertReleased(socket);
    assertEquals(OptionalInt.of(CloseCode.POLICY_VIOLATION), socket.closeCode());
    assertEquals(1, counts.tooSlow.get());
    write.complete(null);
  }

  @Test
  final void closingFreesAReaderThatWaitsForRoom() {
    StagedSocket socket = open(withInboundBytes(100));
    server.host("t", TableData.jsonRows(longRow()), TableOptions.DEFAULT);
    send(socket, WireRequests.view("t", "w").setMsgId(1).build());
    socket.nextWrite().complete(null);
    send(socket, WireRequests.columns("w").setMsgId(2).build());
    CompletableFuture<Void> write = socket.nextWrite();
    // Its answer is long, and waits behind the one that is being written.
    send(socket, WireRequests.columns("w").setMsgId(3).build());
    CompletableFuture<Void> reading =
        CompletableFuture.runAsync(
            () -> {
              for (int id = 4; id < 24; id++) {
                send(socket, WireRequests.features().setMsgId(id).build());
              }
            });

    socket.close();

    reading.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    assertReleased(socket);
    write.complete(null);
  }

  @Test
  final void closingTwiceIsHarmless() {
    StagedSocket socket = open(LIMITS);

    socket.close();
    socket.close();

    assertReleased(socket);
  }

  @Test
  final void anErrorThatIsFollowedByCloseEndsTheSessionOnce() {
    StagedSocket socket = open(LIMITS);

    socket.fail(new IOException("reset"));
    socket.close();

    assertReleased(socket);
  }

  @Test
  final void anErrorAfterCloseIsHarmless() {
    StagedSocket socket = open(LIMITS);

    socket.close();
    socket.fail(new IOException("reset"));

    assertReleased(socket);
  }

  @Test
  final void messagesAfterCloseAreDropped() {
    StagedSocket socket = open(LIMITS);
    socket.close();

    send(socket, WireRequests.features().setMsgId(1).build());

    assertReleased(socket);
  }

  @Test
  final void answersThatAreMadeAfterCloseAreDropped() {
    StagedSocket socket = open(LIMITS);
    send(socket, WireRequests.features().setMsgId(1).build());
    CompletableFuture<Void> write = socket.nextWrite();
    send(socket, WireRequests.features().setMsgId(2).build());

    socket.close();
    write.complete(null);

    assertReleased(socket);
  }

  @Test
  final void aSocketThatClosesWhileItsSessionIsOpenedLeavesNone() {
    StagedSocket socket = socket();
    counts.onOpened = socket::close;

    socket.open(server, EndpointOptions.DEFAULT);

    assertReleased(socket);
  }

  @Test
  final void aSocketThatCannotBeClosedDoesNotHoldUpTheServersShutDown() {
    StagedSocket broken = open(LIMITS);
    StagedSocket other = open(LIMITS);
    broken.onClosing(
        () -> {
          throw new IllegalStateException("closed");
        });

    stop();

    assertEquals(2, counts.ended.get());
    assertEquals(OptionalInt.of(CloseCode.GOING_AWAY), other.closeCode());
  }

  @Test
  final void aSocketThatCannotBeClosedAfterOversizeStillLosesItsSession() {
    StagedSocket socket = open(LIMITS.withMessageBytes(100));
    socket.onClosing(
        () -> {
          throw new IllegalStateException("closed");
        });

    socket.receive(ByteBuffer.allocate(101));

    assertReleased(socket);
    assertEquals(OptionalInt.of(CloseCode.MESSAGE_TOO_BIG), socket.closeCode());
  }

  @Test
  final void aSlowSocketThatCannotBeClosedStillLosesItsSession() {
    StagedSocket socket = open(LIMITS.withOutbound(200, 10_000));
    ServerTable table = subscribe(socket);
    socket.onClosing(
        () -> {
          throw new IllegalStateException("closed");
        });

    for (int step = 0; step < 1_000 && !counts.closed.isDone(); step++) {
      table.update(TableData.jsonRows("[{\"k\":" + step + "}]")).join();
    }

    CompletableFuture<Void> write = socket.nextWrite();
    assertReleased(socket);
    write.complete(null);
  }

  private StagedSocket open(Limits limits) {
    StagedSocket socket = socket();
    socket.open(server, EndpointOptions.DEFAULT.withLimits(limits));
    return socket;
  }

  /** Has a client listen to a table, and wait for what it is told. */
  private ServerTable subscribe(StagedSocket socket) {
    ServerTable table =
        server.host("t", TableData.jsonRows("[{\"k\":1}]"), TableOptions.indexedBy("k"));
    send(socket, WireRequests.view("t", "w").setMsgId(1).build());
    socket.nextWrite().complete(null);
    send(socket, WireRequests.onUpdate("w").setMsgId(2).build());
    send(socket, WireRequests.dimensions("w").setMsgId(3).build());
    socket.nextWrite().complete(null);
    return table;
  }

  /** The session is gone, and nothing more is written. */
  private void assertReleased(StagedSocket socket) {
    counts.closed.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    stop();
    assertEquals(1, counts.ended.get());
    assertFalse(socket.hasWrites());
  }

  private static void send(StagedSocket socket, Request request) {
    socket.receive(ByteBuffer.wrap(request.toByteArray()));
  }

  private static String longRow() {
    return "[{\"v\":\"" + "x".repeat(2 << 20) + "\"}]";
  }

  private static Limits withInboundBytes(long bytes) {
    return new Limits(
        LIMITS.messageBytes(),
        LIMITS.viewsPerSession(),
        LIMITS.subscriptionsPerSession(),
        LIMITS.requestsPerSecond(),
        bytes,
        LIMITS.outboundBytes(),
        LIMITS.outboundMessages(),
        LIMITS.columnsPerView(),
        LIMITS.cellsPerRead());
  }

  private static final class Counts implements ServerMetrics {
    final CompletableFuture<Void> closed = new CompletableFuture<>();
    final AtomicInteger ended = new AtomicInteger();
    final AtomicInteger merged = new AtomicInteger();
    final AtomicInteger tooSlow = new AtomicInteger();
    volatile Runnable onOpened = () -> {};

    @Override
    public void sessionOpened() {
      onOpened.run();
    }

    @Override
    public void sessionClosed() {
      ended.incrementAndGet();
      closed.complete(null);
    }

    @Override
    public void notificationMerged() {
      merged.incrementAndGet();
    }

    @Override
    public void slowReaderClosed() {
      tooSlow.incrementAndGet();
    }
  }
}
