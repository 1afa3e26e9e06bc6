package dev.perspective4j.engine.table;

/**
 * The places of rows in natural order, for rows that have neither keys nor numbers of their own:
 * computed for all rows at the first question after a change.
 */
public final class NaturalRanks {
  private final Rows rows;
  private long[] ranks = {};
  private boolean known;

  /** Nothing is known yet. */
  public NaturalRanks(Rows rows) {
    this.rows = rows;
  }

  /** Rows have come, gone or moved. */
  public void changed() {
    known = false;
  }

  /** The place of a live row, from 0. */
  public long of(int slot) {
    if (!known) {
      int[] slots = inOrder(rows);
      ranks = new long[rows.slotLimit()];
      for (int rank = 0; rank < slots.length; rank++) {
        ranks[slots[rank]] = rank;
      }
      known = true;
    }
    return ranks[slot];
  }

  /** Live rows in natural order. */
  public static int[] inOrder(Rows rows) {
    int[] slots = new int[rows.size()];
    int n = 0;
    for (int slot = rows.nextLive(0); slot >= 0; slot = rows.nextLive(slot + 1)) {
      slots[n++] = slot;
    }
    return rows.slotsInNaturalOrder() ? slots : SlotSort.sort(slots, rows::compareNatural);
  }
}
