package dev.perspective4j.engine.filter;

import java.util.List;

/**
 * One filter, resolved.
 *
 * @param operator the operator
 * @param operands operands in the type of the column: exactly one, except for operators that take a
 *     list (any number, none is {@link Operand#NONE}) and those that take nothing
 */
public record Condition(Operator operator, List<Operand> operands) {

  /** Keeps just the operands the operator looks at. */
  public Condition {
    if (operator.ignoresOperands()) {
      operands = List.of();
    } else if (operator.takesList()) {
      operands = operands.stream().filter(o -> !(o instanceof Operand.None)).toList();
    } else {
      operands = List.of(operands.isEmpty() ? Operand.NONE : operands.getFirst());
    }
  }

  /** The one operand of an operator that takes one. */
  Operand operand() {
    return operands.getFirst();
  }
}
