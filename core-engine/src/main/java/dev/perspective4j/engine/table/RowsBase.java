package dev.perspective4j.engine.table;

import dev.perspective4j.engine.column.ColumnSource;
import dev.perspective4j.model.Schema;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What all kinds of rows have in common: columns by name and position, live slots, derived columns
 * and listeners.
 */
public abstract class RowsBase implements Rows {
  private final Schema schema;
  private final Map<String, Integer> positions = new HashMap<>();
  private final List<? extends ColumnSource> columns;
  private final Slots slots;
  private final DerivedColumns derived;
  private final List<DeltaListener> listeners = new ArrayList<>();
  private final StepListeners stepListeners = new StepListeners();

  /**
   * Rows without listeners.
   *
   * @param schema the rows' own columns
   * @param columns their cells, in order; the subclass may fill the list later
   * @param slots which slots hold live rows; changed by the subclass
   */
  protected RowsBase(Schema schema, List<? extends ColumnSource> columns, Slots slots) {
    this.schema = schema;
    this.columns = columns;
    this.slots = slots;
    List<Schema.Column> own = schema.columns();
    for (int position = 0; position < own.size(); position++) {
      positions.put(own.get(position).name(), position);
    }
    derived = new DerivedColumns(own.size());
  }

  /** The derived columns. */
  protected final DerivedColumns derived() {
    return derived;
  }

  /** The listeners of now, in order of registration; those that come later are not among them. */
  public final List<DeltaListener> listeners() {
    return List.copyOf(listeners);
  }

  /** The live slots, ascending. */
  protected final int[] liveSlots() {
    int[] result = new int[slots.size()];
    int n = 0;
    for (int slot = slots.nextLive(0); slot >= 0; slot = slots.nextLive(slot + 1)) {
      result[n++] = slot;
    }
    return result;
  }

  /** Adds the string codes of a column that derived columns and listeners keep. */
  protected final void addKeptCodes(int position, BitSet codes) {
    derived.keepCodes(position, listeners, codes);
  }

  /** Lets derived columns, then listeners, forget what they keep for rows that are gone. */
  protected final void tidyDependents() {
    derived.tidy(listeners);
    listeners.forEach(DeltaListener::tidy);
  }

  /** Forgets listeners and derived columns; the rows must not be used any more. */
  protected final void dropDependents() {
    listeners.clear();
    stepListeners.clear();
    derived.close();
  }

  @Override
  public final Schema schema() {
    return schema;
  }

  @Override
  public final int size() {
    return slots.size();
  }

  @Override
  public final int slotLimit() {
    return slots.limit();
  }

  @Override
  public final boolean isLive(int slot) {
    return slots.isLive(slot);
  }

  @Override
  public final int nextLive(int slot) {
    return slots.nextLive(slot);
  }

  @Override
  public final ColumnSource column(int position) {
    return position < columns.size() ? columns.get(position) : derived.column(position);
  }

  @Override
  public final int position(String name) {
    return positions.getOrDefault(name, -1);
  }

  @Override
  public final int derive(Object key, Supplier<? extends DerivedColumn> create) {
    return derived.derive(key, create);
  }

  @Override
  public final void release(int position) {
    derived.release(position);
  }

  @Override
  public final void addListener(DeltaListener listener) {
    listeners.add(listener);
  }

  @Override
  public final void removeListener(DeltaListener listener) {
    listeners.remove(listener);
  }

  @Override
  public final StepListeners stepListeners() {
    return stepListeners;
  }
}
