package dev.perspective4j.engine.window;

import dev.perspective4j.engine.order.BlockedSlots;
import dev.perspective4j.engine.order.SlotComparator;
import java.util.Arrays;

/**
 * The rows of one partition in window order, the places a step has changed, and running states.
 *
 * <p>A mark is a slot. Taking a row out marks the rows next to it, putting one in marks the row
 * itself; a marked row that is gone by the end of the step has marked its neighbours in turn.
 */
final class Partition {
  /** A running state is kept every so many rows. */
  static final int STRIDE = 2048;

  private int number;
  private BlockedSlots rows = BlockedSlots.of(new int[0], 0);
  private int[] marks = new int[4];
  private int markCount;
  private Running[] states = {};
  private int stateCount;
  private boolean whole;
  private boolean listed;

  Partition(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }

  void number(int another) {
    number = another;
  }

  BlockedSlots rows() {
    return rows;
  }

  int size() {
    return rows.size();
  }

  /** Replaces all rows; every place counts as changed. */
  void fill(int[] slots, int count) {
    rows = BlockedSlots.of(slots, count);
    whole = true;
    stateCount = 0;
  }

  boolean isWholeMarked() {
    return whole;
  }

  void insert(int slot, SlotComparator order) {
    rows.insert(slot, order);
    mark(slot);
  }

  void remove(int slot, SlotComparator order) {
    int position = rows.position(slot, order);
    if (position < rows.size() && rows.get(position) == slot) {
      rows.remove(slot, order);
      if (position > 0) {
        mark(rows.get(position - 1));
      }
      if (position < rows.size()) {
        mark(rows.get(position));
      }
    }
  }

  void mark(int slot) {
    if (markCount == marks.length) {
      marks = Arrays.copyOf(marks, markCount * 2);
    }
    marks[markCount++] = slot;
  }

  /** Whether this is the first call since marks were cleared. */
  boolean list() {
    boolean first = !listed;
    listed = true;
    return first;
  }

  int markCount() {
    return markCount;
  }

  /** The slot of a mark. */
  int markedSlot(int i) {
    return marks[i];
  }

  void clearMarks() {
    markCount = 0;
    whole = false;
    listed = false;
    if (marks.length > 1024) {
      marks = new int[4];
    }
  }

  /** The state before row {@code index * STRIDE}; forgets the later ones. */
  Running state(int index, Running start) {
    stateCount = Math.min(stateCount, index);
    return index == 0 ? start : states[index - 1];
  }

  /** The number of the last state at or before a position. */
  int stateBefore(int position) {
    return Math.min(stateCount, position / STRIDE);
  }

  /** Keeps the state before row {@code (stateCount + 1) * STRIDE}. */
  void addState(Running state) {
    if (stateCount == states.length) {
      states = Arrays.copyOf(states, Math.max(4, stateCount * 2));
    }
    states[stateCount++] = state;
  }
}
