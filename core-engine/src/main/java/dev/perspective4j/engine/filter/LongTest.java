package dev.perspective4j.engine.filter;

import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.column.Vector;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;

/**
 * Tests of whole numbers, booleans, dates and datetimes.
 *
 * <p>Every comparison is membership in one closed interval or its complement, so there is one loop.
 * Unsigned 64-bit cells are shifted by 2^63 into signed order.
 */
final class LongTest implements CellTest {
  private static final BigInteger LOWEST = BigInteger.valueOf(Long.MIN_VALUE);
  private static final BigInteger HIGHEST = BigInteger.valueOf(Long.MAX_VALUE);

  private final long[] values;
  private final long low;
  private final long span;
  private final boolean empty;
  private final long shift;
  private final boolean negate;

  /** Passes cells within {@code [low, high]}, or, if {@code values} are given, any of those. */
  private LongTest(
      long[] values, BigInteger low, BigInteger high, PhysicalType physicalType, boolean negate) {
    BigInteger bias = physicalType == PhysicalType.UINT64 ? LOWEST : BigInteger.ZERO;
    BigInteger from = low.add(bias).max(LOWEST);
    BigInteger to = high.add(bias).min(HIGHEST);
    this.values = values;
    this.empty = from.compareTo(to) > 0;
    this.low = empty ? 0 : from.longValue();
    this.span = empty ? 0 : to.subtract(from).longValue();
    this.shift = physicalType == PhysicalType.UINT64 ? Long.MIN_VALUE : 0;
    this.negate = negate;
  }

  static CellTest of(Condition condition, PhysicalType physicalType) {
    Operator operator = condition.operator();
    return switch (operator) {
      case EQUAL, IN -> ofValues(condition.operands(), physicalType, false);
      case NOT_EQUAL, NOT_IN -> ofValues(condition.operands(), physicalType, true);
      case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL ->
          ofComparison(operator, condition.operand(), physicalType);
      default -> CellTest.ofTextOperatorElsewhere(operator);
    };
  }

  private static CellTest ofValues(
      List<Operand> operands, PhysicalType physicalType, boolean negate) {
    long[] values =
        operands.stream()
            .filter(Operand.Whole.class::isInstance)
            .mapToLong(operand -> ((Operand.Whole) operand).value())
            .sorted()
            .toArray();
    BigInteger low = values.length == 1 ? wide(values[0], physicalType) : BigInteger.ONE;
    BigInteger high = values.length == 1 ? low : BigInteger.ZERO;
    return new LongTest(values.length == 1 ? new long[0] : values, low, high, physicalType, negate);
  }

  private static CellTest ofComparison(
      Operator operator, Operand operand, PhysicalType physicalType) {
    if (operand instanceof Operand.Real real && Double.isNaN(real.value())) {
      return new NullTest(false, false);
    }
    boolean below = operator == Operator.LESS || operator == Operator.LESS_OR_EQUAL;
    boolean inclusive = operator == Operator.LESS_OR_EQUAL || operator == Operator.GREATER_OR_EQUAL;
    BigInteger floor = bound(operand, physicalType, RoundingMode.FLOOR);
    BigInteger ceiling = bound(operand, physicalType, RoundingMode.CEILING);
    BigInteger far = BigInteger.TWO.pow(1100);
    return below
        ? new LongTest(
            new long[0],
            far.negate(),
            inclusive ? floor : ceiling.subtract(BigInteger.ONE),
            physicalType,
            false)
        : new LongTest(
            new long[0], inclusive ? ceiling : floor.add(BigInteger.ONE), far, physicalType, false);
  }

  private static BigInteger bound(
      Operand operand, PhysicalType physicalType, RoundingMode rounding) {
    return switch (operand) {
      case Operand.Whole whole -> wide(whole.value(), physicalType);
      case Operand.Real real when Double.isInfinite(real.value()) ->
          BigInteger.TWO.pow(1050).multiply(BigInteger.valueOf(real.value() > 0 ? 1 : -1));
      case Operand.Real real ->
          new BigDecimal(real.value()).setScale(0, rounding).toBigIntegerExact();
      case Operand.None _, Operand.Text _ ->
          throw new IllegalStateException("not a number: " + operand);
    };
  }

  private static BigInteger wide(long value, PhysicalType physicalType) {
    BigInteger result = BigInteger.valueOf(value);
    return physicalType == PhysicalType.UINT64 && value < 0
        ? result.add(BigInteger.TWO.pow(64))
        : result;
  }

  @Override
  public void test(Vector cells, long[] bits) {
    int size = cells.size();
    if (values.length > 0) {
      testValues(cells.longs(), size, bits);
    } else if (empty) {
      Arrays.fill(bits, 0, Bits.words(size), 0L);
    } else {
      testInterval(cells.longs(), size, bits);
    }
    Bits.finish(bits, cells.valid(), size, negate, negate);
  }

  private void testInterval(long[] cells, int size, long[] bits) {
    long unsignedSpan = span ^ Long.MIN_VALUE;
    for (int start = 0, w = 0; start < size; start += 64, w++) {
      int end = Math.min(size, start + 64);
      long word = 0;
      for (int i = start; i < end; i++) {
        // x - low <= span, unsigned: one comparison for both bounds
        word |= (((cells[i] ^ shift) - low) ^ Long.MIN_VALUE) <= unsignedSpan ? 1L << i : 0L;
      }
      bits[w] = word;
    }
  }

  private void testValues(long[] cells, int size, long[] bits) {
    for (int start = 0, w = 0; start < size; start += 64, w++) {
      int end = Math.min(size, start + 64);
      long word = 0;
      for (int i = start; i < end; i++) {
        word |= Arrays.binarySearch(values, cells[i]) >= 0 ? 1L << i : 0L;
      }
      bits[w] = word;
    }
  }
}
