package dev.perspective4j.engine.table;

import dev.perspective4j.engine.column.ColumnSource;
import dev.perspective4j.engine.column.IntList;
import dev.perspective4j.engine.column.Lane;
import dev.perspective4j.engine.column.PhysicalType;
import java.util.Arrays;
import java.util.BitSet;

/** Rows with an index column: one row per key, among them at most one whose key is null. */
final class KeyedPlacement implements Placement {
  private static final int[] NONE = {};
  private final Slots slots;
  private final ColumnSource column;
  private final KeyMap map;
  private final Touched touched = new Touched();
  private int nullSlot = -1;
  private boolean inOrder = true;
  private int lastSlot = -1;
  private boolean lastIsNull;
  private long lastKey;

  /** Keys live in {@code column}. */
  KeyedPlacement(Slots slots, ColumnSource column) {
    this.slots = slots;
    this.column = column;
    this.map =
        switch (column.physicalType().lane()) {
          case LONG -> new IntegerKeys();
          case DOUBLE -> new HashedKeys();
          case CODE -> new CodedKeys();
        };
  }

  @Override
  public PlacementPlan plan(StepInput rows) {
    if (goesOnAscending(rows)) {
      return planAscending(rows);
    }
    int count = rows.rowCount();
    long[] keys = rows.keys();
    int[] to = new int[count];
    boolean filling = slots.size() == 0;
    if (filling) {
      map.reserve(count);
      Arrays.fill(to, -1);
    } else {
      map.getAll(keys, to);
      if (areAllKnown(rows, to)) {
        return planUpdates(to);
      }
    }
    IntList updated = new IntList(filling ? 0 : count);
    IntList inserted = new IntList(filling ? count : 0);
    boolean run = true;
    for (int i = 0; i < count; i++) {
      boolean isNull = rows.isNullKey(i);
      long key = keys[i];
      int slot = isNull ? nullSlot : to[i];
      if (slot < 0 && !isNull) {
        slot = map.get(key); // an earlier row may have brought it
      }
      if (slot < 0) {
        slot = slots.reserve();
        if (isNull) {
          nullSlot = slot;
        } else {
          map.put(key, slot);
        }
        followOrder(slot, isNull, key);
        touched.mark(slot);
        inserted.add(slot);
      } else if (touched.mark(slot)) {
        updated.add(slot);
      }
      to[i] = slot;
      run &= i == 0 || slot == to[i - 1] + 1;
    }
    int[] updatedSlots = updated.toArray();
    int[] insertedSlots = inserted.toArray();
    touched.unmark(updatedSlots);
    touched.unmark(insertedSlots);
    run &= insertedSlots.length == count;
    return new PlacementPlan(to, 0, run, NONE, updatedSlots, insertedSlots);
  }

  /** Whether every row has a slot; fills in that of the null key. */
  private boolean areAllKnown(StepInput rows, int[] to) {
    boolean known = true;
    for (int i = 0; i < to.length; i++) {
      if (rows.isNullKey(i)) {
        to[i] = nullSlot;
      }
      known &= to[i] >= 0;
    }
    return known;
  }

  private PlacementPlan planUpdates(int[] to) {
    int[] updated = new int[to.length];
    int count = touched.markAll(to, updated);
    touched.unmark(updated, count);
    return new PlacementPlan(
        to, 0, false, NONE, count == to.length ? updated : Arrays.copyOf(updated, count), NONE);
  }

  /** Whether keys ascend from above all so far, as ids do: then all rows are new. */
  private boolean goesOnAscending(StepInput rows) {
    boolean signed =
        column.physicalType().lane() == Lane.LONG && column.physicalType() != PhysicalType.UINT64;
    if (!inOrder || !signed || slots.hasFree() || rows.rowCount() == 0) {
      return false;
    }
    long[] keys = rows.keys();
    boolean above = lastSlot < 0 || lastIsNull || keys[0] > lastKey;
    for (int i = 0; i < rows.rowCount() && above; i++) {
      above = !rows.isNullKey(i) && (i == 0 || keys[i] > keys[i - 1]);
    }
    return above;
  }

  private PlacementPlan planAscending(StepInput rows) {
    int count = rows.rowCount();
    long[] keys = rows.keys();
    if (slots.size() == 0) {
      map.reserve(count);
    }
    int first = slots.reserveRun(count);
    int[] to = new int[count];
    for (int i = 0; i < count; i++) {
      to[i] = first + i;
      map.put(keys[i], first + i);
    }
    lastSlot = first + count - 1;
    lastIsNull = false;
    lastKey = keys[count - 1];
    return new PlacementPlan(to, 0, true, NONE, NONE, to);
  }

  /** Plans the removal of the rows with the given keys; unknown and repeated keys are ignored. */
  PlacementPlan planRemoval(StepInput keys) {
    IntList removed = new IntList(keys.rowCount());
    long[] bits = keys.keys();
    for (int i = 0; i < bits.length; i++) {
      int slot;
      if (keys.isNullKey(i)) {
        slot = nullSlot;
        nullSlot = -1;
      } else {
        slot = map.get(bits[i]);
        map.remove(bits[i]);
      }
      if (slot >= 0) {
        removed.add(slot);
      }
    }
    int[] result = removed.toArray();
    for (int slot : result) {
      slots.release(slot);
    }
    return PlacementPlan.removal(result);
  }

  /** The slot of the row with that key, or -1. */
  int find(long key) {
    return map.get(key);
  }

  /**
   * Adds the code of a string key that is compared with the next one, though its row may be gone.
   */
  void keepCodes(BitSet codes) {
    if (lastSlot >= 0 && !lastIsNull) {
      codes.set((int) lastKey);
    }
  }

  /** Whether there is a row with that key. */
  boolean has(boolean isNull, long key) {
    return (isNull ? nullSlot : map.get(key)) >= 0;
  }

  private void followOrder(int slot, boolean isNull, long key) {
    if (!inOrder) {
      return;
    }
    boolean ascends =
        lastSlot < 0
            || (slot > lastSlot
                && !isNull
                && (lastIsNull || KeyBits.compare(column, lastKey, key) < 0));
    if (ascends) {
      lastSlot = slot;
      lastIsNull = isNull;
      lastKey = key;
    } else {
      inOrder = false;
    }
  }

  @Override
  public void clear() {
    slots.restart();
    map.clear();
    nullSlot = -1;
    inOrder = true;
    lastSlot = -1;
  }

  @Override
  public long rowNumber(int slot) {
    throw new IllegalStateException("rows of an indexed table have keys, not numbers");
  }

  @Override
  public boolean inOrder() {
    return inOrder;
  }

  @Override
  public int compare(int slotA, int slotB) {
    boolean nullA = column.isNull(slotA);
    boolean nullB = column.isNull(slotB);
    if (nullA || nullB) {
      return Boolean.compare(nullB, nullA);
    }
    return KeyBits.compare(column, KeyBits.at(column, slotA), KeyBits.at(column, slotB));
  }
}
