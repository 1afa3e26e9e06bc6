package dev.perspective4j.engine.table;

import dev.perspective4j.engine.EngineException;
import dev.perspective4j.engine.Step;
import dev.perspective4j.engine.column.ColumnSource;
import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.column.StringDictionary;
import dev.perspective4j.engine.column.Vector;
import dev.perspective4j.engine.load.Batch;
import dev.perspective4j.engine.page.PageMemory;
import dev.perspective4j.engine.page.PagedColumn;
import dev.perspective4j.model.ColumnType;
import dev.perspective4j.model.Schema;
import dev.perspective4j.model.TableOptions;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The rows of one table: columns in pages, the identity of rows, and the steps that change them.
 *
 * <p>A step is planned (keys are looked up, slots reserved), then carried out in the two phases of
 * {@link DeltaListener}. Its cost is proportional to its rows, plus what listeners and derived
 * columns make of it. Input must be coerced to {@link #physicalTypes()} before; then no step fails. Used
 * by one thread at a time.
 */
public final class TableStore implements Rows, AutoCloseable {
  private static final int[] NONE = {};
  private final Schema schema;
  private final List<PagedColumn> columns = new ArrayList<>();
  private final Map<String, Integer> positions = new HashMap<>();
  private final Map<String, PhysicalType> physicalTypes = new LinkedHashMap<>();
  private final int indexColumn;
  private final long limit;
  private final boolean pageToDisk;
  private final Slots slots = new Slots();
  private final DerivedColumns derived;
  private final List<DeltaListener> listeners = new ArrayList<>();
  private final StepListeners stepListeners = new StepListeners();
  private final List<DictionaryUpkeep> upkeep = new ArrayList<>();
  private PageMemory memory;
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
      positions.put(column.getKey(), logical.size());
      logical.add(new Schema.Column(column.getKey(), column.getValue().type()));
    }
    if (options.index().isPresent() && index < 0) {
      throw new IllegalArgumentException("no column " + options.index().get());
    }
    this.physicalTypes.putAll(physicalTypes);
    schema = new Schema(logical);
    indexColumn = index;
    limit = options.limit().orElse(-1);
    pageToDisk = options.pageToDisk();
    memory = newMemory();
    for (PhysicalType physicalType : physicalTypes.values()) {
      columns.add(
          new PagedColumn(
              physicalType,
              physicalType == PhysicalType.STRING ? new StringDictionary() : null,
              memory));
      upkeep.add(new DictionaryUpkeep());
    }
    derived = new DerivedColumns(columns.size());
    if (index >= 0) {
      placement = new KeyedPlacement(slots, columns.get(index));
    } else {
      placement = limit >= 0 ? new RingPlacement(slots, limit) : new AppendPlacement(slots);
    }
  }

  private PageMemory newMemory() {
    return pageToDisk ? PageMemory.onDisk() : PageMemory.inMemory();
  }

  /** Physical type of each column, in order; unmodifiable and safe to share between threads. */
  public Map<String, PhysicalType> physicalTypes() {
    return Collections.unmodifiableMap(physicalTypes);
  }

  // ---- steps

  /**
   * Fills a table in the making; there are no listeners yet. A null does not replace the cell of an
   * earlier row with the same key, unlike in an update. As every release does: loading and updating
   * differ.
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
   * @param parts cells of the physical type of the index column; their strings may be of any
   *     dictionary
   */
  public Step remove(List<Vector> parts) {
    if (parts.stream().allMatch(part -> part.size() == 0)) {
      return Step.nothing(0);
    }
    KeyedPlacement keyed = keyed();
    tidy();
    Vector keys = parts.size() == 1 ? recoded(parts.getFirst(), indexColumn) : joined(parts);
    StepInput rows = new StepInput(keys.size(), true);
    rows.keysFrom(new StepInput.Write(indexColumn, 0, keys, null));
    PlacementPlan plan = keyed.planRemoval(rows);
    Optional<Vector> gone = keysOf(plan.removed());
    List<DeltaListener> followers = carryOut(new StepInput(0, true), plan, 0, false);
    upkeep.get(indexColumn).drop(keys.size());
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
    steps.add(stepListeners, step);
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
      derived.markAffected(written);
    }
    Delta delta =
        new Delta(port, cleared, plan.removed(), plan.updated(), plan.inserted(), written, false);
    countDropped(delta);
    List<DeltaListener> told = List.copyOf(listeners);
    share(delta.updated());
    told.forEach(listener -> listener.retract(delta));
    share(NONE);
    placement.settle();
    if (cleared) {
      slots.clear();
      renewMemory(plan.inserted().length);
    }
    int usedBefore = slots.used();
    slots.remove(plan.removed());
    slots.insert(plan.inserted());
    slots.use(plan.reach());
    for (PagedColumn column : columns) {
      column.ensureSlots(slots.used());
    }
    StepWriter.write(columns, rows, plan, usedBefore);
    derived.recompute(delta);
    share(delta.updated());
    told.forEach(listener -> listener.apply(delta));
    share(NONE);
    derived.secondRounds(port, told);
    return told;
  }

  private void share(int[] slots) {
    for (PagedColumn column : columns) {
      column.share(slots);
    }
  }

  private void renewMemory(int rows) {
    int capacity = columns.isEmpty() ? 0 : columns.getFirst().capacity();
    if (capacity / 4 > rows && capacity > 1024) {
      PageMemory old = memory;
      memory = newMemory();
      for (PagedColumn column : columns) {
        column.reset(memory);
      }
      slots.forgetUsed();
      old.close();
    }
  }

  private void countDropped(Delta delta) {
    int gone = delta.removed().length + (delta.cleared() ? slots.size() : 0);
    for (int position = 0; position < columns.size(); position++) {
      boolean written = delta.writtenColumns().get(position);
      upkeep.get(position).drop(gone + (written ? delta.updated().length : 0));
    }
  }

  /** Forgets what is only kept for rows that are gone. */
  private void tidy() {
    for (int position = 0; position < columns.size(); position++) {
      StringDictionary strings = columns.get(position).dictionaryOrNull();
      if (strings != null
          && upkeep.get(position).isDue(strings, columns.get(position).capacity())) {
        forgetStrings(position, strings);
      }
    }
    derived.tidy(listeners);
    listeners.forEach(DeltaListener::tidy);
  }

  private void forgetStrings(int position, StringDictionary strings) {
    PagedColumn column = columns.get(position);
    BitSet codes = DictionaryUpkeep.codes(column, this);
    derived.keepCodes(position, listeners, codes);
    if (position == indexColumn) {
      keyed().keepCodes(codes);
    }
    column.dictionary(upkeep.get(position).clean(strings, codes));
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
    int total = 0;
    for (Batch batch : batches) {
      total = Math.addExact(total, batch.rowCount());
    }
    StepInput rows = new StepInput(total, indexColumn >= 0);
    List<StringRecoder> recoders = new ArrayList<>();
    int firstRow = 0;
    for (Batch batch : batches) {
      for (Batch.Column column : batch.columns()) {
        add(rows, firstRow, column, addressed && column.name().equals(Batch.INDEX), recoders);
      }
      firstRow += batch.rowCount();
    }
    return rows;
  }

  private void add(
      StepInput rows,
      int firstRow,
      Batch.Column column,
      boolean addressing,
      List<StringRecoder> recoders) {
    if (addressing && indexColumn < 0) {
      rows.numbersFrom(new StepInput.Write(-1, firstRow, column.cells(), column.supplied()));
      return;
    }
    int position = addressing ? indexColumn : position(column.name());
    if (position < 0) {
      return;
    }
    Vector cells = column.cells();
    PagedColumn target = columns.get(position);
    if (cells.physicalType() != target.physicalType()) {
      throw new IllegalArgumentException(
          "column "
              + column.name()
              + " is "
              + target.physicalType()
              + ", batch has "
              + cells.physicalType());
    }
    if (target.physicalType() == PhysicalType.STRING) {
      cells = recoder(recoders, cells.dictionary(), target.dictionary()).recode(cells);
    }
    StepInput.Write write = new StepInput.Write(position, firstRow, cells, column.supplied());
    rows.add(write);
    if (position == indexColumn) {
      rows.keysFrom(write);
    }
  }

  /** Cells of the index column from several vectors as one. */
  private Vector joined(List<Vector> parts) {
    PagedColumn column = columns.get(indexColumn);
    Vector all = new Vector(column.physicalType(), column.dictionaryOrNull(), 16);
    for (Vector part : parts) {
      Vector cells = recoded(part, indexColumn);
      for (int i = 0; i < cells.size(); i++) {
        all.add(cells, i);
      }
    }
    return all;
  }

  private Vector recoded(Vector cells, int position) {
    return cells.physicalType() == PhysicalType.STRING
        ? new StringRecoder(cells.dictionary(), columns.get(position).dictionary()).recode(cells)
        : cells;
  }

  private static StringRecoder recoder(
      List<StringRecoder> known, StringDictionary from, StringDictionary to) {
    for (StringRecoder recoder : known) {
      if (recoder.isFor(from, to)) {
        return recoder;
      }
    }
    StringRecoder recoder = new StringRecoder(from, to);
    known.add(recoder);
    return recoder;
  }

  /**
   * Lets string columns that have no strings yet use the dictionaries of a batch instead of copying
   * them; the batch's maker must not use them for another table.
   */
  public void adoptDictionaries(Batch batch) {
    for (Batch.Column column : batch.columns()) {
      int position = position(column.name());
      if (position >= 0 && column.cells().physicalType() == PhysicalType.STRING) {
        PagedColumn target = columns.get(position);
        if (target.physicalType() == PhysicalType.STRING && target.dictionary().size() == 0) {
          target.dictionary(column.cells().dictionary());
        }
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

  private int[] liveSlots() {
    int[] result = new int[slots.size()];
    int n = 0;
    for (int slot = slots.nextLive(0); slot >= 0; slot = slots.nextLive(slot + 1)) {
      result[n++] = slot;
    }
    return result;
  }

  private Optional<Vector> keysOf(int[] slots) {
    if (slots.length == 0) {
      return Optional.empty();
    }
    PagedColumn column = columns.get(indexColumn);
    Vector keys = new Vector(column.physicalType(), column.dictionaryOrNull(), slots.length);
    column.gather(slots, 0, slots.length, keys);
    return Optional.of(KeySort.sorted(keys));
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
  public Schema schema() {
    return schema;
  }

  @Override
  public int size() {
    return slots.size();
  }

  @Override
  public int slotLimit() {
    return slots.limit();
  }

  @Override
  public boolean isLive(int slot) {
    return slots.isLive(slot);
  }

  @Override
  public int nextLive(int slot) {
    return slots.nextLive(slot);
  }

  @Override
  public ColumnSource column(int position) {
    return position < columns.size() ? columns.get(position) : derived.column(position);
  }

  @Override
  public int position(String name) {
    return positions.getOrDefault(name, -1);
  }

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
      case AppendPlacement _, RingPlacement _ -> Rows.super.slotOfKey(key);
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

  @Override
  public int derive(Object key, Supplier<? extends DerivedColumn> create) {
    return derived.derive(key, create);
  }

  @Override
  public void release(int position) {
    derived.release(position);
  }

  @Override
  public void addListener(DeltaListener listener) {
    listeners.add(listener);
  }

  @Override
  public void removeListener(DeltaListener listener) {
    listeners.remove(listener);
  }

  @Override
  public StepListeners stepListeners() {
    return stepListeners;
  }

  /** Bytes of memory outside the heap that the table's own columns hold. */
  public long heldBytes() {
    return memory.heldBytes();
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
      listeners.clear();
      stepListeners.clear();
      derived.close();
      memory.close();
    }
  }
}
