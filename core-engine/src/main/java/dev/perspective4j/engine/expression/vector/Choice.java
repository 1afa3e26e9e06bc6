package dev.perspective4j.engine.expression.vector;

import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.column.Vector;

/** One of two values of the same storage, by a condition. */
final class Choice extends ColumnNode {
  private final ColumnNode condition;
  private final ColumnNode then;
  private final ColumnNode otherwise;
  private final long[] truths = new long[Vector.CHUNK];
  private final CodeMap thenCodes = new CodeMap();
  private final CodeMap otherwiseCodes = new CodeMap();

  Choice(ColumnNode condition, ColumnNode then, ColumnNode otherwise, PhysicalType physicalType) {
    super(physicalType);
    this.condition = condition;
    this.then = then;
    this.otherwise = otherwise;
  }

  @Override
  void compute(Chunk current, Vector target) {
    int count = current.count();
    Operands.truths(condition.evaluate(current), truths);
    Vector x = then.evaluate(current);
    Vector y = otherwise.evaluate(current);
    long[] valid = target.valid();
    for (int w = 0; w < Operands.words(count); w++) {
      long chosen = 0;
      int end = Math.min(count, (w + 1) << 6);
      for (int i = w << 6; i < end; i++) {
        chosen |= truths[i] << i;
      }
      valid[w] = (x.valid()[w] & chosen) | (y.valid()[w] & ~chosen);
    }
    switch (physicalType().lane()) {
      case LONG -> {
        long[] a = x.longs();
        long[] b = y.longs();
        long[] c = target.longs();
        for (int i = 0; i < count; i++) {
          c[i] = truths[i] != 0 ? a[i] : b[i];
        }
      }
      case DOUBLE -> {
        double[] a = x.doubles();
        double[] b = y.doubles();
        double[] c = target.doubles();
        for (int i = 0; i < count; i++) {
          c[i] = truths[i] != 0 ? a[i] : b[i];
        }
      }
      case CODE -> chooseTexts(x, y, target, count);
    }
  }

  private void chooseTexts(Vector x, Vector y, Vector target, int count) {
    thenCodes.between(x.dictionary(), target.dictionary());
    otherwiseCodes.between(y.dictionary(), target.dictionary());
    int[] c = target.codes();
    for (int i = 0; i < count; i++) {
      if (target.isNull(i)) {
        c[i] = 0;
      } else {
        c[i] = truths[i] != 0 ? thenCodes.map(x.codes()[i]) : otherwiseCodes.map(y.codes()[i]);
      }
    }
  }
}
