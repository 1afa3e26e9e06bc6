package dev.perspective4j.engine.filter;

/** A set of slots, read in ascending order. */
public interface RowSet {

  /** Number of members. */
  int size();

  /** Whether the slot is a member. */
  boolean contains(int slot);

  /**
   * The member with {@code rank} smaller members.
   *
   * @param rank in {@code [0, size)}
   */
  int select(int rank);

  /**
   * Copies members in ascending order.
   *
   * @param from the smallest slot to copy
   * @param out receives the members, as many as fit
   * @return number of members copied; continue from one above the last, 0 if there are no more
   */
  int copy(int from, int[] out);
}
