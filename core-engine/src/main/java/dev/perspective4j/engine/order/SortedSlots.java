package dev.perspective4j.engine.order;

import dev.perspective4j.engine.column.ColumnSource;
import dev.perspective4j.engine.filter.FilterStage;
import dev.perspective4j.engine.table.Delta;
import dev.perspective4j.engine.table.DeltaListener;
import dev.perspective4j.engine.table.Rows;
import dev.perspective4j.model.SortDirection;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a filter in the order of sort keys, kept up to date as far as it has been read.
 *
 * <p>Three states: nothing known (a step costs nothing); a sorted head, which holds every row up to
 * its last one (a step compares each of its rows with that one and places those that stand before
 * it); the head is everything. A read beyond the head selects a bigger one, or sorts everything if
 * that is about as much work. Without sort keys, and while slots are in natural order, positions
 * come straight from the filter and none of this is needed.
 */
public final class SortedSlots implements DeltaListener, AutoCloseable {

  /*
   * The idea: most readers look at the top of a sorted view, so a full sort is wasted until someone
   * scrolls far. What is kept is a prefix of the sorted order (the head), and a step needs one
   * comparison with the last row of the head to know whether a row concerns it.
   *
   * Invariants: the head holds exactly the rows that do not stand behind its last one; "complete"
   * says that these are all rows of the filter. Ties are broken by natural order, so the order is
   * total and no two slots compare equal; that is what lets a slot be found by comparison. Rows are
   * taken out in retract, while cells hold the values they were placed by, and put in again in
   * apply. An update that writes no sort key moves nothing. Removing can shrink the head but never
   * makes it wrong.
   *
   * Cost, for n rows, a head of h and a step of r rows: nothing before the first read; a read
   * within the head takes the time of BlockedSlots.copy; one beyond it selects twice as many rows
   * as were asked for in one pass that keeps a buffer of candidates (Criteria.smallest), or sorts
   * all by radix (Criteria.sort) if more than an eighth was asked for. A step takes r comparisons,
   * and O(log h) more for each row that is in the head. A step that takes out more than an eighth
   * of the head and 1024 rows drops the head: selecting again is cheaper then.
   */

  private static final int SMALLEST_HEAD = 1024;

  /** A step that touches more than this share of the head starts over. */
  private static final int STEP_SHARE = 8;

  private final Rows rows;
  private final FilterStage filter;
  private final Criteria criteria;
  private final BitSet keyPositions = new BitSet();
  private final boolean natural;
  private @Nullable BlockedSlots head;
  private boolean complete;
  private boolean updatesMove;

  /**
   * One sort key.
   *
   * @param position position of the column, as deltas name it
   * @param column the column
   * @param direction how; never {@link SortDirection#NONE}
   */
  public record Key(int position, ColumnSource column, SortDirection direction) {}

  /**
   * Registers with the filter; costs nothing yet.
   *
   * @param rows the rows
   * @param filter which of them
   * @param keys sort keys, most significant first; ties stand in natural order
   */
  public SortedSlots(Rows rows, FilterStage filter, List<Key> keys) {
    this.rows = rows;
    this.filter = filter;
    List<SortKey> sortKeys = new ArrayList<>();
    for (Key key : keys) {
      SortKey.of(key.column(), key.direction())
          .ifPresent(
              sortKey -> {
                sortKeys.add(sortKey);
                keyPositions.set(key.position());
              });
    }
    this.natural = sortKeys.isEmpty();
    this.criteria = new Criteria(rows, sortKeys);
    filter.addListener(this);
  }

  /** Number of rows. */
  public int size() {
    return filter.size();
  }

  /**
   * The rows at consecutive positions.
   *
   * @param from first position
   * @param count number of positions; all of them exist
   * @return their slots
   */
  public int[] slots(int from, int count) {
    int[] slots = new int[count];
    if (count == 0) {
      return slots;
    }
    if (natural && rows.slotsInNaturalOrder()) {
      filter.copy(filter.select(from), slots);
    } else {
      headOf(from + count).copy(from, count, slots);
    }
    return slots;
  }

  /** Sorts rows of this order by position; they need not be consecutive. */
  public void sort(int[] slots, int count) {
    criteria.sort(slots, count);
  }

  private BlockedSlots headOf(int wanted) {
    BlockedSlots known = head;
    if (known != null && known.size() >= wanted) {
      return known;
    }
    BlockedSlots built = wanted <= size() / 8 ? select(wanted) : sortAll();
    head = built;
    complete = built.size() == size();
    return built;
  }

  private BlockedSlots select(int wanted) {
    int[] slots = criteria.smallest(filter, Math.min(size(), Math.max(2 * wanted, SMALLEST_HEAD)));
    return BlockedSlots.of(slots, slots.length);
  }

  private BlockedSlots sortAll() {
    int[] slots = new int[size()];
    int copied = filter.copy(0, slots);
    criteria.sort(slots, copied);
    return BlockedSlots.of(slots, copied);
  }

  @Override
  public void retract(Delta delta) {
    updatesMove = delta.writtenColumns().intersects(keyPositions);
    BlockedSlots known = head;
    if (known == null) {
      return;
    }
    int leaving = delta.removed().length + (updatesMove ? delta.updated().length : 0);
    if (delta.cleared() || leaving > known.size() / STEP_SHARE + SMALLEST_HEAD) {
      head = null;
      return;
    }
    removeAll(known, delta.removed());
    if (updatesMove) {
      removeAll(known, delta.updated());
    }
  }

  private void removeAll(BlockedSlots known, int[] slots) {
    if (known.size() == 0 || slots.length == 0) {
      return;
    }
    for (int slot : criteria.notAfter(known.last(), slots)) {
      if (known.size() == 0) {
        break;
      }
      // rows taken out earlier in the loop may have been the last of the head, so it is asked anew
      if (criteria.compare(slot, known.last()) <= 0) {
        known.remove(slot, criteria);
      }
    }
    if (known.size() == 0) {
      head = null;
    }
  }

  @Override
  public void apply(Delta delta) {
    if (head != null) {
      insertAll(head, delta.inserted());
      if (updatesMove) {
        insertAll(head, delta.updated());
      }
    }
  }

  private void insertAll(BlockedSlots known, int[] slots) {
    if (slots.length == 0) {
      return;
    }
    for (int slot : complete ? slots : criteria.notAfter(known.last(), slots)) {
      if (complete || criteria.compare(slot, known.last()) < 0) {
        known.insert(slot, criteria);
      }
    }
  }

  /** Stops following the filter. */
  @Override
  public void close() {
    filter.removeListener(this);
  }
}
