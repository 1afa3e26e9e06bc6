package dev.perspective4j.engine.format;

/**
 * What a client asks of JSON output besides the window.
 *
 * @param id whether each row carries {@code __ID__}: its key, or its group path
 * @param index whether each row carries {@code __INDEX__}: the keys of the table rows behind it.
 *     For grouped slices this asks {@link dev.perspective4j.engine.slice.GroupKeys}, so write on
 *     the strand of the table
 * @param formatted whether dates and datetimes are text instead of epoch milliseconds
 * @param leavesOnly whether rows above the deepest group level are left out (3.x clients)
 */
public record JsonOptions(boolean id, boolean index, boolean formatted, boolean leavesOnly) {

  /** Values only. */
  public static final JsonOptions DEFAULT = new JsonOptions(false, false, false, false);
}
