package dev.perspective4j.server;

import static dev.perspective4j.server.Race.call;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * An outbox that is closed while others use it, for whatever reason, sends nothing more than the
 * message it has already taken out, keeps nobody waiting, and says once that it gave up.
 */
class ClosedOutboxRaceTest {

  @Test
  void sendsNothingThatIsPutInLater() {
    race()
        .before(call("answer"))
        .thread(call("close"), call("answer"))
        .thread(call("answer"), call("answer"))
        .thread(call("take"), call("written"))
        .endsWith(RULES)
        .check();
  }

  @Test
  void keepsNobodyWaiting() {
    race()
        .before(call("longAnswer"), call("longAnswer"))
        .thread(call("whenCalm"), call("whenCalm"))
        .thread(call("close"), call("whenCalm"))
        .thread(call("take"), call("written"))
        .endsWith(RULES)
        .check();
  }

  @Test
  void givesUpAConnectionThatFails() {
    race()
        .before(call("answer"), call("take"))
        .thread(call("fail"))
        .thread(call("answer"), call("whenCalm"))
        .thread(call("release"), call("take"))
        .endsWith(RULES)
        .check();
  }

  @Test
  void givesUpAConnectionThatFailsAtOnce() {
    race()
        .before(call("answer"))
        .thread(call("take"), call("answer"))
        .thread(call("fail"), call("fail"))
        .endsWith(RULES)
        .check();
  }

  @Test
  void givesUpASlowReaderOnce() {
    race()
        .before(call("notification"), call("notification"))
        .thread(call("notification"), call("notification"))
        .thread(call("notification"), call("whenCalm"))
        .thread(call("take"))
        .endsWith(RULES)
        .check();
  }

  @Test
  void doesSoWhateverIsCalled() {
    drawn(Race.EFFORT).check();
  }

  @Test
  void doesSoOnFreeThreads() {
    drawn(Race.EFFORT).checkOnFreeThreads();
  }

  private static final Race.Call[] RULES = {
    call("sentLate"), call("sentOutOfTurn"), call("waiters"), call("gaveUpTwice")
  };

  private static Race drawn(int scenarios) {
    List<IntFunction<Race.Call>> choices =
        List.of(
            number -> call("answer"),
            number -> call("longAnswer"),
            number -> call("notification"),
            number -> call("whenCalm"),
            number -> call("release"),
            number -> call("take"),
            number -> call("written"),
            number -> call("fail"),
            number -> call("close"));
    Race race = race();
    for (int seed = 1; seed <= scenarios; seed++) {
      race.before(call("notification"), call("longAnswer"))
          .drawn(new Random(seed), choices)
          .endsWith(RULES);
    }
    return race;
  }

  private static Race race() {
    return new Race(Calls.class, Specification.class);
  }

  /** Calls of an outbox that holds three bytes of notifications, and of its slow connection. */
  public static class Calls implements Connection {

    /** Makes a message too long to be calm with another one. */
    private static final ByteBuffer REST = ByteBuffer.allocate(1 << 20);

    private static final byte IN_TIME = 1;
    private static final byte LATE = 2;

    private final Race.Pool sender = new Race.Pool();
    private final Outbox outbox =
        new Outbox(
            this, sender, Limits.DEFAULT.withOutbound(3, 100), ServerMetrics.NONE, this::givesUp);
    private @Nullable CompletableFuture<Void> beingWritten;
    private boolean closed;
    private boolean failed;
    private int sentWhenClosed;
    private boolean sentLate;
    private boolean sentOutOfTurn;
    private int waiters;
    private int gaveUp;
    private int closings;

    public void answer() {
      outbox.answer(message());
    }

    public void longAnswer() {
      outbox.answer(message(), REST);
    }

    public void notification() {
      outbox.notification(message());
    }

    private synchronized ByteBuffer message() {
      return ByteBuffer.wrap(new byte[] {closed ? LATE : IN_TIME});
    }

    public void whenCalm() {
      count(1);
      outbox.whenCalm().thenRun(() -> count(-1));
    }

    private synchronized void count(int waiter) {
      waiters += waiter;
    }

    public void release() {
      outbox.release();
    }

    public void take() {
      Race.runOne(sender);
    }

    public void written() {
      write();
    }

    private boolean write() {
      CompletableFuture<Void> written = written(false);
      return written != null && written.complete(null);
    }

    public void fail() {
      CompletableFuture<Void> broken = written(true);
      if (broken != null) {
        broken.completeExceptionally(new IllegalStateException("expected by the test"));
      }
    }

    private synchronized @Nullable CompletableFuture<Void> written(boolean fails) {
      CompletableFuture<Void> written = beingWritten;
      beingWritten = null;
      failed |= fails && written != null;
      return written;
    }

    public void close() {
      outbox.close();
      closes();
    }

    private synchronized void closes() {
      closed = true;
    }

    private synchronized void givesUp() {
      closed = true;
      gaveUp++;
    }

    /** Whether anything was sent that should not have been. */
    public boolean sentLate() {
      while (Race.runOne(sender) || write()) {}
      return sentLate;
    }

    /** Whether a message was sent before the one before was written. */
    public boolean sentOutOfTurn() {
      return sentOutOfTurn;
    }

    /** How many still wait for little to be left. */
    public int waiters() {
      return waiters;
    }

    /** Whether the connection was closed twice, or its end was told twice for one reason. */
    public boolean gaveUpTwice() {
      return closings > 1 || gaveUp - closings > 1;
    }

    @Override
    public synchronized CompletionStage<Void> send(ByteBuffer message) {
      sentWhenClosed += closed ? 1 : 0;
      sentLate |= failed || message.get(0) == LATE || sentWhenClosed > 1;
      sentOutOfTurn |= beingWritten != null;
      beingWritten = new CompletableFuture<>();
      return beingWritten;
    }

    @Override
    public CompletionStage<Void> send(ByteBuffer head, ByteBuffer rest) {
      return send(head);
    }

    @Override
    public synchronized void close(int code, String reason) {
      closings++;
    }
  }

  /** No rule is ever broken. */
  public static class Specification {

    public void answer() {}

    public void longAnswer() {}

    public void notification() {}

    public void whenCalm() {}

    public void release() {}

    public void take() {}

    public void written() {}

    public void fail() {}

    public void close() {}

    public boolean sentLate() {
      return false;
    }

    public boolean sentOutOfTurn() {
      return false;
    }

    public int waiters() {
      return 0;
    }

    public boolean gaveUpTwice() {
      return false;
    }
  }
}
