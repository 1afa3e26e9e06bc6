package dev.perspective4j.engine.window;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.column.Vector;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SegmentTreeTest {

  private static Vector cells(Random random, int count) {
    Vector cells = new Vector(PhysicalType.FLOAT64, null, count);
    for (int i = 0; i < count; i++) {
      if (random.nextInt(7) == 0) {
        cells.addNull();
      } else {
        cells.addDouble(random.nextInt(1000) / 8.0);
      }
    }
    return cells;
  }

  @Test
  void runsAddUpToTheirRowsWhereverTheCellsBegin() {
    Random random = new Random(5);
    for (int round = 0; round < 300; round++) {
      int first = random.nextInt(random.nextBoolean() ? 40 : 9000);
      int count = 1 + random.nextInt(random.nextBoolean() ? 300 : 9000);
      Vector cells = cells(random, count);
      boolean sums = random.nextBoolean();
      SegmentTree blocks = new SegmentTree(cells, cells.doubles(), sums, first);
      for (int frame = 0; frame < 20; frame++) {
        int begin = first + random.nextInt(count);
        int end = begin + 1 + random.nextInt(first + count - begin);
        Running rows = new Running();
        Running runs = new Running();

        blocks.addRows(begin, end, rows);
        blocks.addRuns(begin, end, runs);

        assertEquals(rows.rows(), runs.rows());
        if (sums) {
          assertEquals(rows.sum(), runs.sum());
        } else if (rows.rows() > 1) {
          assertEquals(rows.variance(), runs.variance(), 1e-9 * rows.variance());
        }
      }
    }
  }

  @Test
  void aFrameIsCutTheSameWayWhateverElseIsRead() {
    Random random = new Random(6);
    Vector cells = new Vector(PhysicalType.FLOAT64, null, 5000);
    for (int i = 0; i < 5000; i++) {
      cells.addDouble(random.nextGaussian() * 1e6);
    }
    Vector part = new Vector(PhysicalType.FLOAT64, null, 3000);
    for (int i = 777; i < 3777; i++) {
      part.add(cells, i);
    }
    Running whole = new Running();
    Running partly = new Running();

    new SegmentTree(cells, cells.doubles(), false, 0).addRuns(1001, 3700, whole);
    new SegmentTree(part, part.doubles(), false, 777).addRuns(1001, 3700, partly);

    assertEquals(whole.variance(), partly.variance());
  }
}
