package dev.perspective4j.engine.aggregate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CompensatedSumsTest {

  private static CompensatedSums sums() {
    CompensatedSums sums = new CompensatedSums();
    sums.grow(4);
    return sums;
  }

  @Test
  void termsOfOneCellAtOnceGiveWhatTheyGiveOneByOne() {
    Random random = new Random(1);
    CompensatedSums together = sums();
    CompensatedSums single = sums();
    int[] cells = new int[200];
    Arrays.fill(cells, 2);
    for (int round = 0; round < 60; round++) {
      int n = random.nextInt(cells.length);
      double[] terms = new double[cells.length];
      for (int i = 0; i < n; i++) {
        terms[i] = (random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(20));
      }
      boolean out = random.nextInt(3) == 0;
      if (out) {
        together.subtract(cells, terms, n);
      } else {
        together.add(cells, terms, n);
      }
      for (int i = 0; i < n; i++) {
        // beside a term of another cell, which comes and goes
        int[] two = {2, 3};
        double[] both = {terms[i], 1};
        if (out) {
          single.subtract(two, both, 2);
        } else {
          single.add(two, both, 2);
        }
      }
      assertEquals(single.sum(2), together.sum(2));
      assertEquals(single.count(2), together.count(2));
      assertEquals(single.isUnreliable(2), together.isUnreliable(2));
    }
  }

  @Test
  void aCellThatLosesAllItsTermsIsAsNew() {
    CompensatedSums sums = sums();
    sums.add(new int[] {1, 1, 1}, new double[] {0.1, 0.2, 1e300}, 3);

    sums.subtract(new int[] {1, 1, 1}, new double[] {0.1, 0.2, 1e300}, 3);

    assertEquals(0, sums.count(1));
    assertEquals(0.0, sums.sum(1));
    assertFalse(sums.isUnreliable(1));
  }

  @Test
  void whatIsLeftAfterALargeTermWentIsUnreliable() {
    CompensatedSums sums = sums();
    sums.add(new int[] {1, 1, 1}, new double[] {1, 1e30, 1}, 3);

    sums.subtract(new int[] {1}, new double[] {1e30}, 1);

    assertTrue(sums.isUnreliable(1));
    assertEquals(2, sums.count(1));
  }
}
