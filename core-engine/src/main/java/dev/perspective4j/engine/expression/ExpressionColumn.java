package dev.perspective4j.engine.expression;

import dev.perspective4j.engine.EngineException;
import dev.perspective4j.engine.column.PageMemory;
import dev.perspective4j.engine.column.PagedColumn;
import dev.perspective4j.engine.column.Storage;
import dev.perspective4j.engine.column.StringDictionary;
import dev.perspective4j.engine.column.Vector;
import dev.perspective4j.engine.expression.value.Budget;
import dev.perspective4j.engine.expression.value.TextSink;
import dev.perspective4j.engine.table.Delta;
import dev.perspective4j.engine.table.DerivedColumn;
import dev.perspective4j.engine.table.Rows;
import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * The values of an expression, kept up to date.
 *
 * <p>A step recomputes the rows it inserts, and those it updates if it writes a column the expression
 * reads. An expression that looks into other rows is recomputed for all rows; those that change
 * outside the step are staged for its second round.
 */
final class ExpressionColumn implements DerivedColumn {
  private final Rows rows;
  private final Compiled compiled;
  private final Budget budget;
  private final PageMemory memory = PageMemory.inMemory();
  private final PagedColumn cells;
  private final BitSet reads = new BitSet();
  private final Evaluator evaluator;
  private final SlotRun run = new SlotRun();
  private final Vector fresh;
  private final Vector old;
  private boolean exhausted;
  private int[] stagedSlots = {};
  private Vector stagedCells;

  ExpressionColumn(Rows rows, Compiled compiled, ExpressionLimits limits) {
    this.rows = rows;
    this.compiled = compiled;
    this.budget = compiled.budget();
    Storage storage = compiled.storage();
    StringDictionary dictionary = storage == Storage.STRING ? new StringDictionary() : null;
    this.cells = new PagedColumn(storage, dictionary, memory);
    this.fresh = new Vector(storage, dictionary, Vector.CHUNK);
    this.old = new Vector(storage, dictionary, Vector.CHUNK);
    this.stagedCells = new Vector(storage, dictionary, 0);
    TextSink texts =
        new TextSink(dictionary == null ? new StringDictionary() : dictionary, limits.textBytes());
    this.evaluator = compiled.evaluator(rows, texts);
    for (String column : compiled.columns()) {
      reads.set(rows.position(column));
    }
  }

  @Override
  public Storage storage() {
    return cells.storage();
  }

  @Override
  public @Nullable StringDictionary dictionaryOrNull() {
    return cells.dictionaryOrNull();
  }

  @Override
  public void scan(int slot, int count, Vector out) {
    cells.scan(slot, count, out);
  }

  @Override
  public void gather(int[] slots, int offset, int count, Vector out) {
    cells.gather(slots, offset, count, out);
  }

  @Override
  public boolean isNull(int slot) {
    return cells.isNull(slot);
  }

  @Override
  public long longAt(int slot) {
    return cells.longAt(slot);
  }

  @Override
  public double doubleAt(int slot) {
    return cells.doubleAt(slot);
  }

  @Override
  public int codeAt(int slot) {
    return cells.codeAt(slot);
  }

  @Override
  public void fill() {
    start();
    if (rows.isDense()) {
      for (int slot = 0; slot < rows.slotLimit(); slot += Vector.CHUNK) {
        run.consecutive(slot, Math.min(Vector.CHUNK, rows.slotLimit() - slot));
        compute();
        run.write(cells, fresh);
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
        evaluator.evaluate(run, fresh);
        return;
      } catch (Budget.OutOfTime late) {
        exhausted = true;
      }
    }
    fresh.clear();
    for (int i = 0; i < run.count(); i++) {
      fresh.addNull();
    }
  }

  private void write(int[] slots) {
    for (int at = 0; at < slots.length; at += Vector.CHUNK) {
      run.listed(slots, at, Math.min(Vector.CHUNK, slots.length - at));
      compute();
      run.write(cells, fresh);
    }
  }

  @Override
  public boolean recompute(Delta delta) {
    start();
    write(delta.inserted());
    boolean changed = false;
    if (compiled.isVolatile() || delta.writtenColumns().intersects(reads)) {
      int[] slots = delta.updated();
      for (int at = 0; at < slots.length; at += Vector.CHUNK) {
        run.listed(slots, at, Math.min(Vector.CHUNK, slots.length - at));
        compute();
        run.read(cells, old);
        changed |= firstDifference(0) < run.count();
        run.write(cells, fresh);
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

  @Override
  public boolean keepsCodesOf(int position) {
    return compiled.looksUp() || reads.get(position);
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
    if (fresh.isNull(i) || old.isNull(i)) {
      return fresh.isNull(i) == old.isNull(i);
    }
    return switch (fresh.storage().lane()) {
      case LONG -> fresh.longs()[i] == old.longs()[i];
      case DOUBLE ->
          Double.doubleToLongBits(fresh.doubles()[i]) == Double.doubleToLongBits(old.doubles()[i]);
      case CODE -> fresh.codes()[i] == old.codes()[i];
    };
  }

  private void stage(Delta delta) {
    BitSet done = new BitSet(rows.slotLimit());
    Arrays.stream(delta.inserted()).forEach(done::set);
    Arrays.stream(delta.updated()).forEach(done::set);
    int[] others = Arrays.stream(live()).filter(slot -> !done.get(slot)).toArray();
    int[] changed = new int[others.length];
    int count = 0;
    stagedCells = new Vector(cells.storage(), cells.dictionaryOrNull(), Vector.CHUNK);
    for (int at = 0; at < others.length; at += Vector.CHUNK) {
      run.listed(others, at, Math.min(Vector.CHUNK, others.length - at));
      compute();
      run.read(cells, old);
      for (int i = firstDifference(0); i < run.count(); i = firstDifference(i + 1)) {
        changed[count++] = run.slot(i);
        stagedCells.add(fresh, i);
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
    cells.scatter(stagedSlots, 0, stagedSlots.length, stagedCells, 0);
    stagedSlots = new int[0];
  }

  @Override
  public void close() {
    memory.close();
  }
}
