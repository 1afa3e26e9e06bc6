package dev.perspective4j.model;

/**
 * What clients of a release expect where releases differ in the values of a view and in what it
 * tells.
 *
 * <p>Each difference is a question here, so that whoever adds a release finds them all. What all
 * releases do alike, odd as it may be, is marked where it is done with the words "As every release
 * does".
 */
public enum Dialect {
  /** Up to 5.5. */
  BEFORE_5_6,
  /** 5.6 and later. */
  FROM_5_6;

  /**
   * Whether a sum, of whatever kind, is 0 where there is no value to add, and a share of it 0
   * percent. Up to 5.5 it is; from 5.6 both are null.
   */
  public boolean sumOfNothingIsZero() {
    return this == BEFORE_5_6;
  }

  /**
   * Whether the share of its parent that a total without rows shows is 100 percent. Up to 5.5 it
   * is; from 5.6 it is null.
   */
  public boolean emptyTotalIsAllOfItsParent() {
    return this == BEFORE_5_6;
  }

  /**
   * Whether {@code sum not null} leaves out NaN and infinities. Up to 5.5 it does; from 5.6 it is
   * another name of {@code sum}, which takes them in columns of the table.
   */
  public boolean sumNotNullIsFinite() {
    return this == BEFORE_5_6;
  }

  /**
   * Whether changed rows name every group of a row that was written, changed or not, if the view
   * shows {@code abs sum}, {@code sum abs} or {@code sum not null}. Up to 5.5 they do; from 5.6
   * they name the groups that changed.
   */
  public boolean tellsWrittenGroupsOfSums() {
    return this == BEFORE_5_6;
  }

  /**
   * Whether a view that names a column twice in {@code group_by} is refused. Up to 5.5 it is made;
   * from 5.6 it is refused.
   */
  public boolean refusesRepeatedGroups() {
    return this == FROM_5_6;
  }
}
