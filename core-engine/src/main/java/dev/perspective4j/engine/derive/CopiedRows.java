package dev.perspective4j.engine.derive;

import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.column.SlotArrays;
import dev.perspective4j.engine.column.Vector;
import dev.perspective4j.engine.load.Batch;
import dev.perspective4j.engine.table.Delta;
import dev.perspective4j.engine.table.DeltaListener;
import dev.perspective4j.engine.table.Rows;
import dev.perspective4j.engine.table.SettledSteps;
import dev.perspective4j.engine.table.TableStore;
import dev.perspective4j.engine.view.IdentifiedRows;
import dev.perspective4j.model.TableOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Copies of the rows of a view with groups or splits.
 *
 * <p>Each row has a hidden number, given out in order of creation, which is its place in natural
 * order; in a view with splits rows stand by level first. When a step of the source is settled, the
 * view says which of its rows went, and which are new or show something else; those and no others
 * are removed and written here, in one step. So the cost of a step is that of the groups it
 * changed.
 */
public final class CopiedRows implements DerivedRows {
  /** Rows of a level that fit before the next level. */
  private static final int LEVEL_BITS = 40;

  private static final long NONE = -1;

  private final Rows source;
  private final IdentifiedRows rows;
  private final boolean byLevel;
  private final CopiedColumns columns;
  private final TableStore store;
  private final DeltaListener follower = new Follower();
  private long[] numbers = {};
  private long next;
  private boolean behind;

  /**
   * Copies all rows and follows from then on.
   *
   * @param source the rows under the view
   * @param rows the rows of the view
   * @param byLevel whether rows of one level stand before those of the next
   * @param columns what to copy
   */
  public CopiedRows(Rows source, IdentifiedRows rows, boolean byLevel, CopiedColumns columns) {
    this.source = source;
    this.rows = rows;
    this.byLevel = byLevel;
    this.columns = columns;
    this.store = new TableStore(columns.physicalTypes(), TableOptions.DEFAULT);
    store.fill(batch(rows.all(), true), true);
    source.addListener(follower);
  }

  private final class Follower implements DeltaListener {
    @Override
    public void retract(Delta delta) {
      behind = true;
    }

    @Override
    public void apply(Delta delta) {
      // nothing to do before the step is settled
    }

    @Override
    public void settled(SettledSteps steps) {
      if (behind) {
        behind = false;
        // Nobody is told of a step here unless the source is told of one.
        boolean told = steps.contains(source.stepListeners());
        follow(rows.changes(), told ? steps : new SettledSteps());
      }
    }
  }

  private void follow(IdentifiedRows.Changes changes, SettledSteps steps) {
    if (changes.cleared()) {
      Arrays.fill(numbers, NONE);
      store.replace(List.of(batch(changes.touched(), true)), steps);
      return;
    }
    long[] gone = forget(changes.gone());
    int[] written = changes.touched();
    if (changes.suspects().length > 0) {
      written = SlotArrays.concat(written, differing(changes.suspects()));
    }
    if (gone.length > 0 || written.length > 0) {
      store.change(gone, batch(written, false), steps);
    }
  }

  /** Forgets rows; the numbers of those that are here. */
  private long[] forget(int[] ids) {
    long[] gone = new long[ids.length];
    int count = 0;
    for (int id : ids) {
      if (id < numbers.length && numbers[id] != NONE) {
        gone[count++] = numbers[id];
        numbers[id] = NONE;
      }
    }
    return Arrays.copyOf(gone, count);
  }

  /** The rows whose cells are not those that are here. */
  private int[] differing(int[] ids) {
    int[] slots = new int[ids.length];
    for (int i = 0; i < ids.length; i++) {
      slots[i] = store.slotOfKey(numbers[ids[i]]);
    }
    boolean[] differs = columns.compare(rows.cells(ids), store, slots);
    int[] found = new int[ids.length];
    int count = 0;
    for (int i = 0; i < ids.length; i++) {
      if (differs[i]) {
        found[count++] = ids[i];
      }
    }
    return Arrays.copyOf(found, count);
  }

  /** The rows as input of the store; those without a number get one. */
  private Batch batch(int[] ids, boolean allNew) {
    Vector addresses = new Vector(PhysicalType.INT64, null, ids.length);
    boolean fresh = allNew;
    for (int id : ids) {
      reserve(id);
      if (numbers[id] == NONE) {
        fresh = true;
        long level = byLevel ? rows.depth(id) : 0;
        numbers[id] = (level << LEVEL_BITS) | next++;
      }
      addresses.addLong(numbers[id]);
    }
    List<Batch.Column> cells = new ArrayList<>();
    cells.add(new Batch.Column(Batch.INDEX, addresses, null));
    columns.copy(rows.cells(ids), fresh, cells);
    return new Batch(ids.length, cells);
  }

  private void reserve(int id) {
    if (id >= numbers.length) {
      int from = numbers.length;
      numbers = Arrays.copyOf(numbers, Math.max(id + 1, from + (from >> 1) + 16));
      Arrays.fill(numbers, from, numbers.length, NONE);
    }
  }

  @Override
  public Rows rows() {
    return store;
  }

  @Override
  public void close() {
    source.removeListener(follower);
    store.close();
  }
}
