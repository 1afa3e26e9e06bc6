package dev.perspective4j.engine.view;

import dev.perspective4j.engine.slice.Slice;

/**
 * The rows of a view by identity rather than by position, and what a step did to them: for a reader
 * that keeps a copy of each row.
 *
 * <p>An identity is a small number that a row keeps as long as it lives, and that may be given to
 * another row afterwards, even in the same step. Used on the table's thread.
 */
public interface IdentifiedRows {

  /** All rows, in the order of the view. */
  int[] all();

  /**
   * What the last step did, once it is settled. Costs what the step changed. Ask once for each step
   * that reached the table.
   */
  Changes changes();

  /** All columns of some rows, with their row paths, in the order given. */
  Slice cells(int[] ids);

  /** Level of a row; 0 for a total. */
  int depth(int id);

  /**
   * What a step did.
   *
   * @param cleared whether every row there was before is gone; {@code gone} is empty then
   * @param gone rows that are no more, to be forgotten before the others are looked at; a row may
   *     be named twice, and rows may be named that came and went in the step
   * @param touched rows that are new, or show something else than before; in the order of the view
   * @param suspects other rows whose cells may have changed with those of a row they depend on
   */
  record Changes(boolean cleared, int[] gone, int[] touched, int[] suspects) {}
}
