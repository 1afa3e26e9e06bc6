package dev.perspective4j.engine.window;

import dev.perspective4j.engine.column.ColumnSource;
import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.column.Vector;
import dev.perspective4j.engine.order.Criteria;
import dev.perspective4j.engine.table.Delta;
import dev.perspective4j.engine.table.DeltaListener;
import dev.perspective4j.engine.table.DictionaryUpkeep;
import dev.perspective4j.engine.table.Rows;
import dev.perspective4j.engine.table.StoredDerivedColumn;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A column computed over windows of rows.
 *
 * <p>Before a step writes, rows that go or may move are taken out of their partitions; after it,
 * they are put in again, and results are computed anew for the places that see a change. Cells of
 * rows the step writes are stored at once, changed cells of other rows are staged.
 */
public final class WindowColumn extends StoredDerivedColumn {
  /** A step that touches more than this share of the rows sorts all of them anew. */
  private static final int STEP_SHARE = 4;

  private static final int FEW = 1000;
  private static final int SPAN = 1 << 16;

  private final Rows rows;
  private final Partitions partitions;
  private final WindowFunction function;
  private final BitSet placing = new BitSet();
  private final int source;
  private final ColumnSource sourceColumn;
  private final StagedCells staged;
  private final BitSet direct = new BitSet();
  private final DeltaListener beforeWrites = new BeforeWrites();
  private boolean startOver;

  private WindowColumn(Rows rows, WindowShape shape) {
    ColumnSource read = rows.column(shape.source());
    PhysicalType physicalType = shape.operation().result(read.physicalType());
    super(physicalType, physicalType == PhysicalType.STRING ? read.dictionary() : null);
    this.rows = rows;
    this.sourceColumn = read;
    @Nullable ColumnSource order = shape.orderBy() < 0 ? null : rows.column(shape.orderBy());
    List<ColumnSource> partitionBy = shape.partitionBy().stream().map(rows::column).toList();
    this.source = shape.source();
    this.function = WindowFunction.of(shape, sourceColumn, order);
    this.partitions =
        new Partitions(
            rows,
            partitionBy,
            order == null
                ? Criteria.natural(rows)
                : Criteria.nullsFirst(rows, order, shape.descending()));
    shape.partitionBy().forEach(placing::set);
    if (shape.orderBy() >= 0) {
      placing.set(shape.orderBy());
    }
    this.staged = new StagedCells(cells);
  }

  /**
   * Registers the column of a window with the rows, for one more user.
   *
   * @param rows the rows
   * @param shape the window; its columns stay registered as long as this one
   * @return the position of the column
   */
  public static int derive(Rows rows, WindowShape shape) {
    return rows.derive(shape, () -> new WindowColumn(rows, shape));
  }

  /** Follows a step while cells hold their old values. */
  private final class BeforeWrites implements DeltaListener {
    @Override
    public void retract(Delta delta) {
      if (delta.cleared()) {
        partitions.clear();
        startOver = true;
      } else if (isBig(delta)) {
        startOver = true;
      } else {
        partitions.remove(delta.removed());
        if (moves(delta)) {
          partitions.remove(delta.updated());
        }
      }
    }

    @Override
    public void apply(Delta delta) {
      // recompute has done it: window cells must be new before others apply
    }
  }

  private boolean isBig(Delta delta) {
    int touched =
        delta.removed().length
            + delta.inserted().length
            + (isAffectedBy(delta.writtenColumns()) ? delta.updated().length : 0);
    return touched > rows.size() / STEP_SHARE + FEW;
  }

  private boolean moves(Delta delta) {
    return delta.writtenColumns().intersects(placing);
  }

  @Override
  public boolean isAffectedBy(BitSet writtenColumns) {
    return writtenColumns.get(source) || writtenColumns.intersects(placing);
  }

  /** Results that are texts are texts of the source. */
  @Override
  public boolean hasCodesOf(int position) {
    return position == source && physicalType() == PhysicalType.STRING;
  }

  @Override
  public void tidy(Consumer<BitSet> listeners) {
    if (physicalType() == PhysicalType.STRING
        && cells.dictionaryOrNull() != sourceColumn.dictionaryOrNull()) {
      DictionaryUpkeep.codes(cells, rows); // so that no cell has a code the new dictionary lacks
      cells.dictionary(sourceColumn.dictionary());
      staged.clear();
    }
    partitions.tidy();
  }

  @Override
  public void fill() {
    cells.ensureSlots(rows.slotLimit());
    partitions.fill();
    direct.set(0, rows.slotLimit());
    evaluateMarked();
    rows.addListener(beforeWrites);
  }

  @Override
  public boolean recompute(Delta delta) {
    boolean affected = isAffectedBy(delta.writtenColumns());
    cells.ensureSlots(rows.slotLimit());
    mark(delta.inserted());
    if (affected) {
      mark(delta.updated());
    }
    if (startOver) {
      startOver = false;
      partitions.fill();
    } else {
      partitions.insert(delta.inserted());
      if (moves(delta)) {
        partitions.insert(delta.updated());
      } else if (affected) {
        partitions.mark(delta.updated());
      }
    }
    evaluateMarked();
    return affected;
  }

  private void mark(int[] slots) {
    for (int slot : slots) {
      direct.set(slot);
    }
  }

  private void evaluateMarked() {
    boolean settling = !staged.isEmpty();
    for (Partition partition : partitions.marked()) {
      evaluate(partition, settling);
    }
    partitions.clearMarks();
    direct.clear();
  }

  private void evaluate(Partition partition, boolean settling) {
    BitSet places = new BitSet();
    int tail = partition.isWholeMarked() ? 0 : partition.size();
    for (int m = 0; m < partition.markCount(); m++) {
      int position = partitions.position(partition, partition.markedSlot(m));
      if (position >= 0) {
        int first = function.firstAffected(partition, position);
        int last = function.lastAffected(partition, position);
        if (last == partition.size()) {
          tail = Math.min(tail, first);
        } else {
          places.set(first, last);
        }
      }
    }
    places.set(tail, partition.size());
    for (int from = places.nextSetBit(0); from >= 0; ) {
      int to = Math.min(places.nextClearBit(from), from + SPAN);
      evaluate(partition, from, to, settling);
      from = places.nextSetBit(to);
    }
  }

  private void evaluate(Partition partition, int from, int to, boolean settling) {
    Vector results = new Vector(cells.physicalType(), cells.dictionaryOrNull(), to - from);
    function.evaluate(partition, from, to, results);
    int[] slots = new int[to - from];
    partition.rows().copy(from, slots.length, slots);
    int run = 0;
    for (int i = 0; i <= slots.length; i++) {
      if (i < slots.length && direct.get(slots[i]) && !settling) {
        continue;
      }
      if (i > run) {
        cells.scatter(slots, run, i - run, results, run);
      }
      run = i + 1;
      if (i < slots.length) {
        store(slots[i], results, i, settling);
      }
    }
  }

  private void store(int slot, Vector results, int i, boolean settling) {
    if (direct.get(slot)) {
      cells.scatter(new int[] {slot}, 0, 1, results, i);
    }
    if (settling || !StagedCells.isSame(cells, slot, results, i)) {
      staged.add(slot, results, i);
    }
  }

  @Override
  public int[] staged() {
    return staged.settle();
  }

  @Override
  public void commit() {
    staged.commit();
  }

  @Override
  public void close() {
    rows.removeListener(beforeWrites);
    super.close();
  }
}
