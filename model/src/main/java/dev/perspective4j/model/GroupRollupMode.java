package dev.perspective4j.model;

/** Which rows a grouped view shows. */
public enum GroupRollupMode {
  /** The total row and every level. */
  ROLLUP,
  /** Only full-depth groups. */
  FLAT,
  /** One row that aggregates everything. */
  TOTAL
}
