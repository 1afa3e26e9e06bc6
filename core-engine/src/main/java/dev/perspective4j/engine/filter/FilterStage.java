package dev.perspective4j.engine.filter;

import dev.perspective4j.engine.column.SlotArrays;
import dev.perspective4j.engine.column.Vector;
import dev.perspective4j.engine.table.Delta;
import dev.perspective4j.engine.table.DeltaListener;
import dev.perspective4j.engine.table.Rows;
import dev.perspective4j.engine.table.SettledSteps;
import dev.perspective4j.model.FilterOp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows that pass a filter, kept up to date, and the source of deltas for everything behind it.
 *
 * <p>The first pass runs over all rows chunk by chunk; a step tests just its own rows. Listeners
 * get deltas narrowed to passing rows: a row that a step may move into or out of the set appears as
 * removed and as inserted, one that certainly stays appears as updated.
 *
 * <p>Without tests the set is that of the live rows; it costs nothing while slots have no gaps.
 */
public final class FilterStage implements DeltaListener, RowSet, AutoCloseable {
  private static final int[] NONE = {};

  private final Rows rows;
  private final List<ColumnTest> tests;
  private final ChunkFilter filter;
  private final List<DeltaListener> listeners = new ArrayList<>();
  private @Nullable SlotSet set;
  private boolean membershipMayChange;

  /**
   * Runs the first pass and registers with the rows.
   *
   * @param rows the rows
   * @param op how tests combine; of no effect without tests
   * @param tests the tests
   */
  public FilterStage(Rows rows, FilterOp op, List<ColumnTest> tests) {
    this.rows = rows;
    this.tests = List.copyOf(tests);
    this.filter = new ChunkFilter(op, this.tests);
    if (!tests.isEmpty()) {
      set = firstPass();
    }
    rows.addListener(this);
  }

  /** Registers a listener for narrowed deltas; listeners are called in order of registration. */
  public void addListener(DeltaListener listener) {
    listeners.add(listener);
  }

  /** Removes a listener. */
  public void removeListener(DeltaListener listener) {
    listeners.remove(listener);
  }

  /** Stops following the rows. */
  @Override
  public void close() {
    rows.removeListener(this);
  }

  @Override
  public int size() {
    return set == null ? rows.size() : set.size();
  }

  @Override
  public boolean contains(int slot) {
    return set == null ? rows.isLive(slot) : set.contains(slot);
  }

  @Override
  public int select(int rank) {
    if (set == null && rows.isDense()) {
      return rank;
    }
    return members().select(rank);
  }

  @Override
  public int copy(int from, int[] out) {
    if (set == null && rows.isDense()) {
      int count = Math.max(0, Math.min(out.length, rows.slotLimit() - from));
      for (int i = 0; i < count; i++) {
        out[i] = from + i;
      }
      return count;
    }
    return members().copy(from, out);
  }

  @Override
  public void settled(SettledSteps steps) {
    listeners.forEach(listener -> listener.settled(steps));
  }

  @Override
  public void keepCodes(int position, BitSet codes) {
    listeners.forEach(listener -> listener.keepCodes(position, codes));
  }

  @Override
  public void tidy() {
    listeners.forEach(DeltaListener::tidy);
  }

  private SlotSet members() {
    SlotSet members = set;
    if (members == null) {
      members = new SlotSet();
      members.reserve(rows.slotLimit());
      for (int slot = rows.nextLive(0); slot >= 0; slot = rows.nextLive(slot + 1)) {
        members.add(slot);
      }
      set = members;
    }
    return members;
  }

  private SlotSet firstPass() {
    SlotSet passing = new SlotSet();
    int limit = rows.slotLimit();
    boolean dense = rows.isDense();
    passing.reserve(limit);
    tests.forEach(ColumnTest::prepare);
    for (int slot = 0; slot < limit; slot += Vector.CHUNK) {
      int count = Math.min(Vector.CHUNK, limit - slot);
      long[] bits = filter.scan(slot, count);
      if (!dense) {
        clearDead(bits, slot, count);
      }
      passing.fill(slot, bits, count);
    }
    passing.recount();
    return passing;
  }

  private void clearDead(long[] bits, int slot, int count) {
    for (int i = 0; i < count; i++) {
      if (!rows.isLive(slot + i)) {
        bits[i >>> 6] &= ~(1L << i);
      }
    }
  }

  @Override
  public void retract(Delta delta) {
    Delta narrowed = tests.isEmpty() ? retractUnfiltered(delta) : retractFiltered(delta);
    listeners.forEach(listener -> listener.retract(narrowed));
  }

  @Override
  public void apply(Delta delta) {
    Delta narrowed = tests.isEmpty() ? applyUnfiltered(delta) : applyFiltered(delta);
    listeners.forEach(listener -> listener.apply(narrowed));
  }

  private Delta retractUnfiltered(Delta delta) {
    if (delta.cleared()) {
      set = null;
    } else if (set != null) {
      for (int slot : delta.removed()) {
        set.remove(slot);
      }
    }
    return delta;
  }

  private Delta applyUnfiltered(Delta delta) {
    if (set != null) {
      for (int slot : delta.inserted()) {
        set.add(slot);
      }
    }
    return delta;
  }

  private Delta retractFiltered(Delta delta) {
    SlotSet members = members();
    membershipMayChange =
        tests.stream().anyMatch(test -> delta.writtenColumns().get(test.position()));
    if (delta.cleared()) {
      members.clear();
      return delta;
    }
    int[] removed = passing(members, delta.removed());
    int[] updated = passing(members, delta.updated());
    if (membershipMayChange) {
      removed = SlotArrays.concat(removed, updated);
      updated = NONE;
    }
    for (int slot : removed) {
      members.remove(slot);
    }
    return narrowed(delta, removed, updated, NONE);
  }

  private Delta applyFiltered(Delta delta) {
    SlotSet members = members();
    tests.forEach(ColumnTest::prepare);
    int[] inserted = tested(delta.inserted());
    int[] updated =
        membershipMayChange ? tested(delta.updated()) : passing(members, delta.updated());
    if (membershipMayChange) {
      inserted = SlotArrays.concat(inserted, updated);
      updated = NONE;
    }
    for (int slot : inserted) {
      members.add(slot);
    }
    return narrowed(delta, NONE, updated, inserted);
  }

  private static Delta narrowed(Delta delta, int[] removed, int[] updated, int[] inserted) {
    return new Delta(
        delta.port(),
        delta.cleared(),
        removed,
        updated,
        inserted,
        delta.writtenColumns(),
        delta.continued());
  }

  private static int[] passing(SlotSet members, int[] slots) {
    int[] result = new int[slots.length];
    int count = 0;
    for (int slot : slots) {
      if (members.contains(slot)) {
        result[count++] = slot;
      }
    }
    return Arrays.copyOf(result, count);
  }

  /** The slots whose rows pass all tests now. */
  private int[] tested(int[] slots) {
    int[] result = new int[slots.length];
    int passed = 0;
    for (int offset = 0; offset < slots.length; offset += Vector.CHUNK) {
      int count = Math.min(Vector.CHUNK, slots.length - offset);
      long[] bits = filter.gather(slots, offset, count);
      for (int i = 0; i < count; i++) {
        if ((bits[i >>> 6] & (1L << i)) != 0) {
          result[passed++] = slots[offset + i];
        }
      }
    }
    return Arrays.copyOf(result, passed);
  }
}
