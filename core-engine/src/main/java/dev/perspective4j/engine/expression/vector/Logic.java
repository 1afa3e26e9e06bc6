package dev.perspective4j.engine.expression.vector;

import dev.perspective4j.engine.column.Lane;
import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.column.Vector;
import dev.perspective4j.engine.expression.value.BinaryOperator;
import dev.perspective4j.engine.expression.value.TextOrder;
import dev.perspective4j.engine.expression.value.TextSource;

/** Nodes that compute booleans. */
final class Logic {
  private Logic() {}

  /** Comparison of numbers, dates, datetimes or booleans. */
  static final class Comparison extends ColumnNode {
    private final BinaryOperator operator;
    private final ColumnNode left;
    private final ColumnNode right;
    private final boolean whole;
    private final double[] leftNumbers = new double[Vector.CHUNK];
    private final double[] rightNumbers = new double[Vector.CHUNK];

    Comparison(BinaryOperator operator, ColumnNode left, ColumnNode right) {
      super(PhysicalType.BOOL);
      this.operator = operator;
      this.left = left;
      this.right = right;
      this.whole =
          left.physicalType().lane() == Lane.LONG && right.physicalType().lane() == Lane.LONG;
    }

    /** Unsigned 64-bit integers have rules of their own, left to the row program. */
    static boolean fits(PhysicalType left, PhysicalType right) {
      return left != PhysicalType.UINT64
          && right != PhysicalType.UINT64
          && left.lane() != Lane.CODE
          && BinaryOperator.comparable(left, right);
    }

    @Override
    void compute(Chunk current, Vector target) {
      Vector x = left.evaluate(current);
      Vector y = right.evaluate(current);
      if (whole) {
        compare(x.longs(), y.longs(), target.longs(), current.count());
      } else {
        compare(
            Operands.numbers(x, leftNumbers),
            Operands.numbers(y, rightNumbers),
            target.longs(),
            current.count());
      }
      target.setAllValid();
      compareNulls(operator, x, y, target.longs(), current.count());
    }

    private void compare(long[] a, long[] b, long[] c, int count) {
      switch (operator) {
        case LT -> {
          for (int i = 0; i < count; i++) {
            c[i] = a[i] < b[i] ? 1 : 0;
          }
        }
        case LTE -> {
          for (int i = 0; i < count; i++) {
            c[i] = a[i] <= b[i] ? 1 : 0;
          }
        }
        case EQ -> {
          for (int i = 0; i < count; i++) {
            c[i] = a[i] == b[i] ? 1 : 0;
          }
        }
        case NE -> {
          for (int i = 0; i < count; i++) {
            c[i] = a[i] != b[i] ? 1 : 0;
          }
        }
        case GTE -> {
          for (int i = 0; i < count; i++) {
            c[i] = a[i] >= b[i] ? 1 : 0;
          }
        }
        default -> {
          for (int i = 0; i < count; i++) {
            c[i] = a[i] > b[i] ? 1 : 0;
          }
        }
      }
    }

    private void compare(double[] a, double[] b, long[] c, int count) {
      switch (operator) {
        case LT -> {
          for (int i = 0; i < count; i++) {
            c[i] = a[i] < b[i] ? 1 : 0;
          }
        }
        case LTE -> {
          for (int i = 0; i < count; i++) {
            c[i] = a[i] <= b[i] ? 1 : 0;
          }
        }
        case EQ -> {
          for (int i = 0; i < count; i++) {
            c[i] = a[i] == b[i] ? 1 : 0;
          }
        }
        case NE -> {
          for (int i = 0; i < count; i++) {
            c[i] = a[i] != b[i] ? 1 : 0;
          }
        }
        case GTE -> {
          for (int i = 0; i < count; i++) {
            c[i] = a[i] >= b[i] ? 1 : 0;
          }
        }
        default -> {
          for (int i = 0; i < count; i++) {
            c[i] = a[i] > b[i] ? 1 : 0;
          }
        }
      }
    }
  }

