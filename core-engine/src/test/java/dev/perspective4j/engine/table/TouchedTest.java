package dev.perspective4j.engine.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TouchedTest {

  @Test
  void eachSlotIsFreshOnce() {
    Touched touched = new Touched();
    int[] slots = {5, 64, 5, 63, 0, 64, 1_000_000, 0, 127, 128};
    int[] fresh = new int[slots.length];

    int count = touched.markAll(slots, fresh);

    assertEquals(7, count);
    assertArrayEquals(new int[] {5, 64, 63, 0, 1_000_000, 127, 128}, Arrays.copyOf(fresh, count));
  }

  @Test
  void slotsAreFreshAgainOnceUnmarked() {
    Touched touched = new Touched();
    int[] fresh = new int[3];
    int count = touched.markAll(new int[] {7, 300, 7}, fresh);

    touched.unmark(fresh, count);

    assertTrue(touched.mark(7));
    assertTrue(touched.mark(300));
    assertEquals(0, touched.markAll(new int[] {300, 7}, fresh));
  }

  @Test
  void noSlotsAreNoneFresh() {
    assertEquals(0, new Touched().markAll(new int[0], new int[0]));
  }
}
