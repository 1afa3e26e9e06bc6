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
 * An outbox that several threads fill sends each message once, in the order in which they were put in,
 * and never one before the one before is written.
 */
class OutboxRaceTest {

  @Test
  void sendsTheMessagesOfEachThreadInOrder() {
    race()
        .thread(call("answer", 1), call("notification", 2))
        .thread(call("change", 3), call("written"))
        .thread(call("take"), call("take"))
        .endsWith(call("sent"))
        .check();
  }

  @Test
  void goesOnWhenAMessageIsWrittenAsAnotherComes() {
    race()
        .before(call("answer", 1))
        .thread(call("take"), call("notification", 2))
        .thread(call("written"), call("written"))
        .endsWith(call("sent"))
        .check();
  }

  @Test
  void goesOnWhenAFastConnectionIsDoneAsAnotherMessageComes() {
    race()
        .before(call("writeAtOnce"), call("answer", 1))
        .thread(call("take"))
        .thread(call("notification", 2))
        .endsWith(call("sent"))
        .check();
  }

  @Test
  void keepsBackWhatSeveralThreadsPutIn() {
    race()
        .before(call("hold"))
        .thread(call("answer", 1), call("take"))
        .thread(call("change", 2), call("take"))
        .endsWith(call("sent"), call("release"), call("sent"))
        .check();
  }

  @Test
  void sendsWhatWasKeptBackWithWhatOthersPutIn() {
    race()
        .before(call("hold"), call("answer", 1))
        .thread(call("answerInTwoParts", 2), call("release"))
        .thread(call("change", 3), call("take"))
        .thread(call("written"), call("notification", 4))
        .endsWith(call("sent"))
        .check();
  }

  @Test
  void keepsBackAgainWhatFollowsARelease() {
    race()
        .thread(call("hold"), call("answer", 1), call("release"))
        .thread(call("hold"), call("notification", 2), call("release"))
        .thread(call("take"), call("written"))
        .endsWith(call("sent"))
        .check();
  }

  @Test
  void tellsEveryWaiterWhenLittleIsLeft() {
    race()
        .before(call("answerInTwoParts", 1), call("answerInTwoParts", 2))
        .thread(call("whenCalm"), call("whenCalm"))
        .thread(call("take"), call("written"))
        .thread(call("answerInTwoParts", 3), call("whenCalm"))
        .endsWith(call("sent"), call("calm"))
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
            number -> call("answer", number),
            number -> call("answerInTwoParts", number),
            number -> call("notification", number),
            number -> call("change", number),
            number -> call("hold"),
            number -> call("release"),
            number -> call("whenCalm"),
            number -> call("take"),
            number -> call("written"));
    Race race = race();
    for (int seed = 1; seed <= scenarios; seed++) {
      race.drawn(new Random(seed), choices).endsWith(call("release"), call("sent"), call("calm"));
    }
    return race;
  }

  private static Race race() {
    return new Race(Calls.class, Specification.class);
  }

  /** Calls of an outbox, and of its slow connection. Messages are digits. */
  public static class Calls implements Connection {

    /** Makes a message too long to be calm with another one. */
    private static final ByteBuffer REST = ByteBuffer.allocate(1 << 20);

    private final Race.Pool sender = new Race.Pool();
    private final Outbox outbox =
        new Outbox(this, sender, Limits.DEFAULT, ServerMetrics.NONE, () -> {});
    private @Nullable CompletableFuture<Void> beingWritten;
    private long sent;
    private boolean tooEarly;
    private boolean writesAtOnce;
    private int calm;

    /** Makes the connection one that writes each message while it is sent. */
    public void writeAtOnce() {
      writesAtOnce = true;
    }

    public void answer(int message) {
      outbox.answer(bytes(message));
    }

    public void answerInTwoParts(int message) {
      outbox.answer(bytes(message), REST);
    }

    public void notification(int message) {
      outbox.notification(bytes(message));
    }

    public void change(int message) {
      outbox.change(7, 0, bytes(message));
    }

    public void hold() {
      outbox.hold();
    }

    public void release() {
      outbox.release();
    }

    public void whenCalm() {
      outbox.whenCalm().thenRun(this::isCalm);
    }

    private synchronized void isCalm() {
      calm++;
    }

    /** Lends the sender a thread for one run. */
    public void take() {
      Race.runOne(sender);
    }

    /** Writes the message that was sent last; says whether there was one. */
    private boolean write() {
      CompletableFuture<Void> written;
      synchronized (this) {
        written = beingWritten;
        beingWritten = null;
      }
      return written != null && written.complete(null);
    }

    public void written() {
      write();
    }

    /** Which messages were sent in the end; negative if one was sent before its turn. */
    public long sent() {
      while (Race.runOne(sender) || write()) {}
      return tooEarly ? -sent : sent;
    }

    /** How many waiters were told. */
    public int calm() {
      return calm;
    }

    @Override
    public CompletionStage<Void> send(ByteBuffer message) {
      sent = sent * 10 + message.get(0);
      if (writesAtOnce) {
        return CompletableFuture.completedFuture(null);
      }
      CompletableFuture<Void> written = new CompletableFuture<>();
      synchronized (this) {
        tooEarly |= beingWritten != null;
        beingWritten = written;
      }
      return written;
    }

    @Override
    public CompletionStage<Void> send(ByteBuffer head, ByteBuffer rest) {
      return send(head);
    }

    @Override
    public void close(int code, String reason) {}

    private static ByteBuffer bytes(int message) {
      return ByteBuffer.wrap(new byte[] {(byte) message});
    }
  }

  /** A list that is sent from its start to its end, or to where it is held. */
  public static class Specification {
    private long messages;
    private long messagesWhenHeld;
    private boolean held;
    private int waiters;

    public void answer(int message) {
      messages = messages * 10 + message;
    }

    public void answerInTwoParts(int message) {
      answer(message);
    }

    public void notification(int message) {
      answer(message);
    }

    public void change(int message) {
      answer(message);
    }

    public void writeAtOnce() {}

    public void hold() {
      held = true;
      messagesWhenHeld = messages;
    }

    public void release() {
      held = false;
    }

    public void whenCalm() {
      waiters++;
    }

    public void take() {}

    public void written() {}

    public long sent() {
      return held ? messagesWhenHeld : messages;
    }

    public int calm() {
      return waiters;
    }
  }
}
