package dev.perspective4j.engine.aggregate;

import dev.perspective4j.engine.table.Rows;
import java.util.Arrays;
import java.util.BitSet;

/**
 * The first or last row of each cell in natural order.
 *
 * <p>As with {@link ExtremeAccumulator}, a row that is taken out stays as a bound while its slot
 * keeps its meaning (it is only being rewritten and usually comes back at once); if it leaves the
 * table, the cell has to be looked through.
 */
final class FirstOrLast extends Accumulator {
  private static final int NONE = -1;
  private static final int LOST = -2;

  private final Rows table;
  private final boolean last;
  private int[] edge = {};
  private final BitSet stale = new BitSet();

  FirstOrLast(Rows table, boolean last) {
    this.table = table;
    this.last = last;
  }

  /** The slot of the row, or a negative number if the cell has no rows. */
  int slot(int cell) {
    return edge[cell];
  }

  @Override
  boolean isStale(int cell) {
    return stale.get(cell);
  }

  @Override
  void grow(int cells) {
    int from = edge.length;
    if (cells > from) {
      edge = Arrays.copyOf(edge, capacity(from, cells));
      Arrays.fill(edge, from, edge.length, NONE);
    }
  }

  @Override
  void clear(int cell) {
    edge[cell] = NONE;
    stale.clear(cell);
  }

  @Override
  void add(int[] cells, RowChunk rows) {
    int[] slots = rows.slots();
    int n = rows.size();
    boolean ascending = table.slotsInNaturalOrder();
    for (int i = 0; i < n; i++) {
      put(cells[i], slots[i], ascending);
    }
  }

  private void put(int cell, int slot, boolean ascending) {
    int current = edge[cell];
    if (current == LOST) {
      return;
    }
    if (current == NONE || current == slot || isBeyond(slot, current, ascending)) {
      edge[cell] = slot;
      stale.clear(cell);
    }
  }

  private boolean isBeyond(int slot, int current, boolean ascending) {
    int order = ascending ? Integer.compare(slot, current) : table.compareNatural(slot, current);
    return last ? order > 0 : order < 0;
  }

  @Override
  void subtract(int[] cells, RowChunk rows) {
    int[] slots = rows.slots();
    for (int i = 0; i < rows.size(); i++) {
      int cell = cells[i];
      if (edge[cell] == slots[i]) {
        stale.set(cell);
        if (rows.leaving()) {
          edge[cell] = LOST;
        }
      }
    }
  }

  @Override
  void merge(int into, Accumulator other, int cell) {
    int slot = ((FirstOrLast) other).edge[cell];
    if (slot >= 0) {
      put(into, slot, table.slotsInNaturalOrder());
    }
  }
}
