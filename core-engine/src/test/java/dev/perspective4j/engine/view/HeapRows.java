package dev.perspective4j.engine.view;

import dev.perspective4j.engine.column.ColumnSource;
import dev.perspective4j.engine.column.Storage;
import dev.perspective4j.engine.table.Delta;
import dev.perspective4j.engine.table.DeltaListener;
import dev.perspective4j.engine.table.DerivedColumn;
import dev.perspective4j.engine.table.Rows;
import dev.perspective4j.model.Schema;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Rows on the heap, keyed by the first column (whole numbers), or unkeyed; reuses freed slots. */
final class HeapRows implements Rows {
  private final Schema schema;
  private final List<HeapColumn> columns = new ArrayList<>();
  private final boolean indexed;
  private final Map<Long, Integer> slotOfKey = new LinkedHashMap<>();
  private final TreeSet<Integer> live = new TreeSet<>();
  private final ArrayDeque<Integer> free = new ArrayDeque<>();
  private final List<DeltaListener> listeners = new ArrayList<>();
  private final List<Long> numbers = new ArrayList<>();
  private long nextNumber;
  private int limit;
  private boolean inOrder = true;

  HeapRows(Map<String, Storage> types, boolean indexed) {
    Map<String, dev.perspective4j.model.ColumnType> logical = new LinkedHashMap<>();
    types.forEach(
        (name, storage) -> {
          logical.put(name, storage.type());
          columns.add(new HeapColumn(storage));
        });
    this.schema = Schema.of(logical);
    this.indexed = indexed;
  }

  /** Live slots in natural order. */
  List<Integer> naturalOrder() {
    return live.stream().sorted(this::compareNatural).toList();
  }

  @Nullable Object cell(int slot, int column) {
    return columns.get(column).get(slot);
  }

  /** Removes some rows by slot and writes others; rows of unkeyed tables are always new. */
  void step(boolean clear, List<Integer> removals, List<Object[]> rows) {
    List<Integer> removed = new ArrayList<>();
    if (!clear) {
      removals.stream().filter(live::contains).forEach(removed::add);
    }
    List<Integer> updated = new ArrayList<>();
    List<Object[]> updates = new ArrayList<>();
    List<Object[]> inserts = new ArrayList<>();
    Map<Long, Object[]> lastOfKey = new LinkedHashMap<>();
    for (Object[] row : rows) {
      if (indexed) {
        lastOfKey.put((Long) row[0], row);
      } else {
        inserts.add(row);
      }
    }
    lastOfKey.forEach(
        (key, row) -> {
          Integer slot = slotOfKey.get(key);
          if (slot != null && !clear && !removed.contains(slot)) {
            updated.add(slot);
            updates.add(row);
          } else {
            inserts.add(row);
          }
        });
    BitSet written = new BitSet();
    for (int c = 0; c < columns.size(); c++) {
      for (int u = 0; u < updates.size(); u++) {
        if (!java.util.Objects.equals(updates.get(u)[c], cell(updated.get(u), c))) {
          written.set(c);
        }
      }
    }
    Delta before = new Delta(0, clear, ints(removed), ints(updated), new int[0], written);
    List.copyOf(listeners).forEach(listener -> listener.retract(before));
    forget(clear ? List.copyOf(live) : removed, clear);
    for (int u = 0; u < updates.size(); u++) {
      write(updated.get(u), updates.get(u));
    }
    List<Integer> inserted = new ArrayList<>();
    for (Object[] row : inserts) {
      int slot = free.isEmpty() ? limit++ : free.pop();
      live.add(slot);
      while (numbers.size() <= slot) {
        numbers.add(0L);
      }
      numbers.set(slot, nextNumber++);
      write(slot, row);
      inserted.add(slot);
    }
    inOrder = areSlotsInNaturalOrder();
    Delta after = new Delta(0, clear, ints(removed), ints(updated), ints(inserted), written);
    List.copyOf(listeners).forEach(listener -> listener.apply(after));
  }

  private void forget(List<Integer> slots, boolean clear) {
    for (int slot : slots) {
      live.remove(slot);
      free.push(slot);
      if (indexed) {
        slotOfKey.remove((Long) cell(slot, 0));
      }
      for (HeapColumn column : columns) {
        column.set(slot, null);
      }
    }
    if (clear) {
      free.clear();
      limit = 0;
    }
  }

  private void write(int slot, Object[] row) {
    for (int c = 0; c < columns.size(); c++) {
      columns.get(c).set(slot, row[c]);
    }
    if (indexed) {
      slotOfKey.put((Long) row[0], slot);
    }
  }

  private static int[] ints(List<Integer> list) {
    return list.stream().mapToInt(Integer::intValue).toArray();
  }

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public int size() {
    return live.size();
  }

  @Override
  public int slotLimit() {
    return live.isEmpty() ? 0 : live.last() + 1;
  }

  @Override
  public boolean isLive(int slot) {
    return live.contains(slot);
  }

  @Override
  public int nextLive(int slot) {
    Integer next = live.ceiling(slot);
    return next == null ? -1 : next;
  }

  @Override
  public ColumnSource column(int position) {
    return columns.get(position);
  }

  @Override
  public int position(String name) {
    return schema.names().indexOf(name);
  }

  @Override
  public int indexColumn() {
    return indexed ? 0 : -1;
  }

  @Override
  public long rowNumber(int slot) {
    return numbers.get(slot);
  }

  @Override
  public boolean slotsInNaturalOrder() {
    return inOrder;
  }

  private boolean areSlotsInNaturalOrder() {
    int before = -1;
    for (int slot : live) {
      if (before >= 0 && compareNatural(before, slot) > 0) {
        return false;
      }
      before = slot;
    }
    return true;
  }

  @Override
  public int compareNatural(int slotA, int slotB) {
    return indexed
        ? Long.compare(columns.getFirst().longAt(slotA), columns.getFirst().longAt(slotB))
        : Long.compare(numbers.get(slotA), numbers.get(slotB));
  }

  @Override
  public int derive(Object key, Supplier<? extends DerivedColumn> create) {
    throw new UnsupportedOperationException("no derived columns here");
  }

  @Override
  public void release(int position) {
    throw new UnsupportedOperationException("no derived columns here");
  }

  @Override
  public void addListener(DeltaListener listener) {
    listeners.add(listener);
  }

  @Override
  public void removeListener(DeltaListener listener) {
    listeners.remove(listener);
  }

  /** Number of registered listeners. */
  int listenerCount() {
    return listeners.size();
  }
}
