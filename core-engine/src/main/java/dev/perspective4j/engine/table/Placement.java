package dev.perspective4j.engine.table;

/**
 * The identity of rows: decides into which slot an input row goes, and the natural order.
 *
 * <p>Planning changes keys and reserves slots at once but leaves live rows alone; a plan that was
 * made must be carried out.
 */
sealed interface Placement
    permits KeyedPlacement, AppendPlacement, RingPlacement, NumberedPlacement {

  /** Plans the rows of one step. */
  PlacementPlan plan(StepInput rows);

  /** The rows of the last plan take their places: order and numbers are theirs from here on. */
  default void settle() {}

  /** Forgets all keys; the next plan starts at slot 0. Row numbers go on. */
  void clear();

  /** See {@link Rows#rowNumber}. */
  long rowNumber(int slot);

  /** See {@link Rows#slotsInNaturalOrder}. */
  boolean inOrder();

  /** See {@link Rows#compareNatural}. */
  int compare(int slotA, int slotB);
}
