package dev.perspective4j.engine.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class IntegerKeysTest {

  private interface Keys {
    long next(Random random, int turn);
  }

  static Stream<Arguments> shapes() {
    return Stream.of(
        shape("ascending", (random, turn) -> turn),
        shape("descending", (random, turn) -> -turn),
        shape("both ways", (random, turn) -> (turn & 1) == 0 ? turn : -turn),
        shape("dense, in any order", (random, turn) -> random.nextInt(3000)),
        shape("with gaps", (random, turn) -> turn * 3L),
        shape("sparse", (random, turn) -> turn * 1_000_000L),
        shape("anything", (random, turn) -> random.nextLong()),
        shape("at the top", (random, turn) -> Long.MAX_VALUE - random.nextInt(2000)),
        shape("at the bottom", (random, turn) -> Long.MIN_VALUE + random.nextInt(2000)),
        shape(
            "at both ends",
            (random, turn) -> (turn & 1) == 0 ? Long.MAX_VALUE - turn : Long.MIN_VALUE + turn));
  }

  private static Arguments shape(String name, Keys keys) {
    return Arguments.of(name, keys);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("shapes")
  void behavesLikeAMap(String name, Keys keys) {
    Random random = new Random(name.hashCode());
    IntegerKeys map = new IntegerKeys();
    Map<Long, Integer> expected = new HashMap<>();
    for (int turn = 0; turn < 6000; turn++) {
      long key = keys.next(random, turn);
      if (random.nextInt(4) == 0) {
        map.remove(key);
        expected.remove(key);
      } else {
        map.put(key, turn);
        expected.put(key, turn);
      }
      long other = keys.next(random, random.nextInt(turn + 1));
      assertEquals(expected.getOrDefault(other, -1), map.get(other), () -> name + " " + other);
    }
    expected.forEach((key, slot) -> assertEquals(slot, map.get(key)));
    map.clear();
    assertEquals(-1, map.get(0));
    map.put(Long.MAX_VALUE, 7);
    assertEquals(7, map.get(Long.MAX_VALUE));
    assertEquals(-1, map.get(Long.MIN_VALUE));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("shapes")
  void manyKeysAtOnceHaveTheSlotsThatEachHas(String name, Keys keys) {
    Random random = new Random(name.hashCode());
    IntegerKeys map = new IntegerKeys();
    HashedKeys hashed = new HashedKeys();
    for (int turn = 0; turn < 3000; turn++) {
      long key = keys.next(random, turn);
      if (random.nextInt(4) == 0) {
        map.remove(key);
        hashed.remove(key);
      } else {
        map.put(key, turn);
        hashed.put(key, turn);
      }
    }
    long[] sought = new long[4000];
    for (int i = 0; i < sought.length; i++) {
      sought[i] = i % 5 == 0 ? random.nextLong() : keys.next(random, random.nextInt(4000));
    }
    sought[0] = Long.MIN_VALUE;
    sought[1] = Long.MAX_VALUE;
    sought[2] = 0;
    sought[3] = -1;

    int[] slots = new int[sought.length];
    map.getAll(sought, slots);
    int[] hashedSlots = new int[sought.length];
    hashed.getAll(sought, hashedSlots);

    for (int i = 0; i < sought.length; i++) {
      assertEquals(map.get(sought[i]), slots[i], name);
      assertEquals(hashed.get(sought[i]), hashedSlots[i], name);
    }
  }

  @Test
  void noKeysHaveNoSlots() {
    int[] slots = new int[3];

    new IntegerKeys().getAll(new long[] {0, -1, Long.MIN_VALUE}, slots);
    assertArrayEquals(new int[] {-1, -1, -1}, slots);

    new IntegerKeys().getAll(new long[0], new int[0]);
    new CodedKeys().getAll(new long[] {0, 1, 2}, slots);
    assertArrayEquals(new int[] {-1, -1, -1}, slots);
  }

  @Test
  void aWindowThatMovesOnForgetsWhatIsBehindIt() {
    IntegerKeys map = new IntegerKeys();
    for (int key = 0; key < 100_000; key++) {
      map.put(key, key & 0xFF);
      map.remove(key - 100);
    }
    assertEquals(-1, map.get(99_899));
    assertEquals(99_900 & 0xFF, map.get(99_900));
    assertEquals(99_999 & 0xFF, map.get(99_999));
  }
}
