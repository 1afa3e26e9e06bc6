package dev.perspective4j.engine.table;

/**
 * Where the rows of a step go.
 *
 * @param slots slot of each input row from {@code firstRow} on (same index as the input row)
 * @param firstRow input rows before it go nowhere
 * @param run whether {@code slots} ascend one by one and all hold new rows
 * @param removed slots of rows that leave
 * @param updated slots of rows that are written in place, each once
 * @param inserted slots of new rows, each once
 */
record PlacementPlan(
    int[] slots, int firstRow, boolean run, int[] removed, int[] updated, int[] inserted) {
  private static final int[] NONE = {};

  /** A plan that writes nothing. */
  static PlacementPlan removal(int[] removed) {
    return new PlacementPlan(NONE, 0, false, removed, NONE, NONE);
  }

  /** The same plan in a step that also removes rows; it must not remove any itself. */
  PlacementPlan withRemoved(int[] slots) {
    return new PlacementPlan(this.slots, firstRow, run, slots, updated, inserted);
  }

  /**
   * One more than the largest slot that rows are written to: with a limit, rows that leave in the
   * step they came in have slots that never are live.
   */
  int reach() {
    if (run) {
      return 0;
    }
    int reach = 0;
    for (int slot : slots) {
      reach = Math.max(reach, slot + 1);
    }
    return reach;
  }
}
