package dev.perspective4j.engine.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class IntegerTextTest {

  private final byte[] bytes = new byte[1 + IntegerText.LONGEST];

  @Test
  void everyPowerOfTenAndItsNeighbours() {
    check(0);
    check(Long.MAX_VALUE);
    check(Long.MIN_VALUE);
    for (long power = 1; power <= 1_000_000_000_000_000_000L / 10; power *= 10) {
      for (long value = power - 1; value <= power + 1; value++) {
        check(value);
        check(-value);
      }
    }
  }

  @Test
  void integersOfEveryLength() {
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 10_000; i++) {
      check(random.nextLong() >> random.nextInt(64));
    }
  }

  private void check(long value) {
    assertEquals(Long.toString(value), text(IntegerText.write(value, bytes, 1)));
    assertEquals(Long.toUnsignedString(value), text(IntegerText.writeUnsigned(value, bytes, 1)));
  }

  private String text(int end) {
    return new String(bytes, 1, end - 1, StandardCharsets.US_ASCII);
  }
}
