package dev.perspective4j.engine.table;

import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.column.StringDictionary;
import dev.perspective4j.engine.column.Vector;
import dev.perspective4j.engine.page.PageMemory;
import dev.perspective4j.engine.page.PagedColumn;
import org.jspecify.annotations.Nullable;

/** A derived column that keeps its values, in memory that is released when it closes. */
public abstract class StoredDerivedColumn implements DerivedColumn {
  /** The values. */
  protected final PagedColumn cells;

  private final PageMemory memory = PageMemory.inMemory();

  /**
   * A column without cells.
   *
   * @param physicalType physical type
   * @param dictionary the dictionary of a string column, null for every other storage
   */
  protected StoredDerivedColumn(PhysicalType physicalType, @Nullable StringDictionary dictionary) {
    this.cells = new PagedColumn(physicalType, dictionary, memory);
  }

  @Override
  public final PhysicalType physicalType() {
    return cells.physicalType();
  }

  @Override
  public final @Nullable StringDictionary dictionaryOrNull() {
    return cells.dictionaryOrNull();
  }

  @Override
  public final void scan(int slot, int count, Vector out) {
    cells.scan(slot, count, out);
  }

  @Override
  public final void gather(int[] slots, int offset, int count, Vector out) {
    cells.gather(slots, offset, count, out);
  }

  @Override
  public final boolean isNull(int slot) {
    return cells.isNull(slot);
  }

  @Override
  public final long longAt(int slot) {
    return cells.longAt(slot);
  }

  @Override
  public final double doubleAt(int slot) {
    return cells.doubleAt(slot);
  }

  @Override
  public final int codeAt(int slot) {
    return cells.codeAt(slot);
  }

  @Override
  public void close() {
    memory.close();
  }
}
