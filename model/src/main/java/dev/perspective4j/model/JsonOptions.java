package dev.perspective4j.model;

/**
 * What a JSON read writes besides the visible columns.
 *
 * @param id whether each row has {@code __ID__}: its key, or its group path
 * @param index whether each row has {@code __INDEX__}: the keys of the table rows behind it
 * @param formatted whether dates and datetimes are text instead of epoch milliseconds
 * @param leavesOnly whether rows above full depth are left out; only clients up to 4.2 ask for it
 */
public record JsonOptions(boolean id, boolean index, boolean formatted, boolean leavesOnly) {
  /** Only the visible columns, all rows, dates as numbers. */
  public static final JsonOptions DEFAULT = new JsonOptions(false, false, false, false);
}
