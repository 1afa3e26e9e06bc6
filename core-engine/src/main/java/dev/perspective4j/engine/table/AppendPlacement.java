package dev.perspective4j.engine.table;

/** Rows without key or limit: each new row takes the next slot, and slots are never freed. */
final class AppendPlacement implements Placement {
  private static final int[] NONE = {};
  private final Slots slots;
  private long next;
  private long base;

  AppendPlacement(Slots slots) {
    this.slots = slots;
  }

  @Override
  public PlacementPlan plan(StepInput rows) {
    int count = rows.rowCount();
    int first = slots.reserveRun(count);
    int[] to = new int[count];
    for (int i = 0; i < count; i++) {
      to[i] = first + i;
    }
    next += count;
    return new PlacementPlan(to, 0, true, NONE, NONE, to);
  }

  @Override
  public void clear() {
    slots.restart();
    base = next;
  }

  /** The number the next row gets. */
  long next() {
    return next;
  }

  @Override
  public long rowNumber(int slot) {
    return base + slot;
  }

  @Override
  public boolean inOrder() {
    return true;
  }

  @Override
  public int compare(int slotA, int slotB) {
    return Integer.compare(slotA, slotB);
  }
}
