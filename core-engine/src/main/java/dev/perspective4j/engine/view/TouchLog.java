package dev.perspective4j.engine.view;

import dev.perspective4j.engine.column.SlotArrays;
import dev.perspective4j.engine.filter.RowSet;
import dev.perspective4j.engine.table.Delta;
import dev.perspective4j.engine.table.DeltaListener;
import dev.perspective4j.engine.table.Rows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * The rows of a filter that the last step touched, recorded while a subscriber wants them.
 *
 * <p>A step has one round for the rows it writes, or some in a join, and one more for each window
 * column that changes other rows. Rows that are written count as touched, whatever changed; others
 * only for views that use the column, or if they were not in the filter before.
 */
final class TouchLog implements DeltaListener {
  private static final int[] NONE = {};
  private static final BitSet NO_COLUMNS = new BitSet();

  private final RowSet filter;
  private final int tableColumns;
  private final List<Round> rounds = new ArrayList<>();
  private int recorders;
  private int[] removed = NONE;
  private int[] left = NONE;
  private boolean cleared;

  /**
   * Rows of one round.
   *
   * @param columns who uses one of these columns reports the rows; empty for everybody
   */
  private record Round(int[] slots, BitSet columns) {}

  TouchLog(RowSet filter, int tableColumns) {
    this.filter = filter;
    this.tableColumns = tableColumns;
  }

  void startRecording() {
    recorders++;
  }

  void stopRecording() {
    if (--recorders == 0) {
      rounds.clear();
    }
  }

  /**
   * The slots, each once, in no particular order.
   *
   * @param columns positions of the columns the asking view shows, sorts or filters by
   */
  int[] slots(BitSet columns) {
    int[] slots = {};
    for (Round round : rounds) {
      if (round.columns().isEmpty() || round.columns().intersects(columns)) {
        slots = SlotArrays.concat(slots, round.slots());
      }
    }
    return Arrays.stream(slots).filter(filter::contains).distinct().toArray();
  }

  /** Live rows that the step took out of the filter; after a clear, all that are not in it. */
  int[] hidden(Rows table) {
    int[] slots = left;
    if (cleared) {
      slots = new int[table.size()];
      int count = 0;
      for (int slot = table.nextLive(0); slot >= 0; slot = table.nextLive(slot + 1)) {
        slots[count++] = slot;
      }
    }
    return Arrays.stream(slots)
        .filter(slot -> table.isLive(slot) && !filter.contains(slot))
        .distinct()
        .toArray();
  }

  @Override
  public void retract(Delta delta) {
    if (!delta.continued()) {
      rounds.clear();
      left = NONE;
      cleared = false;
    }
    cleared |= delta.cleared();
    removed = delta.removed();
    if (recorders > 0) {
      left = SlotArrays.concat(left, removed);
    }
  }

  @Override
  public void apply(Delta delta) {
    if (recorders == 0) {
      return;
    }
    int[] touched = SlotArrays.concat(delta.updated(), delta.inserted());
    if (!delta.isDerived(tableColumns)) {
      rounds.add(new Round(touched, NO_COLUMNS));
      return;
    }
    rounds.add(new Round(touched, (BitSet) delta.writtenColumns().clone()));
    int[] before = removed.clone();
    Arrays.sort(before);
    int[] entered =
        Arrays.stream(delta.inserted()).filter(s -> Arrays.binarySearch(before, s) < 0).toArray();
    rounds.add(new Round(entered, NO_COLUMNS));
  }
}
