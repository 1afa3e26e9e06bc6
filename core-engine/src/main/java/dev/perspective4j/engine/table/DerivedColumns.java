package dev.perspective4j.engine.table;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The derived columns of a table, shared by key and counted by user. */
final class DerivedColumns {
  private final int firstPosition;
  private final Map<Object, Entry> byKey = new HashMap<>();
  private final List<@Nullable Entry> byPosition = new ArrayList<>();
  private List<Entry> inOrder = List.of();

  /** One column; those registered earlier never depend on those registered later. */
  static final class Entry {
    final Object key;
    final DerivedColumn column;
    final int position;
    private int users = 1;

    private Entry(Object key, DerivedColumn column, int position) {
      this.key = key;
      this.column = column;
      this.position = position;
    }
  }

  DerivedColumns(int firstPosition) {
    this.firstPosition = firstPosition;
  }

  /** The columns in order of registration. */
  List<Entry> inOrder() {
    return inOrder;
  }

  DerivedColumn column(int position) {
    return entry(position).column;
  }

  int derive(Object key, Supplier<? extends DerivedColumn> create) {
    Entry known = byKey.get(key);
    if (known != null) {
      known.users++;
      return known.position;
    }
    DerivedColumn column = create.get();
    try {
      column.fill();
    } catch (RuntimeException | Error e) {
      column.close();
      throw e;
    }
    int index = byPosition.indexOf(null);
    if (index < 0) {
      index = byPosition.size();
      byPosition.add(null);
    }
    Entry entry = new Entry(key, column, firstPosition + index);
    byPosition.set(index, entry);
    byKey.put(key, entry);
    List<Entry> more = new ArrayList<>(inOrder);
    more.add(entry);
    inOrder = List.copyOf(more);
    return entry.position;
  }

  void release(int position) {
    Entry entry = entry(position);
    if (--entry.users > 0) {
      return;
    }
    byKey.remove(entry.key);
    byPosition.set(position - firstPosition, null);
    inOrder = inOrder.stream().filter(other -> other != entry).toList();
    entry.column.close();
  }

  /** Adds the columns that may change when the given ones do. */
  void markAffected(BitSet written) {
    for (Entry entry : inOrder) {
      if (entry.column.isAffectedBy(written)) {
        written.set(entry.position);
      }
    }
  }

  void close() {
    inOrder.reversed().forEach(entry -> entry.column.close());
    inOrder = List.of();
    byKey.clear();
    byPosition.clear();
  }

  private Entry entry(int position) {
    int index = position - firstPosition;
    Entry entry = index < byPosition.size() ? byPosition.get(index) : null;
    if (entry == null) {
      throw new IndexOutOfBoundsException("no column at position " + position);
    }
    return entry;
  }
}
