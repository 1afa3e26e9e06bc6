package dev.perspective4j.engine.window;

import dev.perspective4j.engine.column.ColumnSource;
import dev.perspective4j.engine.column.Vector;

/**
 * All rows up to the current one. A running state is kept every {@link Partition#STRIDE} rows, so a
 * change costs what lies behind it, and appending costs next to nothing.
 */
final class CumulativeFunction extends WindowFunction {
  private final double alpha;

  CumulativeFunction(WindowOperation operation, ColumnSource source, double alpha) {
    super(operation, source);
    this.alpha = alpha;
  }

  @Override
  int firstAffected(Partition partition, int position) {
    return position;
  }

  @Override
  int lastAffected(Partition partition, int position) {
    return partition.size();
  }

  @Override
  void evaluate(Partition partition, int from, int to, Vector out) {
    int index = partition.stateBefore(from);
    Running state = partition.state(index, new Running()).copy();
    for (int at = index * Partition.STRIDE; at < to; at += Partition.STRIDE) {
      int end = Math.min(to, at + Partition.STRIDE);
      Vector cells = read(partition, at, end);
      int[] slots = new int[end - at];
      partition.rows().copy(at, slots.length, slots);
      step(state, cells, slots, from - at, out);
      if (end - at == Partition.STRIDE) {
        partition.addState(state.copy());
      }
    }
  }

  private void step(Running state, Vector cells, int[] slots, int show, Vector out) {
    switch (operation) {
      case MIN, MAX -> stepBest(state, cells, slots, show, out);
      default -> stepNumbers(state, cells, show, out);
    }
  }

  private void stepNumbers(Running state, Vector cells, int show, Vector out) {
    boolean counts = operation == WindowOperation.COUNT || operation == WindowOperation.ROW_NUMBER;
    double[] numbers = counts ? new double[0] : Numbers.of(cells);
    for (int i = 0; i < cells.size(); i++) {
      if (operation == WindowOperation.ROW_NUMBER || !cells.isNull(i)) {
        switch (operation) {
          case SUM, AVG -> state.addToSum(numbers[i]);
          case VAR, STDDEV -> state.addToMoments(numbers[i]);
          case EMA -> state.smooth(numbers[i], alpha);
          default -> state.count();
        }
      }
      if (i >= show) {
        addNumber(operation, state, out);
      }
    }
  }

  private void stepBest(Running state, Vector cells, int[] slots, int show, Vector out) {
    Vector best = new Vector(source.physicalType(), source.dictionaryOrNull(), 2);
    if (state.best() >= 0) {
      source.gather(new int[] {state.best()}, 0, 1, best);
    }
    for (int i = 0; i < cells.size(); i++) {
      if (isComparable(cells, i) && (best.size() == 0 || isNewBest(best, cells, i))) {
        best.clear();
        best.add(cells, i);
        state.best(slots[i]);
      }
      if (i >= show) {
        if (best.size() == 0) {
          out.addNull();
        } else {
          out.add(best, 0);
        }
      }
    }
  }

  private boolean isNewBest(Vector best, Vector cells, int i) {
    best.size(1);
    best.add(cells, i);
    boolean better = isBetter(operation, best, 0, 1);
    best.size(1);
    return better;
  }
}
