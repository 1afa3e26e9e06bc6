package dev.perspective4j.engine.table;

import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.column.StringDictionary;
import dev.perspective4j.engine.load.Batch;
import dev.perspective4j.engine.page.PageMemory;
import dev.perspective4j.engine.page.PagedColumn;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.function.IntFunction;

/** The own columns of a table: pages in one memory, and dictionaries with their upkeep. */
final class StoredColumns {
  private final List<PagedColumn> columns = new ArrayList<>();
  private final List<DictionaryUpkeep> upkeep = new ArrayList<>();
  private final boolean pageToDisk;
  private PageMemory memory;

  StoredColumns(Collection<PhysicalType> physicalTypes, boolean pageToDisk) {
    this.pageToDisk = pageToDisk;
    memory = newMemory();
    for (PhysicalType physicalType : physicalTypes) {
      columns.add(
          new PagedColumn(
              physicalType,
              physicalType == PhysicalType.STRING ? new StringDictionary() : null,
              memory));
      upkeep.add(new DictionaryUpkeep());
    }
  }

  private PageMemory newMemory() {
    return pageToDisk ? PageMemory.onDisk() : PageMemory.inMemory();
  }

  List<PagedColumn> all() {
    return columns;
  }

  PagedColumn get(int position) {
    return columns.get(position);
  }

  /** Makes room for the cells of slots below a limit. */
  void ensureSlots(int limit) {
    for (PagedColumn column : columns) {
      column.ensureSlots(limit);
    }
  }

  /** As {@link PagedColumn#share}, of each column. */
  void share(int[] slots) {
    for (PagedColumn column : columns) {
      column.share(slots);
    }
  }

  /** Moves empty columns to new memory if that is much less; whether they have moved. */
  boolean shrink(int rows) {
    int capacity = columns.isEmpty() ? 0 : columns.getFirst().capacity();
    if (capacity / 4 <= rows || capacity <= 1024) {
      return false;
    }
    PageMemory old = memory;
    memory = newMemory();
    for (PagedColumn column : columns) {
      column.reset(memory);
    }
    old.close();
    return true;
  }

  /** Counts cells of a column whose strings may not be needed any more. */
  void drop(int position, int cells) {
    upkeep.get(position).drop(cells);
  }

  /**
   * As {@link #drop}, of all cells that a step overwrites or removes; it has not been carried out.
   */
  void drop(Delta delta, int liveRows) {
    int gone = delta.removed().length + (delta.cleared() ? liveRows : 0);
    for (int position = 0; position < columns.size(); position++) {
      boolean written = delta.writtenColumns().get(position);
      drop(position, gone + (written ? delta.updated().length : 0));
    }
  }

  /**
   * Cleans dictionaries that are due.
   *
   * @param codesToKeep finds the codes in use of the column at a position
   */
  void tidy(IntFunction<BitSet> codesToKeep) {
    for (int position = 0; position < columns.size(); position++) {
      PagedColumn column = columns.get(position);
      StringDictionary strings = column.dictionaryOrNull();
      if (strings != null && upkeep.get(position).isDue(strings, column.capacity())) {
        BitSet codes = codesToKeep.apply(position);
        column.dictionary(upkeep.get(position).clean(strings, codes));
      }
    }
  }

  /**
   * Uses the dictionary of a batch's column instead of copying it, if the column at a position has
   * no strings yet.
   */
  void adoptDictionary(int position, Batch.Column given) {
    PagedColumn target = columns.get(position);
    if (given.cells().physicalType() == PhysicalType.STRING
        && target.physicalType() == PhysicalType.STRING
        && target.dictionary().size() == 0) {
      target.dictionary(given.cells().dictionary());
    }
  }

  /** Bytes of memory outside the heap. */
  long heldBytes() {
    return memory.heldBytes();
  }

  void close() {
    memory.close();
  }
}
