package dev.perspective4j.engine.window;

import dev.perspective4j.engine.column.ColumnSource;
import dev.perspective4j.engine.column.Vector;

/** The row some places back or ahead: lag, lead, diff. */
final class ShiftFunction extends WindowFunction {
  private final long offset;

  ShiftFunction(WindowOperation operation, ColumnSource source, long offset) {
    super(operation, source);
    this.offset = offset;
  }

  private boolean looksAhead() {
    return operation == WindowOperation.LEAD;
  }

  @Override
  int firstAffected(Partition partition, int position) {
    return looksAhead() ? (int) Math.max(0, position - offset) : position;
  }

  @Override
  int lastAffected(Partition partition, int position) {
    return looksAhead() ? position + 1 : (int) Math.min(partition.size(), position + offset + 1);
  }

  @Override
  void evaluate(Partition partition, int from, int to, Vector out) {
    int first = looksAhead() ? from : (int) Math.max(0, from - offset);
    int last = looksAhead() ? (int) Math.min(partition.size(), to + offset) : to;
    Vector cells = read(partition, first, last);
    double[] numbers = operation == WindowOperation.DIFF ? Numbers.of(cells) : new double[0];
    for (int p = from; p < to; p++) {
      long other = looksAhead() ? p + offset : p - offset;
      if (other < first || other >= last || cells.isNull((int) other - first)) {
        out.addNull();
      } else if (operation == WindowOperation.DIFF) {
        int own = p - first;
        addIf(!cells.isNull(own), numbers[own] - numbers[(int) other - first], out);
      } else {
        out.add(cells, (int) other - first);
      }
    }
  }
}
