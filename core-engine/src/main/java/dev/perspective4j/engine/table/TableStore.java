package dev.perspective4j.engine.table;

import dev.perspective4j.engine.EngineException;
import dev.perspective4j.engine.Step;
import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.column.Vector;
import dev.perspective4j.engine.load.Batch;
import dev.perspective4j.engine.page.PagedColumn;
import dev.perspective4j.model.ColumnType;
import dev.perspective4j.model.Schema;
import dev.perspective4j.model.TableOptions;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The rows of one table: columns in pages, the identity of rows, and the steps that change them.
 *
 * <p>A step is planned (keys are looked up, slots reserved), then carried out in the two phases of
 * {@link DeltaListener}. Its cost is proportional to its rows, plus what listeners and derived
 * columns make of it. Input must be coerced to {@link #physicalTypes()} before; then no step fails.
 * Used by one thread at a time.
 */
public final class TableStore extends RowsBase implements AutoCloseable {
  private static final int[] NONE = {};

  private final Map<String, PhysicalType> physicalTypes;
  private final StoredColumns columns;
  private final Slots slots;
  private final int indexColumn;
  private final long limit;
  private Placement placement;
  private boolean closed;

  /**
   * An empty table.
   *
   * @param physicalTypes names and physical types of the columns, in order
   * @param options index, limit and where pages live; the index must be a column
   * @throws EngineException if the index column is a boolean
   */
  public TableStore(Map<String, PhysicalType> physicalTypes, TableOptions options) {
    int index = -1;
    List<Schema.Column> logical = new ArrayList<>();
    for (Map.Entry<String, PhysicalType> column : physicalTypes.entrySet()) {
      if (options.index().filter(column.getKey()::equals).isPresent()) {
        index = logical.size();
        if (column.getValue() == PhysicalType.BOOL) {
          throw new EngineException("Unsupported type `bool` for `index`.\n");
        }
      }
      logical.add(new Schema.Column(column.getKey(), column.getValue().type()));
    }
    if (options.index().isPresent() && index < 0) {
      throw new IllegalArgumentException("no column " + options.index().get());
    }
    StoredColumns columns = new StoredColumns(physicalTypes.values(), options.pageToDisk());
    Slots slots = new Slots();
    super(new Schema(logical), columns.all(), slots);
    this.physicalTypes = new LinkedHashMap<>(physicalTypes);
    this.columns = columns;
    this.slots = slots;
    indexColumn = index;
    limit = options.limit().orElse(-1);
    if (index >= 0) {
      placement = new KeyedPlacement(slots, columns.get(index));
    } else {
      placement = limit >= 0 ? new RingPlacement(slots, limit) : new AppendPlacement(slots);
    }
  }

  /** Physical type of each column, in order; unmodifiable and safe to share between threads. */
  public Map<String, PhysicalType> physicalTypes() {
    return Collections.unmodifiableMap(physicalTypes);
  }

  // ---- steps

  /**
   * Fills a table in the making; there are no listeners yet. A null does not replace the cell of an
   * earlier row with the same key, unlike in an update. As every release does: loading and updating differ.
   *
   * @param addressed whether {@link Batch#INDEX} addresses rows rather than being a column
   */
  public void fill(Batch batch, boolean addressed) {
    StepInput rows = incoming(List.of(batch), addressed);
    if (rows.rowCount() > 0) {
      numberRowsIfAsked(rows);
      if (indexColumn >= 0 || rows.hasNumbers()) {
        rows.leaveOutNulls();
      }
      carryOut(rows, placement.plan(rows), 0, false);
    }
  }

  /** Inserts and updates rows. */
  public Step update(List<Batch> batches, int port) {
    tidy();
    StepInput rows = incoming(batches, true);
    if (rows.rowCount() == 0) {
      return Step.nothing(port);
    }
    numberRowsIfAsked(rows);
    List<DeltaListener> followers = carryOut(rows, placement.plan(rows), port, false);
    return finish(new Step(port, true, Optional.empty()), followers);
  }

  /**
   * Removes the rows of an indexed table that have one of the given keys.
   *
   * @param parts cells of the physical type of the index column; their strings may be of any dictionary
   */
  public Step remove(List<Vector> parts) {
    if (parts.stream().allMatch(part -> part.size() == 0)) {
      return Step.nothing(0);
    }
    KeyedPlacement keyed = keyed();
    tidy();
    PagedColumn index = columns.get(indexColumn);
    Vector keys =
        parts.size() == 1 ? InputAssembly.recoded(parts.getFirst(), index) : joined(parts);
    StepInput rows = new StepInput(keys.size(), true);
    rows.keysFrom(new StepInput.Write(indexColumn, 0, keys, null));
    PlacementPlan plan = keyed.planRemoval(rows);
    Optional<Vector> gone = keysOf(plan.removed());
    List<DeltaListener> followers = carryOut(new StepInput(0, true), plan, 0, false);
    columns.drop(indexColumn, keys.size());
    return finish(new Step(0, true, gone), followers);
  }

  /** Removes all rows, then inserts the given ones, as one step. */
  public Step replace(List<Batch> batches) {
    SettledSteps steps = new SettledSteps();
    Step step = replace(batches, steps);
    steps.tell();
    return step;
  }

  /**
   * As {@link #replace(List)}, as part of the step of another table.
   *
   * @param steps where to add this step and those of tables that follow; not told yet
   */
  public Step replace(List<Batch> batches, SettledSteps steps) {
    tidy();
    int[] before = indexColumn >= 0 ? liveSlots() : new int[0];
    Optional<Vector> oldKeys = keysOf(before);
    StepInput rows = incoming(batches, true);
    numberRowsIfAsked(rows);
    placement.clear();
    PlacementPlan plan = placement.plan(rows);
    List<DeltaListener> followers = carryOut(rows, plan, 0, true);
    return settle(new Step(0, true, oldKeys.flatMap(this::withoutPresent)), followers, steps);
  }

  /**
   * Removes rows by number, and inserts and updates others, as one step: for a table without index or
   * limit whose rows are all addressed by number and follow another table.
   *
   * @param gone numbers of rows to remove; all of them exist
   * @param written rows that carry {@link Batch#INDEX}
   * @param steps where to add this step and those of tables that follow; not told yet
   */
  public void change(long[] gone, Batch written, SettledSteps steps) {
    tidy();
    StepInput rows = incoming(List.of(written), true);
    numberRowsIfAsked(rows);
    if (!(placement instanceof NumberedPlacement numbered)) {
      throw new IllegalStateException("rows without numbers");
    }
    int[] removed = numbered.remove(gone);
    PlacementPlan plan = numbered.plan(rows).withRemoved(removed);
    List<DeltaListener> followers = carryOut(rows, plan, 0, false);
    settle(new Step(0, true, Optional.empty()), followers, steps);
  }

  /** Ends a step that began here. */
  private Step finish(Step step, List<DeltaListener> followers) {
    SettledSteps steps = new SettledSteps();
    settle(step, followers, steps);
    steps.tell();
    return step;
  }

  private Step settle(Step step, List<DeltaListener> followers, SettledSteps steps) {
    steps.add(stepListeners(), step);
    followers.forEach(follower -> follower.settled(steps));
    return step;
  }

  /** Changes the rows; whom to tell when the step is over. */
  private List<DeltaListener> carryOut(
      StepInput rows, PlacementPlan plan, int port, boolean cleared) {
    BitSet written = new BitSet();
    if (plan.updated().length > 0) {
      for (StepInput.Write write : rows.writes()) {
        if (write.position() != indexColumn) {
          written.set(write.position());
        }
      }
      derived().markAffected(written);
    }
    Delta delta =
        new Delta(port, cleared, plan.removed(), plan.updated(), plan.inserted(), written, false);
    columns.drop(delta, slots.size());
    List<DeltaListener> told = listeners();
    columns.share(delta.updated());
    told.forEach(listener -> listener.retract(delta));
    columns.share(NONE);
    placement.settle();
    if (cleared) {
      slots.clear();
      if (columns.shrink(plan.inserted().length)) {
        slots.forgetUsed();
      }
    }
    int usedBefore = slots.used();
    slots.remove(plan.removed());
    slots.insert(plan.inserted());
    slots.use(plan.reach());
    columns.ensureSlots(slots.used());
    StepWriter.write(columns.all(), rows, plan, usedBefore);
    derived().recompute(delta);
    columns.share(delta.updated());
    told.forEach(listener -> listener.apply(delta));
    columns.share(NONE);
    derived().secondRounds(port, told);
    return told;
  }

  /** Forgets what is only kept for rows that are gone. */
  private void tidy() {
    columns.tidy(this::codesInUse);
    tidyDependents();
  }

  private BitSet codesInUse(int position) {
    BitSet codes = DictionaryUpkeep.codes(columns.get(position), this);
    addKeptCodes(position, codes);
    if (position == indexColumn) {
      keyed().keepCodes(codes);
    }
    return codes;
  }

  private void numberRowsIfAsked(StepInput rows) {
    if (rows.hasNumbers()) {
      switch (placement) {
        case AppendPlacement appended ->
            placement = new NumberedPlacement(slots, appended, appended.next(), -1);
        case RingPlacement limited ->
            placement = new NumberedPlacement(slots, limited, limited.next(), limit);
        case KeyedPlacement _, NumberedPlacement _ -> {}
      }
    }
  }

  // ---- input

  private StepInput incoming(List<Batch> batches, boolean addressed) {
    return InputAssembly.of(batches, addressed, this, columns);
  }

  /** Cells of the index column from several vectors as one. */
  private Vector joined(List<Vector> parts) {
    PagedColumn column = columns.get(indexColumn);
    Vector all = new Vector(column.physicalType(), column.dictionaryOrNull(), 16);
    for (Vector part : parts) {
      Vector cells = InputAssembly.recoded(part, column);
      for (int i = 0; i < cells.size(); i++) {
        all.add(cells, i);
      }
    }
    return all;
  }

  /**
   * Lets string columns that have no strings yet use the dictionaries of a batch instead of copying
   * them; the batch's maker must not use them for another table.
   */
  public void adoptDictionaries(Batch batch) {
    for (Batch.Column column : batch.columns()) {
      int position = position(column.name());
      if (position >= 0) {
        columns.adoptDictionary(position, column);
      }
    }
  }

  // ---- keys

  private KeyedPlacement keyed() {
    if (placement instanceof KeyedPlacement keyed) {
      return keyed;
    }
    throw new EngineException("Cannot remove from unindexed Table\n");
  }

  private Optional<Vector> keysOf(int[] slots) {
    if (slots.length == 0) {
      return Optional.empty();
    }
    return Optional.of(KeySort.sorted(columns.get(indexColumn).cells(slots)));
  }

  private Optional<Vector> withoutPresent(Vector keys) {
    if (slots.size() == 0) {
      return Optional.of(keys);
    }
    KeyedPlacement keyed = keyed();
    long[] bits = KeyBits.of(keys);
    Vector gone = new Vector(keys.physicalType(), keys.dictionaryOrNull(), 16);
    for (int i = 0; i < bits.length; i++) {
      if (!keyed.has(keys.isNull(i), bits[i])) {
        gone.add(keys, i);
      }
    }
    return gone.size() == 0 ? Optional.empty() : Optional.of(gone);
  }

  // ---- Rows

  @Override
  public int indexColumn() {
    return indexColumn;
  }

  @Override
  public long rowNumber(int slot) {
    return placement.rowNumber(slot);
  }

  @Override
  public int slotOfKey(long key) {
    return switch (placement) {
      case KeyedPlacement keyed -> keyed.find(key);
      case NumberedPlacement numbered -> numbered.find(key);
      case AppendPlacement _, RingPlacement _ -> super.slotOfKey(key);
    };
  }

  @Override
  public boolean slotsInNaturalOrder() {
    return placement.inOrder();
  }

  @Override
  public int compareNatural(int slotA, int slotB) {
    return placement.compare(slotA, slotB);
  }

  /** Bytes of memory outside the heap that the table's own columns hold. */
  public long heldBytes() {
    return columns.heldBytes();
  }

  /** Type of the index column, or empty for a table without index. */
  public Optional<ColumnType> indexType() {
    return indexColumn < 0
        ? Optional.empty()
        : Optional.of(columns.get(indexColumn).physicalType().type());
  }

  /** Frees all memory at once; the rows must not be used any more. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      dropDependents();
      columns.close();
    }
  }
}
