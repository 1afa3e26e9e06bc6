package dev.perspective4j.model;

/**
 * A table joined from two others.
 *
 * @param left name of the left table
 * @param right name of the right table
 * @param on key column of the left table
 * @param rightOn key column of the right table
 * @param type which unmatched rows stay
 */
public record JoinSpec(String left, String right, String on, String rightOn, JoinType type) {

  /** An inner join on a column of the same name in both tables. */
  public static JoinSpec inner(String left, String right, String on) {
    return new JoinSpec(left, right, on, on, JoinType.INNER);
  }
}
