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
 * An outbox past its bound on messages drops changes that several threads tell of, but never the last
 * word on one, and nothing else.
 */
class SlowReaderRaceTest {

  @Test
  void hearsOfTheLastChange() {
    race()
        .before(call("change", 1))
        .thread(call("change", 1), call("change", 1))
        .thread(call("take"), call("written"), call("written"))
        .endsWith(call("knownChanges", 1))
        .check();
  }

  @Test
  void hearsOfEachPort() {
    race()
        .before(call("answer", 1), call("change", 1))
        .thread(call("change", 0), call("change", 1))
        .thread(call("take"), call("written"))
        .thread(call("change", 1), call("written"))
        .endsWith(call("knownChanges", 0), call("knownChanges", 1), call("answers"))
        .check();
  }

  @Test
  void missesNoAnswerBetweenChanges() {
    race()
        .before(call("change", 0))
        .thread(call("change", 0), call("answer", 1), call("change", 0))
        .thread(call("take"), call("written"), call("answer", 2))
        .endsWith(call("knownChanges", 0), call("answers"))
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

  private static Race drawn(int scenarios) {
    List<IntFunction<Race.Call>> choices =
        List.of(
            number -> call("change", 0),
            number -> call("change", number % 2),
            number -> call("answer", number),
            number -> call("take"),
            number -> call("written"));
    Race race = race();
    for (int seed = 1; seed <= scenarios; seed++) {
      race.before(call("change", 0), call("change", 1))
          .drawn(new Random(seed), choices)
          .endsWith(call("knownChanges", 0), call("knownChanges", 1), call("answers"));
    }
    return race;
  }

  private static Race race() {
    return new Race(Calls.class, Specification.class);
  }

  /** Calls of an outbox, and of a slow connection whose peer asks for the state it hears of. */
  public static class Calls implements Connection {
    private static final byte CHANGE = 100;

    private final Race.Pool sender = new Race.Pool();
    private final Outbox outbox =
        new Outbox(
            this, sender, Limits.DEFAULT.withOutbound(1 << 20, 1), ServerMetrics.NONE, () -> {});
    private @Nullable CompletableFuture<Void> beingWritten;
    private final int[] changes = new int[2];
    private final int[] knownChanges = new int[2];
    private long answers;

    /** Changes a port and tells of it. */
    public void change(int port) {
      synchronized (this) {
        changes[port]++;
      }
      outbox.change(7, port, ByteBuffer.wrap(new byte[] {(byte) (CHANGE + port)}));
    }

    public void answer(int message) {
      outbox.answer(ByteBuffer.wrap(new byte[] {(byte) message}));
    }

    /** Lends the sender a thread for one run. */
    public void take() {
      Race.runOne(sender);
    }

    public void written() {
      write();
    }

    private boolean write() {
      CompletableFuture<Void> written;
      synchronized (this) {
        written = beingWritten;
        beingWritten = null;
      }
      return written != null && written.complete(null);
    }

    /** How many changes of a port the peer has seen in the end. */
    public int knownChanges(int port) {
      while (Race.runOne(sender) || write()) {}
      return knownChanges[port];
    }

    /** Which answers were sent. */
    public long answers() {
      return answers;
    }

    @Override
    public synchronized CompletionStage<Void> send(ByteBuffer message) {
      int first = message.get(0);
      if (first >= CHANGE) {
        knownChanges[first - CHANGE] = changes[first - CHANGE];
      } else {
        answers = answers * 10 + first;
      }
      beingWritten = new CompletableFuture<>();
      return beingWritten;
    }

    @Override
    public void close(int code, String reason) {}
  }

  /** Every change becomes known, and answers leave in order. */
  public static class Specification {
    private final int[] changes = new int[2];
    private long answers;

    public void change(int port) {
      changes[port]++;
    }

    public void answer(int message) {
      answers = answers * 10 + message;
    }

    public void take() {}

    public void written() {}

    public int knownChanges(int port) {
      return changes[port];
    }

    public long answers() {
      return answers;
    }
  }
}
