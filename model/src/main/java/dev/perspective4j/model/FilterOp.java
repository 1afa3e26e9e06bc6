package dev.perspective4j.model;

/** How the filters of a view combine. */
public enum FilterOp {
  /** A row passes if all filters hold. */
  AND,
  /** A row passes if at least one filter holds. */
  OR
}
