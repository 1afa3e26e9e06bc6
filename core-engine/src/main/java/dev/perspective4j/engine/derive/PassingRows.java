package dev.perspective4j.engine.derive;

import dev.perspective4j.engine.EngineException;
import dev.perspective4j.engine.Step;
import dev.perspective4j.engine.column.ColumnSource;
import dev.perspective4j.engine.column.Lane;
import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.column.Vector;
import dev.perspective4j.engine.filter.FilterStage;
import dev.perspective4j.engine.table.Delta;
import dev.perspective4j.engine.table.DeltaListener;
import dev.perspective4j.engine.table.LeavingKeys;
import dev.perspective4j.engine.table.NaturalRanks;
import dev.perspective4j.engine.table.Rows;
import dev.perspective4j.engine.table.RowsBase;
import dev.perspective4j.engine.table.SettledSteps;
import dev.perspective4j.engine.table.Slots;
import dev.perspective4j.model.Schema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rows that pass the filter of a flat view, as rows of a table of their own.
 *
 * <p>A row has the slot it has in the source, columns are those of the source, and so is natural
 * order; nothing is copied but which slots pass. Each round of a step of the source, narrowed by
 * the filter, is a round of these rows.
 */
public final class PassingRows extends RowsBase implements DerivedRows {
  private static final int[] NONE = {};

  private final Rows source;
  private final FilterStage filter;

  /** Position here of each column of the source that is one here. */
  private final Map<Integer, Integer> here;

  private final int indexColumn;
  private final Slots live;
  private final @Nullable LeavingKeys leaving;
  private final NaturalRanks ranks = new NaturalRanks(this);
  private final DeltaListener follower = new Follower();

  // The step under way.
  private boolean open;
  private boolean told;
  private boolean any;
  private int[] removed = NONE;

  /**
   * Takes the rows that pass and follows from then on.
   *
   * @param source the rows under the view
   * @param filter the filter of the view
   * @param offered position in the source of each column of the view, by name
   * @param wanted the columns to have; empty for those of the view
   * @throws EngineException if a wanted column has another type, or the index is not wanted
   */
  public PassingRows(
      Rows source, FilterStage filter, Map<String, Integer> offered, Optional<Schema> wanted) {
    Map<String, PhysicalType> physicalTypes = new LinkedHashMap<>();
    offered.forEach(
        (name, position) -> physicalTypes.put(name, source.column(position).physicalType()));
    wanted.ifPresent(columns -> DerivedNames.requireTypes(physicalTypes, columns));
    List<Schema.Column> all = new ArrayList<>();
    physicalTypes.forEach(
        (name, physicalType) -> all.add(new Schema.Column(name, physicalType.type())));
    Schema schema = wanted.orElseGet(() -> new Schema(all));
    List<ColumnSource> columns = new ArrayList<>();
    Map<Integer, Integer> here = new HashMap<>();
    for (Schema.Column column : schema.columns()) {
      Integer position = offered.get(column.name());
      if (position == null) {
        columns.add(new EmptyColumn(PhysicalType.of(column.type())));
      } else {
        here.put(position, columns.size());
        columns.add(source.column(position));
      }
    }
    Slots live = new Slots();
    super(schema, columns, live);
    this.source = source;
    this.filter = filter;
    this.here = here;
    this.live = live;
    indexColumn = indexColumn(offered);
    leaving = indexColumn >= 0 ? new LeavingKeys(this) : null;
    takeAll();
    filter.addListener(follower);
  }

  private int indexColumn(Map<String, Integer> offered) {
    if (source.indexColumn() < 0 || !offered.containsValue(source.indexColumn())) {
      return -1;
    }
    Integer index = here.get(source.indexColumn());
    if (index == null) {
      String name = source.schema().columns().get(source.indexColumn()).name();
      throw new EngineException("Specified index `" + name + "` does not exist in dataset.");
    }
    return index;
  }

  private void takeAll() {
    int[] slots = new int[Vector.CHUNK];
    for (int from = 0, n; (n = filter.copy(from, slots)) > 0; from = slots[n - 1] + 1) {
      live.insert(Arrays.copyOf(slots, n));
    }
  }

