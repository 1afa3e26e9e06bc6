package dev.perspective4j.testkit;

import dev.perspective4j.server.EndpointOptions;
import dev.perspective4j.server.Server;
import java.nio.ByteBuffer;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A socket of a framework whose every move a test decides: when a write is done and how it ends, when
 * the socket breaks and closes.
 *
 * <p>A subclass stands in for the framework. It calls the adapter as the framework would, answers
 * each write that the adapter asks of it with {@link #write}, and each close with {@link #closing}.
 * Calls of the adapter that throw are not caught, so that they fail the test.
 */
public abstract class StagedSocket {
  private static final long PATIENCE_SECONDS = 60;

  private final BlockingQueue<CompletableFuture<Void>> writes = new LinkedBlockingQueue<>();
  private volatile Runnable onWrite = () -> {};
  private volatile Runnable onClosing = () -> {};
  private volatile @Nullable Integer closeCode;
  private volatile boolean closed;

  /** An open socket that nobody has written to. */
  protected StagedSocket() {}

  /** Has the adapter open a session for this socket. */
  public abstract void open(Server server, EndpointOptions options);

  /** Hands a binary message to the adapter. Returns when the framework may read on. */
  public abstract void receive(ByteBuffer message);

  /** Tells the adapter that the socket is broken. */
  public abstract void fail(Throwable cause);

  /** Tells the adapter that the socket is closed, if there is one to tell. */
  protected abstract void closed();

  /** Closes the socket, and tells the adapter. */
  public final void close() {
    closed = true;
    closed();
  }

  /** Says what happens in every further write, for example that it throws. */
  public final void onWrite(Runnable event) {
    onWrite = event;
  }

  /** Says what happens whenever the adapter closes the socket, for example that it throws. */
  public final void onClosing(Runnable event) {
    onClosing = event;
  }

  /**
   * Waits for the next write of the adapter.
   *
   * @return to be completed by the test when the write is done or has failed
   * @throws AssertionError if none comes
   */
  public final CompletableFuture<Void> nextWrite() {
    try {
      CompletableFuture<Void> write = writes.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (write == null) {
        throw new AssertionError("nothing was written");
      }
      return write;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", interrupted);
    }
  }

  /** Whether the adapter has written more than the test has taken. */
  public final boolean hasWrites() {
    return !writes.isEmpty();
  }

  /** The code that the adapter has closed the socket with, if it has. */
  public final OptionalInt closeCode() {
    Integer code = closeCode;
    return code == null ? OptionalInt.empty() : OptionalInt.of(code);
  }

  /** Whether the socket is closed, by whichever side. */
  protected final boolean isClosed() {
    return closed;
  }

  /** The adapter writes; the answer completes as the test says. */
  protected final CompletableFuture<Void> write() {
    onWrite.run();
    CompletableFuture<Void> write = new CompletableFuture<>();
    writes.add(write);
    return write;
  }

  /** The adapter closes the socket. */
  protected final void closing(int code) {
    closeCode = code;
    onClosing.run();
  }
}
