package dev.perspective4j.engine.group.tree;

import dev.perspective4j.engine.column.IntList;
import java.util.Arrays;

/**
 * What the current step has touched so far, for those that keep something by cell: cells, row
 * groups that came to exist, whether split groups came or went. Belongs to the table's thread.
 */
public final class StepLog {
  private final GroupTree rows;
  private final CellGrid grid;
  private final CellContents contents;
  private int[] touchedIn = new int[16];
  private int step = 1;
  private int epoch = 1;
  private final IntList touched = new IntList();
  private final IntList created = new IntList();
  private final IntList emptied = new IntList();
  private boolean splitsChanged;
  private boolean ageless = true;

  StepLog(GroupTree rows, CellGrid grid, CellContents contents) {
    this.rows = rows;
    this.grid = grid;
    this.contents = contents;
  }

  /** Makes room for cells below {@code limit}. */
  void grow(int limit) {
    if (limit > touchedIn.length) {
      touchedIn = Arrays.copyOf(touchedIn, Math.max(limit, touchedIn.length * 2));
    }
  }

  /** Starts a new round. */
  public void start() {
    touched.clear();
    created.clear();
    emptied.clear();
    splitsChanged = false;
    step++;
    epoch++;
  }

  /** Gives all cells below {@code limit} the age of this round. */
  void bornTogether(int limit) {
    Arrays.fill(contents.births, 0, limit, epoch);
    splitsChanged = true;
    ageless = true;
  }

  /** Notes a cell that is about to change; it comes to exist if it has no rows yet. */
  void touch(int cell) {
    touchedIn[cell] = step;
    touched.add(cell);
    if (contents.counts[cell] == 0 && cell != 0) {
      contents.births[cell] = epoch;
      ageless = false;
      if (grid.split(cell) == 0) {
        created.add(grid.row(cell));
      }
      if (grid.row(cell) == 0) {
        splitsChanged = true;
      }
    }
  }

  /** Notes that split groups came or went. */
  void splitsChange() {
    splitsChanged = true;
  }

  /** Collects the row groups that lost their last row, deepest first; they still exist. */
  public IntList emptied() {
    emptied.clear();
    if (!isAnyEmpty()) {
      return emptied;
    }
    for (int level = rows.levels(); level > 0; level--) {
      for (int i = 0; i < touched.size(); i++) {
        int cell = touched.get(i);
        if (contents.counts[cell] == 0
            && grid.split(cell) == 0
            && rows.level(grid.row(cell)) == level) {
          emptied.add(grid.row(cell));
        }
      }
    }
    return emptied;
  }

  private boolean isAnyEmpty() {
    int[] counts = contents.counts;
    for (int i = 0; i < touched.size(); i++) {
      if (counts[touched.get(i)] == 0) {
        return true;
      }
    }
    return false;
  }

  /** The cells touched; those that have gone since are still listed. */
  public IntList cells() {
    return touched;
  }

  /** The row groups that came to exist, parents not necessarily before children. */
  public IntList createdRows() {
    return created;
  }

  /** Whether split groups came or went. */
  public boolean splitsChanged() {
    return splitsChanged;
  }

  /** Whether no cell has come to exist since all cells got one age. */
  public boolean isAgeless() {
    return ageless;
  }

  /** Whether a cell was touched. */
  boolean isTouched(int cell) {
    return touchedIn[cell] == step;
  }
}
