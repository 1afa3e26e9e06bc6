package dev.perspective4j.engine.aggregate;

/** Why a total has no rows. Old clients see the difference. */
public enum Emptiness {
  /** The table has had no rows since the view was made, or since it was cleared. */
  UNTOUCHED,
  /** The table had rows when the view was made, but none passed the filter. */
  FILTERED,
  /** The view had rows; they were removed or left the filter. */
  DRAINED
}
