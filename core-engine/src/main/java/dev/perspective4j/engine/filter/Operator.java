package dev.perspective4j.engine.filter;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What a filter asks of a cell. */
public enum Operator {
  /** Equal to the operand. */
  EQUAL("=="),
  /** Null, or different from the operand. */
  NOT_EQUAL("!="),
  /** Above the operand. */
  GREATER(">"),
  /** Not below the operand. */
  GREATER_OR_EQUAL(">="),
  /** Below the operand. */
  LESS("<"),
  /** Not above the operand. */
  LESS_OR_EQUAL("<="),
  /** Text starts with the operand, ASCII case ignored. */
  BEGINS_WITH("begins with"),
  /** Negation of the former among non-null cells. */
  NOT_BEGINS_WITH("not begins with"),
  /** Text contains the operand, ASCII case ignored. */
  CONTAINS("contains"),
  /** Negation of the former among non-null cells. */
  NOT_CONTAINS("not contains"),
  /** Text ends with the operand, ASCII case ignored. */
  ENDS_WITH("ends with"),
  /** Negation of the former among non-null cells. */
  NOT_ENDS_WITH("not ends with"),
  /** A regular expression is found in the text. */
  MATCHES("matches"),
  /** Negation of the former among non-null cells. */
  NOT_MATCHES("not matches"),
  /** Equal to one of the operands. */
  IN("in"),
  /** Null, or equal to none of the operands. */
  NOT_IN("not in"),
  /** No value. */
  IS_NULL("is null"),
  /** A value. */
  IS_NOT_NULL("is not null");

  private static final Map<String, Operator> BY_SPELLING = new HashMap<>();

  static {
    for (Operator operator : values()) {
      BY_SPELLING.put(operator.spelling, operator);
    }
    BY_SPELLING.put("startswith", BEGINS_WITH);
    BY_SPELLING.put("not startswith", NOT_BEGINS_WITH);
    BY_SPELLING.put("endswith", ENDS_WITH);
    BY_SPELLING.put("not endswith", NOT_ENDS_WITH);
    BY_SPELLING.put("is None", IS_NULL);
    BY_SPELLING.put("is not None", IS_NOT_NULL);
  }

  private final String spelling;

  Operator(String spelling) {
    this.spelling = spelling;
  }

  /** The operator a client means; spellings are case-sensitive. */
  public static Optional<Operator> bySpelling(String spelling) {
    return Optional.ofNullable(BY_SPELLING.get(spelling));
  }

  /** The canonical spelling. */
  public String spelling() {
    return spelling;
  }

  /** Whether operands are ignored. */
  public boolean ignoresOperands() {
    return this == IS_NULL || this == IS_NOT_NULL;
  }

  /** Whether every operand counts, not only the first. */
  public boolean takesList() {
    return this == IN || this == NOT_IN;
  }
}
