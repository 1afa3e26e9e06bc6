package dev.perspective4j.engine.join;

import dev.perspective4j.engine.EngineException;
import dev.perspective4j.engine.column.ColumnSource;
import dev.perspective4j.engine.table.Delta;
import dev.perspective4j.engine.table.DeltaListener;
import dev.perspective4j.engine.table.NaturalRanks;
import dev.perspective4j.engine.table.Rows;
import dev.perspective4j.engine.table.RowsBase;
import dev.perspective4j.engine.table.SettledSteps;
import dev.perspective4j.model.JoinType;
import dev.perspective4j.model.Schema;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * The rows of a join, live on both sides.
 *
 * <p>Each pair of matching rows is a row of the join; for {@code LEFT} and {@code OUTER} a row
 * without a partner is a pair of its own. Rows of a key are linked on each side, pairs are linked
 * to both their rows, so a step of a source costs what its rows have partners. Natural order is
 * that of the left rows, then of the right; rows only the right side has come last.
 *
 * <p>A step may reach the join several times, once per path from the table that changed (a join of
 * a table with a join of it): the join retracts with each, and applies when the last has applied.
 */
public final class JoinRows extends RowsBase implements AutoCloseable {
  private final List<ColumnSource> columns;
  private final JoinKeys keys;
  private final Pairs pairs;
  private final Side left;
  private final Side right;
  private final JoinStep step;
  private final DeltaListener onLeft;
  private final DeltaListener onRight;
  private boolean ordered;
  private final NaturalRanks ranks = new NaturalRanks(this);
  private boolean closed;

  /**
   * Joins two tables.
   *
   * @param left rows that come first
   * @param right rows looked up
   * @param on key column of the left table
   * @param rightOn key column of the right table
   * @param type which unmatched rows to keep
   * @throws EngineException if a key column is missing, the key types differ, or both tables have a
   *     column of the same name
   */
  public JoinRows(Rows left, Rows right, String on, String rightOn, JoinType type) {
    int leftKey = left.position(on);
    if (leftKey < 0) {
      throw new EngineException("Column \"" + on + "\" not found in left table");
    }
    int rightKey = right.position(rightOn);
    if (rightKey < 0) {
      throw new EngineException("Column \"" + rightOn + "\" not found in right table");
    }
    if (left.column(leftKey).physicalType() != right.column(rightKey).physicalType()) {
      throw new EngineException("Join column type mismatch");
    }
    JoinKeys keys = new JoinKeys();
    Pairs pairs = new Pairs();
    List<ColumnSource> columns = new ArrayList<>();
    List<Schema.Column> names = new ArrayList<>(left.schema().columns());
    for (int c = 0; c < names.size(); c++) {
      columns.add(
          c == leftKey && type == JoinType.OUTER
              ? new JoinKeyColumn(left.column(c), right.column(rightKey), pairs, keys)
              : new JoinColumn(left.column(c), pairs, true));
    }
    List<Schema.Column> others = right.schema().columns();
    for (int c = 0; c < others.size(); c++) {
      if (c != rightKey) {
        Schema.Column column = others.get(c);
        if (left.position(column.name()) >= 0) {
          throw new EngineException("Column \"" + column.name() + "\" exists in both tables");
        }
        names.add(column);
        columns.add(new JoinColumn(right.column(c), pairs, false));
      }
    }
    super(new Schema(names), columns, pairs.slots());
    this.columns = columns;
    this.keys = keys;
    this.pairs = pairs;
    this.left = new Side(left, leftKey, true, type != JoinType.INNER, keys);
    this.right = new Side(right, rightKey, false, type == JoinType.OUTER, keys);
    step = new JoinStep(this, this.left, this.right, pairs, derived(), keys);
    onLeft = listener(this.left);
    onRight = listener(this.right);
    step.rebuild();
    left.addListener(onLeft);
    right.addListener(onRight);
  }

  private DeltaListener listener(Side side) {
    return new DeltaListener() {
      @Override
      public void retract(Delta delta) {
        step.retract(side, delta);
      }

      @Override
      public void apply(Delta delta) {
        step.apply(side, delta);
      }

      @Override
      public void settled(SettledSteps steps) {
        step.settled(side, steps);
      }

      @Override
      public void keepCodes(int position, BitSet codes) {
        int here = position(side, position);
        if (here >= 0 && columns.get(here) instanceof JoinColumn column && column.isOf(side)) {
          addKeptCodes(here, codes);
        }
      }

      @Override
      public void tidy() {
        keys.tidy(
            left.key(),
            codes -> {
              if (columns.get(left.keyColumn()) instanceof JoinKeyColumn) {
                addKeptCodes(left.keyColumn(), codes);
              }
            });
        tidyDependents();
      }
    };
  }

  /** Position here of a column of a source, or -1 if the join has no such column. */
  int position(Side side, int position) {
    if (side.isLeft()) {
      return position < side.rows().schema().columns().size() ? position : -1;
    }
    if (position >= side.rows().schema().columns().size()) {
      return -1;
    }
    if (position == side.keyColumn()) {
      return left.keyColumn();
    }
    int offset = left.rows().schema().columns().size();
    return offset + (position < side.keyColumn() ? position : position - 1);
  }

  /** Says that pairs have come or gone. */
  void changed(boolean inOrder) {
    ordered = inOrder;
    ranks.changed();
  }

  // ---- Rows

  @Override
  public boolean updatedRowsStay() {
    return false;
  }

  @Override
  public int indexColumn() {
    return -1;
  }

  /**
   * The place of the row in natural order; computed for all rows when first asked after a change.
   */
  @Override
  public long rowNumber(int slot) {
    return ranks.of(slot);
  }

  @Override
  public boolean slotsInNaturalOrder() {
    return ordered;
  }

  @Override
  public int compareNatural(int slotA, int slotB) {
    int leftA = pairs.left(slotA);
    int leftB = pairs.left(slotB);
    if (leftA != leftB) {
      if (leftA < 0 || leftB < 0) {
        return leftA < 0 ? 1 : -1;
      }
      return left.rows().compareNatural(leftA, leftB);
    }
    int rightA = pairs.right(slotA);
    int rightB = pairs.right(slotB);
    return rightA == rightB ? 0 : right.rows().compareNatural(rightA, rightB);
  }

  /** Lets go of the sources. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      left.rows().removeListener(onLeft);
      right.rows().removeListener(onRight);
      dropDependents();
    }
  }
}
