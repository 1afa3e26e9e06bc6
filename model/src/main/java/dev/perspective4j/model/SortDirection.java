package dev.perspective4j.model;

/** Direction of a sort entry; the order is that of the numbers on the wire. */
public enum SortDirection {
  /** No effect. */
  NONE,
  /** Rows ascending. */
  ASC,
  /** Rows descending. */
  DESC,
  /** Split columns ascending. */
  COL_ASC,
  /** Split columns descending. */
  COL_DESC,
  /** Rows ascending by magnitude. */
  ASC_ABS,
  /** Rows descending by magnitude. */
  DESC_ABS,
  /** Split columns ascending by magnitude. */
  COL_ASC_ABS,
  /** Split columns descending by magnitude. */
  COL_DESC_ABS;

  /** Whether the entry orders split columns instead of rows. */
  public boolean ordersColumns() {
    return switch (this) {
      case COL_ASC, COL_DESC, COL_ASC_ABS, COL_DESC_ABS -> true;
      case NONE, ASC, DESC, ASC_ABS, DESC_ABS -> false;
    };
  }

  /** Whether larger values come first. */
  public boolean isDescending() {
    return switch (this) {
      case DESC, COL_DESC, DESC_ABS, COL_DESC_ABS -> true;
      case NONE, ASC, COL_ASC, ASC_ABS, COL_ASC_ABS -> false;
    };
  }

  /** Whether magnitudes are compared instead of values. */
  public boolean isAbsolute() {
    return switch (this) {
      case ASC_ABS, DESC_ABS, COL_ASC_ABS, COL_DESC_ABS -> true;
      case NONE, ASC, DESC, COL_ASC, COL_DESC -> false;
    };
  }
}
