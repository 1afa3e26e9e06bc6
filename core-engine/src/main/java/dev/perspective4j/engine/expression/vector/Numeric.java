package dev.perspective4j.engine.expression.vector;

import dev.perspective4j.engine.column.Lane;
import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.column.Vector;
import dev.perspective4j.engine.expression.function.Bucket;
import dev.perspective4j.engine.expression.value.BinaryOperator;
import java.util.function.DoubleUnaryOperator;

/** Nodes that compute numbers, dates and datetimes from numbers, dates and datetimes. */
final class Numeric {
  private Numeric() {}

  /** The operators between numbers. */
  static final class Arithmetic extends ColumnNode {
    private final BinaryOperator operator;
    private final ColumnNode left;
    private final ColumnNode right;
    private final double[] leftNumbers = new double[Vector.CHUNK];
    private final double[] rightNumbers = new double[Vector.CHUNK];

    Arithmetic(BinaryOperator operator, ColumnNode left, ColumnNode right) {
      super(PhysicalType.FLOAT64);
      this.operator = operator;
      this.left = left;
      this.right = right;
    }

    @Override
    void compute(Chunk current, Vector target) {
      Vector x = left.evaluate(current);
      Vector y = right.evaluate(current);
      double[] a = Operands.numbers(x, leftNumbers);
      double[] b = Operands.numbers(y, rightNumbers);
      double[] c = target.doubles();
      int count = current.count();
      Operands.bothValid(x, y, target);
      switch (operator) {
        case ADD -> {
          for (int i = 0; i < count; i++) {
            c[i] = a[i] + b[i];
          }
        }
        case SUB -> {
          for (int i = 0; i < count; i++) {
            c[i] = a[i] - b[i];
          }
        }
        case MUL -> {
          for (int i = 0; i < count; i++) {
            c[i] = a[i] * b[i];
          }
        }
        case DIV -> {
          for (int i = 0; i < count; i++) {
            c[i] = a[i] / b[i];
          }
          nullWhereZero(b, count, target);
        }
        case MOD -> {
          for (int i = 0; i < count; i++) {
            c[i] = a[i] % b[i];
          }
          nullWhereZero(b, count, target);
        }
        default -> {
          for (int i = 0; i < count; i++) {
            c[i] = BinaryOperator.power(a[i], b[i]);
          }
        }
      }
    }

    private static void nullWhereZero(double[] divisors, int count, Vector target) {
      long[] valid = target.valid();
      for (int i = 0; i < count; i++) {
        if (divisors[i] == 0) {
          valid[i >>> 6] &= ~(1L << i);
          target.doubles()[i] = 0;
        }
      }
    }
  }

  /** The minus sign. */
  static final class Negation extends ColumnNode {
    private final ColumnNode operand;

    Negation(ColumnNode operand) {
      super(operand.physicalType());
      this.operand = operand;
    }

    /** Whether all values have a negative of the same storage. */
    static boolean fits(PhysicalType physicalType) {
      return physicalType.lane() == Lane.DOUBLE;
    }

    @Override
    void compute(Chunk current, Vector target) {
      Vector x = operand.evaluate(current);
      Operands.sameValid(x, target);
      double[] a = x.doubles();
      double[] c = target.doubles();
      for (int i = 0; i < current.count(); i++) {
        c[i] = -a[i];
      }
    }
  }

  /** A function of one number. */
  static final class Unary extends ColumnNode {
    private final DoubleUnaryOperator operation;
    private final ColumnNode operand;
    private final double[] numbers = new double[Vector.CHUNK];

    Unary(DoubleUnaryOperator operation, ColumnNode operand) {
      super(PhysicalType.FLOAT64);
      this.operation = operation;
      this.operand = operand;
    }

    @Override
    void compute(Chunk current, Vector target) {
      Vector x = operand.evaluate(current);
      Operands.sameValid(x, target);
      double[] a = Operands.numbers(x, numbers);
      double[] c = target.doubles();
      for (int i = 0; i < current.count(); i++) {
        c[i] = operation.applyAsDouble(a[i]);
      }
    }
  }

  /** {@code bucket} of numbers. */
  static final class NumberBucket extends ColumnNode {
    private final ColumnNode operand;
    private final ColumnNode width;
    private final double[] numbers = new double[Vector.CHUNK];
    private final double[] widths = new double[Vector.CHUNK];

    NumberBucket(ColumnNode operand, ColumnNode width) {
      super(PhysicalType.FLOAT64);
      this.operand = operand;
      this.width = width;
    }

    @Override
    void compute(Chunk current, Vector target) {
      Vector x = operand.evaluate(current);
      Vector y = width.evaluate(current);
      Operands.bothValid(x, y, target);
      double[] a = Operands.numbers(x, numbers);
      double[] b = Operands.numbers(y, widths);
      double[] c = target.doubles();
      for (int i = 0; i < current.count(); i++) {
        c[i] = Bucket.of(a[i], b[i]);
      }
    }
  }

  /** {@code bucket} of dates and datetimes. */
  static final class TimeBucket extends ColumnNode {
    private final Bucket.OfTime bucket;
    private final ColumnNode operand;
    private final boolean date;

    TimeBucket(Bucket.OfTime bucket, ColumnNode operand) {
      super(bucket.physicalType(operand.physicalType() == PhysicalType.DATE));
      this.bucket = bucket;
      this.operand = operand;
      this.date = operand.physicalType() == PhysicalType.DATE;
    }

    @Override
    void compute(Chunk current, Vector target) {
      Vector x = operand.evaluate(current);
      Operands.sameValid(x, target);
      long[] a = x.longs();
      long[] c = target.longs();
      long[] valid = x.valid();
      for (int i = 0; i < current.count(); i++) {
        // Cells without a value may hold anything.
        c[i] = (valid[i >>> 6] & (1L << i)) != 0 ? bucket.of(a[i], date) : 0;
      }
    }
  }
}
