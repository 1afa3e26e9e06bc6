package dev.perspective4j.engine.window;

import dev.perspective4j.engine.column.ColumnSource;
import dev.perspective4j.engine.column.Vector;

/**
 * A frame of limited reach that ends at the row: each result is computed from the rows of its frame
 * alone, so nothing is ever subtracted. Long frames are put together from {@link SegmentTree}.
 */
final class SlidingFunction extends WindowFunction {
  private static final int LONG_FRAME = 128;

  private final SlidingFrame frame;

  SlidingFunction(WindowOperation operation, ColumnSource source, SlidingFrame frame) {
    super(operation, source);
    this.frame = frame;
  }

  @Override
  int firstAffected(Partition partition, int position) {
    return position;
  }

  @Override
  int lastAffected(Partition partition, int position) {
    return frame.lastAffected(partition, position);
  }

  @Override
  void evaluate(Partition partition, int from, int to, Vector out) {
    int first = frame.begin(partition, from);
    Vector cells = read(partition, first, to);
    SlidingFrame.Run run = frame.run(partition, first, from, to);
    switch (operation) {
      case MIN, MAX -> evaluateBest(cells, run, first, from, to, out);
      case COUNT -> evaluateCount(cells, run, first, from, to, out);
      case RATE -> evaluateRate(cells, run, first, from, to, out);
      default -> evaluateNumbers(cells, run, first, from, to, out);
    }
  }

  private static void evaluateCount(
      Vector cells, SlidingFrame.Run run, int first, int from, int to, Vector out) {
    int[] before = new int[cells.size() + 1];
    for (int i = 0; i < cells.size(); i++) {
      before[i + 1] = before[i] + (cells.isNull(i) ? 0 : 1);
    }
    for (int p = from; p < to; p++) {
      out.addLong(before[p + 1 - first] - before[run.begin(p) - first]);
    }
  }

  private static void evaluateRate(
      Vector cells, SlidingFrame.Run run, int first, int from, int to, Vector out) {
    double[] numbers = Numbers.of(cells);
    for (int p = from; p < to; p++) {
      int q = run.begin(p);
      boolean present =
          q != p
              && run.hasKey(p)
              && !cells.isNull(p - first)
              && !cells.isNull(q - first)
              && run.key(p) != run.key(q);
      addIf(
          present,
          present ? (numbers[p - first] - numbers[q - first]) / (run.key(p) - run.key(q)) : 0,
          out);
    }
  }

  private void evaluateNumbers(
      Vector cells, SlidingFrame.Run run, int first, int from, int to, Vector out) {
    boolean sums = operation == WindowOperation.SUM || operation == WindowOperation.AVG;
    SegmentTree blocks = new SegmentTree(cells, Numbers.of(cells), sums, first);
    Running state = new Running();
    for (int p = from; p < to; p++) {
      state.reset();
      int begin = run.begin(p);
      if (p - begin >= LONG_FRAME) {
        blocks.addRuns(begin, p + 1, state);
      } else {
        blocks.addRows(begin, p + 1, state);
      }
      addNumber(operation, state, out);
    }
  }

  /** A queue of rows of which each is better than those behind it; its head is the best. */
  private void evaluateBest(
      Vector cells, SlidingFrame.Run run, int first, int from, int to, Vector out) {
    int[] queue = new int[cells.size()];
    int head = 0;
    int tail = 0;
    for (int p = first; p < to; p++) {
      int i = p - first;
      if (isComparable(cells, i)) {
        while (tail > head && isBetter(operation, cells, queue[tail - 1], i)) {
          tail--;
        }
        queue[tail++] = i;
      }
      if (p >= from) {
        int begin = run.begin(p) - first;
        while (head < tail && queue[head] < begin) {
          head++;
        }
        if (head == tail) {
          out.addNull();
        } else {
          out.add(cells, queue[head]);
        }
      }
    }
  }
}
