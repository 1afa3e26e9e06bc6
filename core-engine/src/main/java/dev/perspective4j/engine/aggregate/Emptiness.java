package dev.perspective4j.engine.aggregate;

/** Why a total has no rows. As every release does: what the total shows differs. */
public enum Emptiness {
  /** The table has had no rows since the view was made, or since it was cleared. */
  UNTOUCHED,
  /** The table had rows when the view was made, but none passed the filter. */
  FILTERED,
  /** The view had rows; they were removed or left the filter. */
  DRAINED
}
