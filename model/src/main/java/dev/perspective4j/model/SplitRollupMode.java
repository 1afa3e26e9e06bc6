package dev.perspective4j.model;

/** Which column groups a split view shows. */
public enum SplitRollupMode {
  /** Only full-depth split combinations. */
  FLAT,
  /** Also a grand total and one subtotal per inner split node, each before its children. */
  ROLLUP
}
