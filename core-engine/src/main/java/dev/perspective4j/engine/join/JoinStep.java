package dev.perspective4j.engine.join;

import dev.perspective4j.engine.Step;
import dev.perspective4j.engine.column.IntList;
import dev.perspective4j.engine.column.SlotArrays;
import dev.perspective4j.engine.table.Delta;
import dev.perspective4j.engine.table.DeltaListener;
import dev.perspective4j.engine.table.DerivedColumns;
import dev.perspective4j.engine.table.NaturalRanks;
import dev.perspective4j.engine.table.Rows;
import dev.perspective4j.engine.table.SettledSteps;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * Turns steps of the sources into steps of the join.
 *
 * <p>In the retract phase the pairs of removed rows, and of rows whose key is written, go; pairs of
 * other written rows are retracted. In the apply phase these are applied; then new rows find their
 * partners, and pairs that stand for a lonely row come and go, in a round of their own. Listeners
 * get one {@code apply} for each {@code retract}, though some carry nothing. What reaches the join
 * between a source's first {@code retract} and its {@code settled} is one step of the join.
 */
final class JoinStep {
  private static final int[] NONE = {};

  private final JoinRows join;
  private final Side left;
  private final Side right;
  private final Pairs pairs;
  private final DerivedColumns derived;
  private final JoinKeys keys;

  // State of the step under way.
  private int pending;
  private int open;
  private boolean rebuilding;
  private boolean told;
  private final BitSet retracted = new BitSet();
  private final BitSet written = new BitSet();
  private IntList freshLeft = new IntList(4);
  private IntList freshRight = new IntList(4);
  private IntList bereftLeft = new IntList(4);
  private IntList bereftRight = new IntList(4);
  private int[] removedInStep = NONE;

  JoinStep(
      JoinRows join, Side left, Side right, Pairs pairs, DerivedColumns derived, JoinKeys keys) {
    this.join = join;
    this.left = left;
    this.right = right;
    this.pairs = pairs;
    this.derived = derived;
    this.keys = keys;
  }

  private Side other(Side side) {
    return side.isLeft() ? right : left;
  }

  private IntList fresh(Side side) {
    return side.isLeft() ? freshLeft : freshRight;
  }

  /** Rows of the given side that may have lost their last partner. */
  private IntList bereft(Side side) {
    return side.isLeft() ? bereftLeft : bereftRight;
  }

  // ---- retract phase

  void retract(Side side, Delta delta) {
    if (open == 0) {
      told = false;
    }
    open |= bit(side);
    pending++;
    if (rebuilding) {
      tellRetract(NONE, NONE);
      return;
    }
    if (delta.cleared()) {
      rebuilding = true;
      tellRetract(new Delta(0, true, NONE, NONE, NONE, new BitSet(), told));
      return;
    }
    IntList removed = new IntList(delta.removed().length);
    IntList updated = new IntList(delta.updated().length);
    for (int row : delta.removed()) {
      drop(side, row, removed);
    }
    if (delta.writtenColumns().get(side.keyColumn())) {
      for (int row : delta.updated()) {
        drop(side, row, removed);
        fresh(side).add(row);
      }
    } else if (mark(side, delta.writtenColumns())) {
      for (int row : delta.updated()) {
        LinkedSlots own = pairs.of(side.isLeft());
        for (int pair = own.first(row); pair >= 0; pair = own.next(pair)) {
          if (!retracted.get(pair)) {
            retracted.set(pair);
            updated.add(pair);
          }
        }
      }
    }
    int[] gone = removed.toArray();
    tellRetract(gone, updated.toArray());
    remove(gone);
  }

  /** Notes the columns of the join that a written column of a source changes. */
  private boolean mark(Side side, BitSet columns) {
    boolean any = false;
    for (int c = columns.nextSetBit(0); c >= 0; c = columns.nextSetBit(c + 1)) {
      int position = join.position(side, c);
      if (position >= 0) {
        written.set(position);
        any = true;
      }
    }
    return any;
  }

  private void drop(Side side, int row, IntList removed) {
    Side other = other(side);
    LinkedSlots own = pairs.of(side.isLeft());
    for (int pair = own.first(row); pair >= 0; pair = own.next(pair)) {
      if (retracted.get(pair)) {
        retracted.clear(pair);
        forget(pair);
      } else {
        removed.add(pair);
      }
      int partner = side.isLeft() ? pairs.right(pair) : pairs.left(pair);
      if (partner >= 0 && other.keepsUnmatched()) {
        bereft(other).add(partner);
      }
    }
    side.unlink(row);
  }

  /** Removes a pair that has been retracted from listeners already. */
  private void forget(int pair) {
    pairs.remove(new int[] {pair});
    join.changed(false);
  }

  private void tellRetract(int[] removed, int[] updated) {
    tellRetract(new Delta(0, false, removed, updated, NONE, affected(), told));
  }

  private void tellRetract(Delta delta) {
    told = true;
    join.listeners().forEach(listener -> listener.retract(delta));
  }

  private BitSet affected() {
    BitSet columns = (BitSet) written.clone();
    derived.markAffected(columns);
    return columns;
  }

  private void remove(int[] gone) {
    if (gone.length > 0) {
      pairs.remove(gone);
      join.changed(false);
    }
    removedInStep = SlotArrays.concat(removedInStep, gone);
  }

