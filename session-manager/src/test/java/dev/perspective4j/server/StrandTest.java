package dev.perspective4j.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StrandTest {

  @Test
  void runsTasksOneAtATimeInOrder() throws InterruptedException {
    try (ExecutorService pool = Executors.newFixedThreadPool(4)) {
      Strand strand = new Strand(pool);
      List<Integer> ran = new ArrayList<>();
      CountDownLatch done = new CountDownLatch(1);
      for (int i = 0; i < 1_000; i++) {
        int task = i;
        strand.execute(() -> ran.add(task));
      }
      strand.execute(done::countDown);

      assertTrue(done.await(60, TimeUnit.SECONDS));
      List<Integer> expected = new ArrayList<>();
      for (int i = 0; i < 1_000; i++) {
        expected.add(i);
      }
      assertEquals(expected, ran);
    }
  }

  @Test
  void goesOnAfterATaskFails() {
    ArrayDeque<Runnable> pool = new ArrayDeque<>();
    Strand strand = new Strand(pool::add);
    List<String> ran = new ArrayList<>();
    strand.execute(
        () -> {
          throw new IllegalStateException("expected by the test");
        });
    strand.execute(() -> ran.add("second"));

    runAll(pool);

    assertEquals(List.of("second"), ran);
  }

  @Test
  void keepsTheOrderOfAStrandThatIsAbsorbed() {
    ArrayDeque<Runnable> pool = new ArrayDeque<>();
    Strand left = new Strand(pool::add);
    Strand right = new Strand(pool::add);
    List<String> ran = new ArrayList<>();
    left.execute(() -> ran.add("left"));
    right.execute(() -> ran.add("right 1"));

    left.absorb(right);
    right.execute(() -> ran.add("right 2"));
    runAll(pool);

    assertEquals(List.of("left", "right 1", "right 2"), ran);
    assertEquals(left, right.target());
  }

  @Test
  void waitsForAPlaceToBeFilledWithoutOccupyingAThread() {
    ArrayDeque<Runnable> pool = new ArrayDeque<>();
    Strand strand = new Strand(pool::add);
    List<String> ran = new ArrayList<>();
    strand.execute(() -> ran.add("first"));
    Strand.Place place = strand.reserve();
    strand.execute(() -> ran.add("third"));
    runAll(pool);
    assertEquals(List.of("first"), ran);

    place.fill(() -> ran.add("second"));
    runAll(pool);

    assertEquals(List.of("first", "second", "third"), ran);
  }

  @Test
  void runsWhatFilledAPlaceBeforeItsTurnCame() {
    ArrayDeque<Runnable> pool = new ArrayDeque<>();
    Strand strand = new Strand(pool::add);
    List<String> ran = new ArrayList<>();
    Strand.Place place = strand.reserve();
    strand.execute(() -> ran.add("second"));
    place.fill(() -> ran.add("first"));
    place.abandon();

    runAll(pool);

    assertEquals(List.of("first", "second"), ran);
  }

  @Test
  void goesOnAfterAPlaceIsGivenUp() {
    ArrayDeque<Runnable> pool = new ArrayDeque<>();
    Strand strand = new Strand(pool::add);
    List<String> ran = new ArrayList<>();
    Strand.Place place = strand.reserve();
    strand.execute(() -> ran.add("next"));
    runAll(pool);

    place.abandon();
    runAll(pool);

    assertEquals(List.of("next"), ran);
  }

  private static void runAll(ArrayDeque<Runnable> pool) {
    for (Runnable turn = pool.poll(); turn != null; turn = pool.poll()) {
      turn.run();
    }
  }
}
