package dev.perspective4j.engine.expression.compile;

import dev.perspective4j.engine.EngineException;
import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.column.StringDictionary;
import dev.perspective4j.engine.column.Vector;
import dev.perspective4j.engine.expression.ExpressionLimits;
import dev.perspective4j.engine.expression.value.Budget;
import dev.perspective4j.engine.expression.value.TextSink;
import dev.perspective4j.engine.page.PagedColumn;
import dev.perspective4j.engine.table.Delta;
import dev.perspective4j.engine.table.DictionaryUpkeep;
import dev.perspective4j.engine.table.Rows;
import dev.perspective4j.engine.table.StoredDerivedColumn;
import java.util.Arrays;
import java.util.BitSet;
import java.util.function.Consumer;

/**
 * The values of an expression, kept up to date.
 *
 * <p>A step recomputes the rows it inserts, and those it updates if it writes a column the
 * expression reads. An expression that looks into other rows is recomputed for all rows; those that
 * change outside the step are staged for its second round.
 */
final class ExpressionColumn extends StoredDerivedColumn {
  private final Rows rows;
  private final Compiled compiled;
  private final ExpressionLimits limits;
  private final Budget budget;
  private final BitSet reads = new BitSet();
  private final DictionaryUpkeep upkeep = new DictionaryUpkeep();
  private Work work;
  private final SlotRun run = new SlotRun();
  private boolean exhausted;
  private int[] stagedSlots = {};
  private Vector stagedCells;

  ExpressionColumn(Rows rows, Compiled compiled, ExpressionLimits limits) {
    super(
        compiled.physicalType(),
        compiled.physicalType() == PhysicalType.STRING ? new StringDictionary() : null);
    this.rows = rows;
    this.compiled = compiled;
    this.budget = compiled.budget();
    this.limits = limits;
    this.work = new Work(rows, compiled, limits, cells);
    this.stagedCells = new Vector(cells.physicalType(), cells.dictionaryOrNull(), 0);
    for (String column : compiled.columns()) {
      reads.set(rows.position(column));
    }
  }

  /** What values are computed with: as long as the dictionary of the column stays the same. */
  private static final class Work {
    private final Evaluator evaluator;
    private final Vector fresh;
    private final Vector old;

    Work(Rows rows, Compiled compiled, ExpressionLimits limits, PagedColumn cells) {
      StringDictionary dictionary = cells.dictionaryOrNull();
      fresh = new Vector(cells.physicalType(), dictionary, Vector.CHUNK);
      old = new Vector(cells.physicalType(), dictionary, Vector.CHUNK);
      TextSink texts =
          new TextSink(
              dictionary == null ? new StringDictionary() : dictionary, limits.textBytes());
      evaluator = compiled.evaluator(rows, texts);
    }
  }

  @Override
  public void tidy(Consumer<BitSet> listeners) {
    StringDictionary strings = cells.dictionaryOrNull();
    if (strings != null && upkeep.isDue(strings, cells.capacity())) {
      BitSet codes = DictionaryUpkeep.codes(cells, rows);
      listeners.accept(codes);
      cells.dictionary(upkeep.clean(strings, codes));
      work = new Work(rows, compiled, limits, cells);
    }
  }

  @Override
  public void fill() {
    start();
    int workers = ParallelFill.workers(compiled, rows);
    if (workers > 1) {
      exhausted = !ParallelFill.run(compiled, rows, cells, workers);
    } else if (rows.isDense()) {
      for (int slot = 0; slot < rows.slotLimit(); slot += Vector.CHUNK) {
        run.consecutive(slot, Math.min(Vector.CHUNK, rows.slotLimit() - slot));
        compute();
        run.write(cells, work.fresh);
      }
    } else {
      write(live());
    }
    if (exhausted) {
      close();
      throw new EngineException(Budget.OutOfTime.TEXT);
    }
  }

