package dev.perspective4j.engine.filter;

import dev.perspective4j.engine.column.Vector;
import java.util.Arrays;
import java.util.List;

/**
 * Tests of floats: {@code -0.0} equals {@code 0.0}; NaN equals NaN, is neither below nor above
 * anything.
 */
final class DoubleTest implements CellTest {
  private final double[] values;
  private final double low;
  private final double high;
  private final boolean negate;

  private DoubleTest(double[] values, double low, double high, boolean negate) {
    this.values = values;
    this.low = low;
    this.high = high;
    this.negate = negate;
  }

  static CellTest of(Condition condition) {
    Operator operator = condition.operator();
    return switch (operator) {
      case EQUAL, IN -> ofValues(condition.operands(), false);
      case NOT_EQUAL, NOT_IN -> ofValues(condition.operands(), true);
      case LESS -> below(Math.nextDown(number(condition)), number(condition));
      case LESS_OR_EQUAL -> interval(Double.NEGATIVE_INFINITY, number(condition));
      case GREATER -> above(Math.nextUp(number(condition)), number(condition));
      case GREATER_OR_EQUAL -> interval(number(condition), Double.POSITIVE_INFINITY);
      default -> CellTest.ofTextOperatorElsewhere(operator);
    };
  }

  private static double number(Condition condition) {
    return ((Operand.Real) condition.operand()).value();
  }

  private static CellTest below(double high, double operand) {
    return operand == Double.NEGATIVE_INFINITY
        ? new NullTest(false, false)
        : interval(Double.NEGATIVE_INFINITY, high);
  }

  private static CellTest above(double low, double operand) {
    return operand == Double.POSITIVE_INFINITY
        ? new NullTest(false, false)
        : interval(low, Double.POSITIVE_INFINITY);
  }

  private static CellTest interval(double low, double high) {
    return new DoubleTest(new double[0], low, high, false);
  }

  private static CellTest ofValues(List<Operand> operands, boolean negate) {
    double[] values =
        operands.stream()
            .mapToDouble(operand -> ((Operand.Real) operand).value() + 0.0)
            .sorted()
            .toArray();
    return values.length == 1 && !Double.isNaN(values[0])
        ? new DoubleTest(new double[0], values[0], values[0], negate)
        : new DoubleTest(values, 1, 0, negate);
  }

  @Override
  public void test(Vector cells, long[] bits) {
    double[] doubles = cells.doubles();
    int size = cells.size();
    for (int start = 0, w = 0; start < size; start += 64, w++) {
      int end = Math.min(size, start + 64);
      long word = 0;
      if (values.length == 0) {
        for (int i = start; i < end; i++) {
          word |= doubles[i] >= low && doubles[i] <= high ? 1L << i : 0L;
        }
      } else {
        for (int i = start; i < end; i++) {
          word |= Arrays.binarySearch(values, doubles[i] + 0.0) >= 0 ? 1L << i : 0L;
        }
      }
      bits[w] = word;
    }
    Bits.finish(bits, cells.valid(), size, negate, negate);
  }
}
