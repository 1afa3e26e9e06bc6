package dev.perspective4j.engine.slice;

/** Which keys a slice has besides its cells. Each includes those before it. */
public enum KeysWanted {
  /** None: what most readers want. */
  NONE,
  /** The key of each row, where rows are table rows: costs as much as a column. */
  OF_ROWS,
  /** Also those of the table rows behind each group: cost as much as there are table rows. */
  BEHIND_GROUPS;

  /** Whether rows have their key. */
  public boolean ofRows() {
    return this != NONE;
  }
}
