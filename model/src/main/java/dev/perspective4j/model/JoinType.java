package dev.perspective4j.model;

/** Which unmatched rows a join keeps. */
public enum JoinType {
  /** None. */
  INNER,
  /** Those of the left table. */
  LEFT,
  /** Those of both tables. */
  OUTER
}
