package dev.perspective4j.engine.table;

import dev.perspective4j.engine.column.IntList;
import java.util.Arrays;

/**
 * Rows without key once a client has addressed them by row number ({@code __INDEX__}): numbers are
 * kept per slot, because they no longer follow from the order of arrival.
 *
 * <p>With a limit, the rows with the smallest numbers leave. Null is the number before all others.
 */
final class NumberedPlacement implements Placement {
  /** The number of the row addressed by null. */
  static final long NULL = Long.MIN_VALUE;

  private static final int[] NONE = {};
  private final Slots slots;
  private final long limit;
  private final KeyMap map = new IntegerKeys();
  private final Touched touched = new Touched();
  private final NumberHeap oldest = new NumberHeap();
  private long[] numbers = new long[16];
  private final IntList newSlots = new IntList(16);
  private long[] newNumbers = new long[16];
  private long next;
  private int size;
  private boolean inOrder = true;
  private int lastSlot = -1;
  private long lastNumber;

  /** Takes over the rows of {@code before}; {@code limit} is negative for none. */
  NumberedPlacement(Slots slots, Placement before, long next, long limit) {
    this.slots = slots;
    this.limit = limit;
    this.next = next;
    for (int slot = slots.nextLive(0); slot >= 0; slot = slots.nextLive(slot + 1)) {
      add(slot, before.rowNumber(slot));
    }
    if (limit >= 0) {
      // The ring addressed slots by arithmetic; from here on they are reserved and released.
      slots.reserveRun(slots.limit());
    }
  }

  private void add(int slot, long number) {
    number(slot, number);
    enter(slot, number);
  }

  /**
   * Numbers a row that moves in with {@link #settle}: until then the slot may hold one that leaves.
   */
  private void addUnsettled(int slot, long number) {
    int waiting = newSlots.size();
    if (waiting == newNumbers.length) {
      newNumbers = Arrays.copyOf(newNumbers, waiting * 2);
    }
    newSlots.add(slot);
    newNumbers[waiting] = number;
    enter(slot, number);
  }

  private void number(int slot, long number) {
    if (slot >= numbers.length) {
      numbers = Arrays.copyOf(numbers, Math.max(slot + 1, numbers.length * 2));
    }
    numbers[slot] = number;
  }

  private void enter(int slot, long number) {
    map.put(number, slot);
    size++;
    if (limit >= 0) {
      oldest.add(number);
    }
    if (slot > lastSlot && (lastSlot < 0 || number > lastNumber)) {
      lastSlot = slot;
      lastNumber = number;
    } else {
      inOrder = false;
    }
  }

  @Override
  public void settle() {
    for (int i = 0; i < newSlots.size(); i++) {
      number(newSlots.get(i), newNumbers[i]);
    }
    newSlots.clear();
    newNumbers = new long[16];
  }

  @Override
  public PlacementPlan plan(StepInput rows) {
    int count = rows.rowCount();
    int[] to = new int[count];
    IntList updated = new IntList(0);
    IntList inserted = new IntList(count);
    for (int i = 0; i < count; i++) {
      long number = rows.hasNumber(i) ? rows.number(i) : next;
      next++;
      int slot = map.get(number);
      if (slot < 0) {
        slot = slots.reserve();
        addUnsettled(slot, number);
        touched.mark(slot);
        inserted.add(slot);
      } else if (touched.mark(slot)) {
        updated.add(slot);
      }
      to[i] = slot;
    }
    int[] updatedSlots = updated.toArray();
    int[] insertedSlots = inserted.toArray();
    touched.unmark(updatedSlots);
    touched.unmark(insertedSlots);
    if (limit < 0 || size <= limit) {
      return new PlacementPlan(to, 0, false, NONE, updatedSlots, insertedSlots);
    }
    return evict(to, updatedSlots, insertedSlots);
  }

  private PlacementPlan evict(int[] to, int[] updated, int[] inserted) {
    IntList gone = new IntList(16);
    while (size > limit) {
      long number = oldest.poll();
      int slot = map.get(number);
      map.remove(number);
      size--;
      touched.mark(slot);
      gone.add(slot);
      slots.release(slot);
    }
    int[] goneSlots = gone.toArray();
    IntList removed = new IntList(goneSlots.length);
    for (int slot : goneSlots) {
      if (slots.isLive(slot)) {
        removed.add(slot);
      }
    }
    int[] keptUpdated = without(updated);
    int[] keptInserted = without(inserted);
    touched.unmark(goneSlots);
    return new PlacementPlan(to, 0, false, removed.toArray(), keptUpdated, keptInserted);
  }

  /** Frees the rows with the given numbers, all of which exist; {@link #plan} has to follow. */
  int[] remove(long[] gone) {
    int[] removed = new int[gone.length];
    for (int i = 0; i < gone.length; i++) {
      removed[i] = map.get(gone[i]);
      map.remove(gone[i]);
      slots.release(removed[i]);
    }
    size -= gone.length;
    return removed;
  }

  /** The slot of the row with that number, or -1. */
  int find(long number) {
    return map.get(number);
  }

  private int[] without(int[] list) {
    IntList kept = new IntList(list.length);
    for (int slot : list) {
      if (touched.mark(slot)) {
        kept.add(slot);
      }
    }
    int[] result = kept.toArray();
    touched.unmark(result);
    return result;
  }

  @Override
  public void clear() {
    slots.restart();
    map.clear();
    oldest.clear();
    size = 0;
    inOrder = true;
    lastSlot = -1;
  }

  @Override
  public long rowNumber(int slot) {
    return numbers[slot];
  }

  @Override
  public boolean inOrder() {
    return inOrder;
  }

  @Override
  public int compare(int slotA, int slotB) {
    return Long.compare(numbers[slotA], numbers[slotB]);
  }
}
