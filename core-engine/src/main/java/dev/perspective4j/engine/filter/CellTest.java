package dev.perspective4j.engine.filter;

import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.column.StringDictionary;
import dev.perspective4j.engine.column.Vector;
import org.jspecify.annotations.Nullable;

/**
 * A condition compiled for one column: cells in, bits out.
 *
 * <p>After {@link #prepare} several threads may call {@link #test} until the dictionary grows.
 */
public interface CellTest {

  /**
   * Gets ready for the strings the column has by now.
   *
   * @param dictionary the dictionary of the column, if its cells are codes
   */
  default void prepare(@Nullable StringDictionary dictionary) {}

  /**
   * Sets bit {@code i} where cell {@code i} passes and clears it where not.
   *
   * @param cells cells of the column
   * @param bits receives {@code cells.size()} bits, lowest first; bits behind are left 0
   */
  void test(Vector cells, long[] bits);

  /**
   * Compiles a condition.
   *
   * @param condition operands must be of the column's type
   * @param physicalType physical type of the column
   */
  static CellTest of(Condition condition, PhysicalType physicalType) {
    Operator operator = condition.operator();
    if (operator.ignoresOperands()) {
      return new NullTest(operator == Operator.IS_NULL, operator == Operator.IS_NOT_NULL);
    }
    if (!operator.takesList() && condition.operand() instanceof Operand.None) {
      return withoutOperand(operator);
    }
    return switch (physicalType.lane()) {
      case LONG -> LongTest.of(condition, physicalType);
      case DOUBLE -> DoubleTest.of(condition);
      case CODE -> CodeTest.of(condition);
    };
  }

  /** What operators answer when the client has not typed an operand yet; odd, but relied on. */
  private static CellTest withoutOperand(Operator operator) {
    return switch (operator) {
      case NOT_EQUAL, NOT_IN -> new NullTest(true, true);
      case GREATER, GREATER_OR_EQUAL, NOT_BEGINS_WITH, NOT_CONTAINS, NOT_ENDS_WITH, IS_NOT_NULL ->
          new NullTest(false, true);
      case IS_NULL -> new NullTest(true, false);
      case EQUAL, LESS, LESS_OR_EQUAL, BEGINS_WITH, CONTAINS, ENDS_WITH, MATCHES, NOT_MATCHES, IN ->
          new NullTest(false, false);
    };
  }

  /**
   * What the text operators answer on columns that hold no text.
   *
   * @param operator one of the text operators
   */
  static CellTest ofTextOperatorElsewhere(Operator operator) {
    return switch (operator) {
      case NOT_BEGINS_WITH, NOT_CONTAINS, NOT_ENDS_WITH -> new NullTest(false, true);
      default -> new NullTest(false, false);
    };
  }
}