  /**
   * The step of a source is over; so is that of the join, unless the other source is still at it. Any step
   * of a source that notifies is one here, whether or not it changed a pair.
   */
  void settled(Side side, SettledSteps steps) {
    boolean was = open != 0;
    open &= ~bit(side);
    if (was && open == 0) {
      if (steps.contains(left.rows().stepListeners())
          || steps.contains(right.rows().stepListeners())) {
        steps.add(join.stepListeners(), new Step(0, true, Optional.empty()));
      }
      join.listeners().forEach(listener -> listener.settled(steps));
    }
  }

  private static int bit(Side side) {
    return side.isLeft() ? 1 : 2;
  }

  // ---- apply phase

  void apply(Side side, Delta delta) {
    if (!rebuilding) {
      for (int row : delta.inserted()) {
        fresh(side).add(row);
      }
    }
    if (--pending > 0) {
      tellApply(new Delta(0, false, NONE, NONE, NONE, new BitSet(), true));
      return;
    }
    if (rebuilding) {
      reset();
      int[] all = rebuild();
      tellApply(new Delta(0, true, NONE, NONE, all, new BitSet(), true));
      return;
    }
    int[] updated = retracted.stream().toArray();
    int[] removed = removedInStep;
    BitSet columns = affected();
    IntList lonely = lonely();
    if (lonely.size() > 0) {
      // A lonely row that was written has been retracted; listeners have it back before it goes.
      tellApply(new Delta(0, false, removed, updated, NONE, columns, true));
      removed = lonely.toArray();
      updated = NONE;
      tellRetract(new Delta(0, false, removed, NONE, NONE, columns, told));
      pairs.remove(removed);
    }
    int[] inserted = match();
    reset();
    tellApply(new Delta(0, false, removed, updated, inserted, columns, true));
  }

  /** Pairs that stand for a lonely row that has found a partner. */
  private IntList lonely() {
    IntList found = new IntList(4);
    BitSet seen = new BitSet();
    for (Side side : List.of(left, right)) {
      Side other = other(side);
      IntList rows = fresh(side);
      for (int i = 0; i < rows.size(); i++) {
        int key = side.keyNumber(rows.get(i));
        for (int row = other.byKey().first(key); row >= 0; row = other.byKey().next(row)) {
          int pair = pairs.of(other.isLeft()).first(row);
          if (pair >= 0 && pairs.isUnmatched(pair) && !seen.get(pair)) {
            seen.set(pair);
            found.add(pair);
          }
        }
      }
    }
    return found;
  }

  /** Links new rows and makes the pairs they are in. */
  private int[] match() {
    IntList inserted = new IntList(freshLeft.size() + freshRight.size());
    for (int i = 0; i < freshLeft.size(); i++) {
      int row = freshLeft.get(i);
      left.link(row);
      int key = left.keyOf(row);
      for (int r = right.byKey().first(key); r >= 0; r = right.byKey().next(r)) {
        inserted.add(pairs.add(row, r));
      }
    }
    for (int i = 0; i < freshRight.size(); i++) {
      int row = freshRight.get(i);
      right.link(row);
      int key = right.keyOf(row);
      for (int l = left.byKey().first(key); l >= 0; l = left.byKey().next(l)) {
        inserted.add(pairs.add(l, row));
      }
    }
    keepLonely(left, freshLeft, inserted);
    keepLonely(left, bereftLeft, inserted);
    keepLonely(right, freshRight, inserted);
    keepLonely(right, bereftRight, inserted);
    int[] slots = inserted.toArray();
    pairs.slots().insert(slots);
    if (slots.length > 0) {
      join.changed(false);
    }
    return slots;
  }

  private void keepLonely(Side side, IntList rows, IntList inserted) {
    if (!side.keepsUnmatched()) {
      return;
    }
    LinkedSlots own = pairs.of(side.isLeft());
    for (int i = 0; i < rows.size(); i++) {
      int row = rows.get(i);
      if (side.isLinked(row) && own.first(row) < 0) {
        inserted.add(side.isLeft() ? pairs.add(row, -1) : pairs.add(-1, row));
      }
    }
  }

  private void tellApply(Delta delta) {
    List<DeltaListener> told = join.listeners();
    derived.recompute(delta);
    told.forEach(listener -> listener.apply(delta));
    derived.secondRounds(delta.port(), told);
  }

  private void reset() {
    rebuilding = false;
    retracted.clear();
    written.clear();
    freshLeft = new IntList(4);
    freshRight = new IntList(4);
    bereftLeft = new IntList(4);
    bereftRight = new IntList(4);
    removedInStep = NONE;
  }

  /** Joins all rows from scratch; the pairs come in natural order. */
  int[] rebuild() {
    pairs.clear();
    keys.clear();
    left.clear();
    right.clear();
    Rows rights = right.rows();
    int[] rightRows = NaturalRanks.inOrder(rights);
    for (int i = rightRows.length - 1; i >= 0; i--) {
      right.link(rightRows[i]);
    }
    IntList all = new IntList(left.rows().size());
    for (int row : NaturalRanks.inOrder(left.rows())) {
      left.link(row);
      int key = left.keyOf(row);
      int partner = right.byKey().first(key);
      if (partner < 0 && left.keepsUnmatched()) {
        all.add(pairs.add(row, -1));
      }
      for (; partner >= 0; partner = right.byKey().next(partner)) {
        all.add(pairs.add(row, partner));
      }
    }
    if (right.keepsUnmatched()) {
      for (int row : rightRows) {
        if (pairs.of(false).first(row) < 0) {
          all.add(pairs.add(-1, row));
        }
      }
    }
    int[] slots = all.toArray();
    pairs.slots().insert(slots);
    join.changed(true);
    return slots;
  }
}
