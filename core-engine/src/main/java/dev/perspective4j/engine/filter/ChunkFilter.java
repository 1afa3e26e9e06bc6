package dev.perspective4j.engine.filter;

import dev.perspective4j.engine.column.Vector;
import dev.perspective4j.model.FilterOp;
import java.util.Arrays;
import java.util.List;

/**
 * Runs all tests of a filter over a chunk of rows. Holds scratch space, so it belongs to one
 * thread.
 */
final class ChunkFilter {
  private final List<ColumnTest> tests;
  private final boolean all;
  private final Vector[] cells;
  private final long[] answers = new long[Bits.words(Vector.CHUNK)];
  private final long[] passing = new long[Bits.words(Vector.CHUNK)];

  ChunkFilter(FilterOp op, List<ColumnTest> tests) {
    this.tests = tests;
    this.all = op == FilterOp.AND;
    this.cells = new Vector[tests.size()];
    for (int t = 0; t < cells.length; t++) {
      cells[t] = Vector.chunkFor(tests.get(t).column());
    }
  }

  /** Bits of the passing rows among {@code count} consecutive slots; valid until the next call. */
  long[] scan(int slot, int count) {
    start(count);
    for (int t = 0; t < cells.length && undecided(count); t++) {
      tests.get(t).column().scan(slot, count, cells[t]);
      combine(t, count);
    }
    return passing;
  }

  /** Bits of the passing rows among the given slots; valid until the next call. */
  long[] gather(int[] slots, int offset, int count) {
    start(count);
    for (int t = 0; t < cells.length && undecided(count); t++) {
      tests.get(t).column().gather(slots, offset, count, cells[t]);
      combine(t, count);
    }
    return passing;
  }

  private void start(int count) {
    Arrays.fill(passing, 0, Bits.words(count), all ? -1L : 0L);
    Bits.clearTail(passing, count);
  }

  /** Whether a further test could still change an answer. */
  private boolean undecided(int count) {
    int words = Bits.words(count);
    long some = 0;
    for (int w = 0; w < words; w++) {
      some |= all ? passing[w] : ~passing[w];
    }
    return some != 0;
  }

  private void combine(int t, int count) {
    tests.get(t).test().test(cells[t], answers);
    int words = Bits.words(count);
    for (int w = 0; w < words; w++) {
      passing[w] = all ? passing[w] & answers[w] : passing[w] | answers[w];
    }
  }
}