  private final class Follower implements DeltaListener {
    @Override
    public void retract(Delta delta) {
      takeOut(delta);
    }

    @Override
    public void apply(Delta delta) {
      putIn(delta);
    }

    @Override
    public void settled(SettledSteps steps) {
      settle(steps);
    }

    @Override
    public void keepCodes(int position, BitSet codes) {
      Integer column = here.get(position);
      if (column != null) {
        addKeptCodes(column, codes);
      }
    }

    @Override
    public void tidy() {
      tidyDependents();
    }
  }

  private void takeOut(Delta delta) {
    if (!open) {
      open = true;
      told = false;
      any = false;
    }
    BitSet written = written(delta);
    removed = delta.cleared() ? NONE : delta.removed();
    Delta round =
        new Delta(0, delta.cleared(), removed, updated(delta, written), NONE, written, told);
    if (leaving != null) {
      leaving.leave(delta.cleared() ? liveSlots() : removed);
    }
    listeners().forEach(listener -> listener.retract(round));
    if (delta.cleared()) {
      live.clear();
    } else {
      live.remove(removed);
    }
    ranks.changed();
  }

  private void putIn(Delta delta) {
    BitSet written = written(delta);
    Delta round =
        new Delta(
            0, delta.cleared(), removed, updated(delta, written), delta.inserted(), written, told);
    told = true;
    any |= !round.isEmpty();
    live.insert(delta.inserted());
    ranks.changed();
    if (leaving != null) {
      leaving.enter(delta.inserted());
    }
    List<DeltaListener> all = listeners();
    derived().recompute(round);
    all.forEach(listener -> listener.apply(round));
    derived().secondRounds(0, all);
  }

  /** Positions here of the columns written. */
  private BitSet written(Delta delta) {
    BitSet written = new BitSet();
    BitSet there = delta.writtenColumns();
    for (int column = there.nextSetBit(0); column >= 0; column = there.nextSetBit(column + 1)) {
      Integer position = here.get(column);
      if (position != null) {
        written.set(position);
      }
    }
    derived().markAffected(written);
    return written;
  }

  /**
   * The updated rows of a round; none if it only recomputed window columns that these rows do not
   * have.
   */
  private int[] updated(Delta delta, BitSet written) {
    boolean elsewhere = delta.isDerived(source.schema().columns().size()) && written.isEmpty();
    return elsewhere ? NONE : delta.updated();
  }

  private void settle(SettledSteps steps) {
    if (!open) {
      return;
    }
    open = false;
    Optional<Vector> gone = leaving == null ? Optional.empty() : leaving.gone();
    if (any) {
      steps.add(stepListeners(), new Step(0, true, gone));
    }
    listeners().forEach(listener -> listener.settled(steps));
  }

  @Override
  public Rows rows() {
    return this;
  }

  @Override
  public void close() {
    filter.removeListener(follower);
    dropDependents();
  }

  // ---- Rows

  @Override
  public int indexColumn() {
    return indexColumn;
  }

  /**
   * The row number in the source; its key, if that is a number; or else the place of the row here.
   */
  @Override
  public long rowNumber(int slot) {
    if (source.indexColumn() < 0) {
      return source.rowNumber(slot);
    }
    ColumnSource keys = source.column(source.indexColumn());
    if (keys.physicalType().lane() == Lane.LONG && keys.physicalType() != PhysicalType.UINT64) {
      return keys.isNull(slot) ? Long.MIN_VALUE : keys.longAt(slot);
    }
    return ranks.of(slot);
  }

  @Override
  public int slotOfKey(long key) {
    if (indexColumn < 0 && source.indexColumn() >= 0) {
      return super.slotOfKey(key);
    }
    int slot = source.slotOfKey(key);
    return slot >= 0 && live.isLive(slot) ? slot : -1;
  }

  @Override
  public boolean slotsInNaturalOrder() {
    return source.slotsInNaturalOrder();
  }

  @Override
  public int compareNatural(int slotA, int slotB) {
    return source.compareNatural(slotA, slotB);
  }
}
