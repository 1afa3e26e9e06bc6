package dev.perspective4j.engine.expression.function;

import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.expression.value.BinaryOperator;
import dev.perspective4j.engine.expression.value.Cell;
import java.util.function.DoubleUnaryOperator;

/**
 * A function of one number that is null only for null.
 *
 * @param operation computes it
 */
public record NumericUnary(DoubleUnaryOperator operation) implements Kernel {
  @Override
  public void apply(Cell[] arguments, Cell out) {
    Cell argument = arguments[0];
    BinaryOperator.requireNumber(argument);
    if (argument.isNull()) {
      out.setNull(PhysicalType.FLOAT64);
    } else {
      out.setFloat(operation.applyAsDouble(argument.number()));
    }
  }
}
