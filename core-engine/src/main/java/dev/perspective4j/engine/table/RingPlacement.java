package dev.perspective4j.engine.table;

import java.util.Arrays;

/**
 * The newest {@code limit} rows, in a ring: row number {@code r} lives in slot {@code (r - base) %
 * limit}, so a new row takes the slot of the row it evicts.
 */
final class RingPlacement implements Placement {
  private static final int[] NONE = {};
  private final int limit;
  private final Slots slots;
  private long next;

  /** What {@code next} was when rows last moved in: evicted rows keep their numbers until then. */
  private long settled;

  private long base;

  RingPlacement(Slots slots, long limit) {
    this.slots = slots;
    this.limit = (int) Math.min(limit, Integer.MAX_VALUE - 8);
  }

  @Override
  public PlacementPlan plan(StepInput rows) {
    int count = rows.rowCount();
    int kept = Math.min(count, limit);
    long held = Math.min(next - base, limit);
    next += count;
    int[] to = new int[count];
    for (int i = count - kept; i < count; i++) {
      to[i] = (int) ((next - count + i - base) % limit);
    }
    int[] inserted = Arrays.copyOfRange(to, count - kept, count);
    int evicted = (int) Math.max(0, held + kept - limit);
    int[] removed = NONE;
    if (evicted > 0) {
      // Without wrap, the slots held are [0, held); every slot a kept row takes below that evicts.
      removed = new int[evicted];
      int n = 0;
      for (int slot : inserted) {
        if (slots.isLive(slot)) {
          removed[n++] = slot;
        }
      }
      removed = n == evicted ? removed : Arrays.copyOf(removed, n);
    }
    return new PlacementPlan(to, count - kept, false, removed, NONE, inserted);
  }

  @Override
  public void settle() {
    settled = next;
  }

  @Override
  public void clear() {
    slots.restart();
    base = next;
    settled = next;
  }

  /** The number the next row gets. */
  long next() {
    return next;
  }

  int limit() {
    return limit;
  }

  @Override
  public long rowNumber(int slot) {
    long newest = settled - 1 - base;
    return base + newest - Math.floorMod(newest - slot, (long) limit);
  }

  @Override
  public boolean inOrder() {
    long count = settled - base;
    return limit == 0 || count <= limit || count % limit == 0;
  }

  @Override
  public int compare(int slotA, int slotB) {
    return Long.compare(rowNumber(slotA), rowNumber(slotB));
  }
}