  private int[] live() {
    int[] slots = new int[rows.size()];
    int count = 0;
    for (int slot = rows.nextLive(0); slot >= 0; slot = rows.nextLive(slot + 1)) {
      slots[count++] = slot;
    }
    return slots;
  }

  private void start() {
    cells.ensureSlots(rows.slotLimit());
    budget.start();
    exhausted = false;
    compiled.startEvaluation();
  }

  /** Computes the values of the run; null if there is no time left. */
  private void compute() {
    if (!exhausted) {
      try {
        work.evaluator.evaluate(run, work.fresh);
        return;
      } catch (Budget.OutOfTime late) {
        exhausted = true;
      }
    }
    work.fresh.clear();
    for (int i = 0; i < run.count(); i++) {
      work.fresh.addNull();
    }
  }

  private void write(int[] slots) {
    for (int at = 0; at < slots.length; at += Vector.CHUNK) {
      run.listed(slots, at, Math.min(Vector.CHUNK, slots.length - at));
      compute();
      run.write(cells, work.fresh);
    }
  }

  @Override
  public boolean recompute(Delta delta) {
    start();
    upkeep.drop(delta.cleared() ? cells.capacity() : delta.removed().length);
    write(delta.inserted());
    boolean changed = false;
    if (isAffectedBy(delta.writtenColumns())) {
      int[] slots = delta.updated();
      upkeep.drop(slots.length);
      for (int at = 0; at < slots.length; at += Vector.CHUNK) {
        run.listed(slots, at, Math.min(Vector.CHUNK, slots.length - at));
        compute();
        run.read(cells, work.old);
        changed |= firstDifference(0) < run.count();
        run.write(cells, work.fresh);
      }
    }
    if (compiled.looksUp()) {
      stage(delta);
    }
    return changed;
  }

  @Override
  public boolean isAffectedBy(BitSet writtenColumns) {
    return compiled.isVolatile() || compiled.looksUp() || writtenColumns.intersects(reads);
  }

  /** Index of the first cell from {@code from} on that differs between old and fresh values. */
  private int firstDifference(int from) {
    int i = from;
    while (i < run.count() && same(i)) {
      i++;
    }
    return i;
  }

  private boolean same(int i) {
    if (work.fresh.isNull(i) || work.old.isNull(i)) {
      return work.fresh.isNull(i) == work.old.isNull(i);
    }
    return switch (work.fresh.physicalType().lane()) {
      case LONG -> work.fresh.longs()[i] == work.old.longs()[i];
      case DOUBLE ->
          Double.doubleToLongBits(work.fresh.doubles()[i])
              == Double.doubleToLongBits(work.old.doubles()[i]);
      case CODE -> work.fresh.codes()[i] == work.old.codes()[i];
    };
  }

  private void stage(Delta delta) {
    BitSet done = new BitSet(rows.slotLimit());
    Arrays.stream(delta.inserted()).forEach(done::set);
    Arrays.stream(delta.updated()).forEach(done::set);
    int[] others = Arrays.stream(live()).filter(slot -> !done.get(slot)).toArray();
    int[] changed = new int[others.length];
    int count = 0;
    stagedCells = new Vector(cells.physicalType(), cells.dictionaryOrNull(), Vector.CHUNK);
    for (int at = 0; at < others.length; at += Vector.CHUNK) {
      run.listed(others, at, Math.min(Vector.CHUNK, others.length - at));
      compute();
      run.read(cells, work.old);
      for (int i = firstDifference(0); i < run.count(); i = firstDifference(i + 1)) {
        changed[count++] = run.slot(i);
        stagedCells.add(work.fresh, i);
      }
    }
    stagedSlots = Arrays.copyOf(changed, count);
  }

  @Override
  public int[] staged() {
    return stagedSlots;
  }

  @Override
  public void commit() {
    upkeep.drop(stagedSlots.length);
    cells.scatter(stagedSlots, 0, stagedSlots.length, stagedCells, 0);
    stagedSlots = new int[0];
  }
}
