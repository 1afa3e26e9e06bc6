package dev.perspective4j.engine.filter;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SlotSetTest {

  @Test
  void selectAndCopyFollowAscendingSlotsThroughAddsAndRemoves() {
    Random random = new Random(1);
    SlotSet set = new SlotSet();
    TreeSet<Integer> model = new TreeSet<>();
    for (int i = 0; i < 20_000; i++) {
      int slot = random.nextInt(600_000);
      if (random.nextInt(3) > 0) {
        set.add(slot);
        model.add(slot);
      } else {
        assertEquals(model.remove(slot), set.remove(slot));
      }
    }
    int[] expected = model.stream().mapToInt(Integer::intValue).toArray();
    assertEquals(expected.length, set.size());
    for (int rank = 0; rank < expected.length; rank += 97) {
      assertEquals(expected[rank], set.select(rank));
    }
    int[] copied = new int[expected.length + 5];
    assertEquals(expected.length, set.copy(0, copied));
    assertArrayEquals(expected, Arrays.copyOf(copied, expected.length));
  }

  @Test
  void copyContinuesAboveTheLastSlot() {
    SlotSet set = new SlotSet();
    for (int slot : new int[] {1, 63, 64, 5000, 300_000}) {
      set.add(slot);
    }
    int[] two = new int[2];
    assertEquals(2, set.copy(2, two));
    assertArrayEquals(new int[] {63, 64}, two);
    assertEquals(2, set.copy(65, two));
    assertArrayEquals(new int[] {5000, 300_000}, two);
    assertEquals(0, set.copy(300_001, two));
  }
}
