package dev.perspective4j.engine.group;

import dev.perspective4j.engine.aggregate.Aggregation;
import dev.perspective4j.engine.column.IntList;
import dev.perspective4j.engine.column.Vector;
import dev.perspective4j.engine.group.tree.Grouping;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Finds the cells whose results a step changed: results of a cell are copied before its rows change, and
 * compared when somebody asks. Costs nothing unless asked to record.
 *
 * <p>As every release does: a share counts as changed with the sum it is a share of, not with that of its
 * siblings.
 *
 * <p>Some aggregates count as changed in every cell of a row that was written.
 */
final class ChangeRecorder {
  private final Grouping grouping;
  private final Aggregation[] columns;
  private final boolean tellsTouched;
  private final Vector[] before;
  private final IntList cells = new IntList();
  private final BitSet born = new BitSet();
  private final BitSet dead = new BitSet();
  private final IntList bereft = new IntList();
  private final IntList removed = new IntList();
  private int[] placeOf = {};
  private final int[] one = new int[1];
  private int users;
  private boolean all;

  /**
   * Compares results of a grouping.
   *
   * @param tellsTouched whether every touched cell counts as changed
   */
  ChangeRecorder(Grouping grouping, List<Aggregation> results, boolean tellsTouched) {
    this.grouping = grouping;
    this.tellsTouched = tellsTouched;
    this.columns = results.stream().map(Aggregation::compared).toArray(Aggregation[]::new);
    this.before = new Vector[columns.length];
    renewVectors();
  }

  /** Each step anew: a column may have another dictionary by then. */
  private void renewVectors() {
    for (int i = 0; i < columns.length; i++) {
      before[i] = columns[i].vector(16);
    }
  }

  void start() {
    users++;
  }

  void stop() {
    if (--users == 0) {
      forget();
    }
  }

  boolean isOn() {
    return users > 0;
  }

  /** Whether unchanged cells of written rows are reported, too. */
  boolean wantsTouched() {
    return tellsTouched && users > 0;
  }

  /** A step begins; the last one is forgotten. */
  void begin() {
    forget();
  }

  private void forget() {
    all = false;
    removed.clear();
    if (cells.size() == 0) {
      return;
    }
    for (int i = 0; i < cells.size(); i++) {
      placeOf[cells.get(i)] = 0;
    }
    cells.clear();
    born.clear();
    dead.clear();
    bereft.clear();
  }

  /** All cells are gone; what comes now is new. */
  void reset() {
    forget();
    all = true;
  }

  /** Whether everything that exists now came with the current step. */
  boolean isAllNew() {
    return all;
  }

  /** A cell is about to change. */
  void see(int cell) {
    if (cell >= placeOf.length) {
      placeOf = Arrays.copyOf(placeOf, Math.max(cell + 1, placeOf.length * 2));
    }
    if (placeOf[cell] != 0) {
      return;
    }
    int place = cells.size();
    if (place == 0) {
      renewVectors();
    }
    cells.add(cell);
    placeOf[cell] = place + 1;
    one[0] = cell;
    if (grouping.contents().count(cell) == 0 && cell != grouping.contents().total()) {
      born.set(place);
      one[0] = -1;
    }
    for (int i = 0; i < columns.length; i++) {
      columns[i].read(one, 1, before[i]);
    }
  }

  /** A cell lost its last row and goes. */
  void gone(int cell, int row) {
    if (cell < placeOf.length && placeOf[cell] != 0) {
      dead.set(placeOf[cell] - 1);
      placeOf[cell] = 0;
      bereft.add(row);
    }
  }

  /** A row group lost its last row and goes; its number may be given out again in the same step. */
  void removed(int row) {
    if (isOn()) {
      removed.add(row);
    }
  }

  /** The row groups that went, those included that came in the same step. */
  IntList removedRows() {
    return removed;
  }

  /** Something that is told of changed cells. */
  @FunctionalInterface
  interface CellConsumer {
    void accept(int cell);
  }

  /** Tells the cells that are new or count as changed. */
  void changed(CellConsumer consumer) {
    for (int place = 0; place < cells.size(); place++) {
      if (!dead.get(place) && (born.get(place) || isTold(cells.get(place)) || differs(place))) {
        consumer.accept(cells.get(place));
      }
    }
  }

  /** Tells the cells that rows were put into or taken out of, whatever came of it. */
  void seen(CellConsumer consumer) {
    for (int place = 0; place < cells.size(); place++) {
      if (!dead.get(place)) {
        consumer.accept(cells.get(place));
      }
    }
  }

  private boolean isTold(int cell) {
    return tellsTouched && grouping.contents().count(cell) > 0;
  }

  /** The row groups that lost a cell; some may be gone as well. */
  IntList bereftRows() {
    return bereft;
  }

  private boolean differs(int place) {
    one[0] = cells.get(place);
    for (int i = 0; i < columns.length; i++) {
      Vector now = columns[i].vector(1);
      columns[i].read(one, 1, now);
      if (!isEqual(before[i], place, now)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a cell equals the only cell of another vector. */
  static boolean isEqual(Vector was, int i, Vector now) {
    if (was.isNull(i) || now.isNull(0)) {
      return was.isNull(i) == now.isNull(0);
    }
    return switch (was.physicalType().lane()) {
      case LONG -> was.longs()[i] == now.longs()[0];
      case DOUBLE -> Double.compare(was.doubles()[i] + 0.0, now.doubles()[0] + 0.0) == 0;
      case CODE ->
          was.dictionary() == now.dictionary()
              ? was.codes()[i] == now.codes()[0]
              : was.dictionary()
                  .string(was.codes()[i])
                  .equals(now.dictionary().string(now.codes()[0]));
    };
  }
}
