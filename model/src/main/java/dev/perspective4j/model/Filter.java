package dev.perspective4j.model;

import java.util.List;

/**
 * One filter.
 *
 * @param column a column, expression or window name
 * @param operator the operator as the client spelled it, for example {@code "=="} or {@code "in"}
 * @param operands the operands; one for most operators, several for {@code in} and {@code not in},
 *     none if the client sent none
 */
public record Filter(String column, String operator, List<Scalar> operands) {
  /** Copies the operands. */
  public Filter {
    operands = List.copyOf(operands);
  }

  /** A filter with the given operands. */
  public static Filter of(String column, String operator, Scalar... operands) {
    return new Filter(column, operator, List.of(operands));
  }
}
