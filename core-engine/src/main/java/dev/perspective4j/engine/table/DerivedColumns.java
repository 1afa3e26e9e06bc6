package dev.perspective4j.engine.table;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The derived columns of rows, shared by key and counted by user. */
public final class DerivedColumns {
  private final int firstPosition;
  private final Map<Object, Entry> byKey = new HashMap<>();
  private final List<@Nullable Entry> byPosition = new ArrayList<>();
  private List<Entry> inOrder = List.of();

  /** One column; those registered earlier never depend on those registered later. */
  private static final class Entry {
    private final Object key;
    private final DerivedColumn column;
    private final int position;
    private int users = 1;

    private Entry(Object key, DerivedColumn column, int position) {
      this.key = key;
      this.column = column;
      this.position = position;
    }
  }

  /**
   * No columns.
   *
   * @param firstPosition position of the first; those below are the rows' own columns
   */
  public DerivedColumns(int firstPosition) {
    this.firstPosition = firstPosition;
  }

  /** The column at a position. */
  public DerivedColumn column(int position) {
    return entry(position).column;
  }

  /** As {@link Rows#derive}. */
  public int derive(Object key, Supplier<? extends DerivedColumn> create) {
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

  /** As {@link Rows#release}. */
  public void release(int position) {
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
  public void markAffected(BitSet written) {
    for (Entry entry : inOrder) {
      if (entry.column.isAffectedBy(written)) {
        written.set(entry.position);
      }
    }
  }

  /**
   * Adds the string codes that listeners keep of a column, and of derived columns that have its
   * codes.
   *
   * @param position position of any column
   */
  public void keepCodes(int position, List<DeltaListener> listeners, BitSet codes) {
    listeners.forEach(listener -> listener.keepCodes(position, codes));
    for (Entry entry : inOrder) {
      if (entry.column.hasCodesOf(position)) {
        keepCodes(entry.position, listeners, codes);
      }
    }
  }

  /** Lets columns forget what they keep for rows that are gone, strings among it. */
  public void tidy(List<DeltaListener> listeners) {
    for (Entry entry : inOrder) {
      entry.column.tidy(codes -> keepCodes(entry.position, listeners, codes));
    }
  }

  /** Computes the cells of a delta's rows, before listeners apply it. */
  public void recompute(Delta delta) {
    inOrder.forEach(entry -> entry.column.recompute(delta));
  }

  /**
   * Lets columns that also change other rows do so: for each, listeners retract and apply a delta
   * of just these rows.
   */
  public void secondRounds(int port, List<DeltaListener> listeners) {
    for (Entry entry : inOrder) {
      secondRound(entry, port, listeners);
    }
  }

  private void secondRound(Entry entry, int port, List<DeltaListener> listeners) {
    int[] staged = entry.column.staged();
    if (staged.length == 0) {
      return;
    }
    BitSet written = new BitSet();
    written.set(entry.position);
    markAffected(written);
    Delta delta = new Delta(port, false, new int[0], staged, new int[0], written, true);
    listeners.forEach(listener -> listener.retract(delta));
    entry.column.commit();
    boolean behind = false;
    for (Entry other : inOrder) {
      if (behind && written.get(other.position)) {
        other.column.recompute(delta);
      }
      behind |= other == entry;
    }
    listeners.forEach(listener -> listener.apply(delta));
  }

  /** Closes every column. */
  public void close() {
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
