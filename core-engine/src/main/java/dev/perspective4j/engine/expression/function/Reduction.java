package dev.perspective4j.engine.expression.function;

import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.expression.value.BinaryOperator;
import dev.perspective4j.engine.expression.value.Cell;

/**
 * {@code sum}, {@code avg} and {@code mul} of any number of numbers, null if one is null. A single
 * argument is returned as it is.
 *
 * @param kind which of them
 */
public record Reduction(Kind kind) implements Kernel {

  /** Which reduction. */
  public enum Kind {
    /** The sum. */
    SUM,
    /** The mean. */
    AVERAGE,
    /** The product. */
    PRODUCT
  }

  @Override
  public void apply(Cell[] arguments, Cell out) {
    for (Cell argument : arguments) {
      BinaryOperator.requireNumber(argument);
    }
    if (arguments.length == 1) {
      out.set(arguments[0]);
    } else {
      reduce(arguments, out);
    }
  }

  /** Reduces the elements of a vector; a single one too becomes a float. */
  public void reduce(Cell[] elements, Cell out) {
    double result = kind == Kind.PRODUCT ? 1 : 0;
    boolean missing = false;
    for (Cell element : elements) {
      BinaryOperator.requireNumber(element);
      missing |= element.isNull();
      result = kind == Kind.PRODUCT ? result * element.number() : result + element.number();
    }
    if (missing) {
      out.setNull(PhysicalType.FLOAT64);
    } else {
      out.setFloat(kind == Kind.AVERAGE ? result / elements.length : result);
    }
  }
}