  /** Overwrites the results of rows in which a side has no value. */
  private static void compareNulls(
      BinaryOperator operator, Vector x, Vector y, long[] out, int count) {
    boolean ifBoth = operator != BinaryOperator.NE && operator.holds(0);
    boolean ifOne = operator == BinaryOperator.NE;
    for (int w = 0; w < Operands.words(count); w++) {
      long a = x.valid()[w];
      long b = y.valid()[w];
      if ((a & b) == -1L) {
        continue;
      }
      int end = Math.min(count, (w + 1) << 6);
      for (int i = w << 6; i < end; i++) {
        boolean hasA = (a >>> i & 1) != 0;
        boolean hasB = (b >>> i & 1) != 0;
        if (!hasA || !hasB) {
          out[i] = (hasA == hasB ? ifBoth : ifOne) ? 1 : 0;
        }
      }
    }
  }

  /** Comparison of two text columns; with a constant use a memo by code instead. */
  static final class TextComparison extends ColumnNode {
    private final BinaryOperator operator;
    private final ColumnNode left;
    private final ColumnNode right;
    private TextSource leftTexts;
    private TextSource rightTexts;

    TextComparison(BinaryOperator operator, ColumnNode left, ColumnNode right) {
      super(PhysicalType.BOOL);
      this.operator = operator;
      this.left = left;
      this.right = right;
      this.leftTexts = TextSource.empty();
      this.rightTexts = TextSource.empty();
    }

    @Override
    void compute(Chunk current, Vector target) {
      Vector x = left.evaluate(current);
      Vector y = right.evaluate(current);
      leftTexts = leftTexts.of(x.dictionary());
      rightTexts = rightTexts.of(y.dictionary());
      int[] a = x.codes();
      int[] b = y.codes();
      long[] c = target.longs();
      for (int i = 0; i < current.count(); i++) {
        boolean known = !x.isNull(i) && !y.isNull(i);
        c[i] =
            known && operator.holds(TextOrder.compare(leftTexts.text(a[i]), rightTexts.text(b[i])))
                ? 1
                : 0;
      }
      target.setAllValid();
      compareNulls(operator, x, y, c, current.count());
    }
  }

  /** {@code and}, {@code or} and their kin, of any two types. */
  static final class Connection extends ColumnNode {
    private final BinaryOperator operator;
    private final ColumnNode left;
    private final ColumnNode right;
    private final long[] truths = new long[Vector.CHUNK];

    Connection(BinaryOperator operator, ColumnNode left, ColumnNode right) {
      super(PhysicalType.BOOL);
      this.operator = operator;
      this.left = left;
      this.right = right;
    }

    @Override
    void compute(Chunk current, Vector target) {
      long[] c = target.longs();
      Operands.truths(left.evaluate(current), c);
      Operands.truths(right.evaluate(current), truths);
      for (int i = 0; i < current.count(); i++) {
        c[i] =
            switch (operator) {
              case AND -> c[i] & truths[i];
              case NAND -> 1 - (c[i] & truths[i]);
              case OR -> c[i] | truths[i];
              case NOR -> 1 - (c[i] | truths[i]);
              case XOR -> c[i] ^ truths[i];
              default -> 1 - (c[i] ^ truths[i]);
            };
      }
      target.setAllValid();
    }
  }

  /** {@code not}. */
  static final class Negation extends ColumnNode {
    private final ColumnNode operand;

    Negation(ColumnNode operand) {
      super(PhysicalType.BOOL);
      this.operand = operand;
    }

    @Override
    void compute(Chunk current, Vector target) {
      long[] c = target.longs();
      Operands.truths(operand.evaluate(current), c);
      for (int i = 0; i < current.count(); i++) {
        c[i] = 1 - c[i];
      }
      target.setAllValid();
    }
  }

  /** Whether there is a value, or none. */
  static final class NullTest extends ColumnNode {
    private final ColumnNode operand;
    private final long ifNull;

    NullTest(ColumnNode operand, boolean ifNull) {
      super(PhysicalType.BOOL);
      this.operand = operand;
      this.ifNull = ifNull ? 1 : 0;
    }

    @Override
    void compute(Chunk current, Vector target) {
      long[] valid = operand.evaluate(current).valid();
      long[] c = target.longs();
      for (int i = 0; i < current.count(); i++) {
        c[i] = (valid[i >>> 6] >>> i & 1) ^ ifNull;
      }
      target.setAllValid();
    }
  }
}
