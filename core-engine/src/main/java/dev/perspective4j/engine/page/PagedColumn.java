package dev.perspective4j.engine.page;

import static dev.perspective4j.engine.page.CellCopy.LONG;

import dev.perspective4j.engine.column.ColumnSource;
import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.column.StringDictionary;
import dev.perspective4j.engine.column.Vector;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Cells in pages of 65,536 rows outside the heap: per page the values, little-endian as in Arrow,
 * and one validity bit per cell (set where there is a value).
 *
 * <p>The first page starts at 64 cells and doubles, so small tables stay small; later pages are
 * made whole. Reads and writes pick their loop once per call by {@link PhysicalType}. A column that
 * was never given a null knows it and skips validity when reading. Belongs to its table's thread.
 *
 * <p>Table columns are made of it, and so may be derived columns (expressions, windows): {@link
 * #ensureSlots}, then {@link #write} or {@link #scatter}.
 */
public final class PagedColumn implements ColumnSource {
  /** Binary logarithm of the cells per page. */
  public static final int PAGE_BITS = 16;

  /** Cells per page. */
  public static final int PAGE = 1 << PAGE_BITS;

  static final int PAGE_MASK = PAGE - 1;
  private static final int FIRST = 64;
  private static final int[] NONE = {};
  private static final int SHARED_LEAST = 64;
  private static final int SHARED_MOST = 1 << 15;

  private final PhysicalType physicalType;
  private PageMemory memory;
  private @Nullable StringDictionary dictionary;
  private MemorySegment[] values = new MemorySegment[1];
  private MemorySegment[] valid = new MemorySegment[1];
  private int pageCount;
  private int firstCapacity;
  private PageMemory.@Nullable Growing first;
  private boolean nulls;
  private int[] shared = NONE;
  private @Nullable Vector sharedCells;

  /**
   * An empty column.
   *
   * @param physicalType physical type
   * @param dictionary the dictionary of a string column, null for every other storage
   * @param memory where pages come from
   */
  public PagedColumn(
      PhysicalType physicalType, @Nullable StringDictionary dictionary, PageMemory memory) {
    if ((physicalType == PhysicalType.STRING) != (dictionary != null)) {
      throw new IllegalArgumentException("a dictionary belongs to string columns: " + physicalType);
    }
    this.physicalType = physicalType;
    this.dictionary = dictionary;
    this.memory = memory;
  }

  @Override
  public PhysicalType physicalType() {
    return physicalType;
  }

  @Override
  public @Nullable StringDictionary dictionaryOrNull() {
    return dictionary;
  }

  /**
   * Replaces the dictionary by one that gives the codes of all cells worth keeping the same
   * meaning.
   */
  public void dictionary(StringDictionary replacement) {
    dictionary();
    dictionary = replacement;
  }

  /** Makes room for slots below {@code limit}. New cells are null, but see {@link #markNulls}. */
  public void ensureSlots(int limit) {
    if (limit <= PAGE && pageCount <= 1) {
      growFirst(limit);
      return;
    }
    if (pageCount <= 1) {
      growFirst(PAGE);
    }
    int pages = (limit + PAGE_MASK) >>> PAGE_BITS;
    if (pages > values.length) {
      int length = Math.max(pages, values.length * 2);
      values = Arrays.copyOf(values, length);
      valid = Arrays.copyOf(valid, length);
    }
    while (pageCount < pages) {
      adopt(pageCount++, memory.allocate(blockBytes(PAGE)), PAGE);
    }
  }

  private void growFirst(int cells) {
    if (cells <= firstCapacity) {
      return;
    }
    int capacity = Math.max(FIRST, Integer.highestOneBit(cells - 1) << 1);
    MemorySegment oldValues = values[0];
    MemorySegment oldValid = valid[0];
    int oldCapacity = firstCapacity;
    PageMemory.@Nullable Growing old = first;
    MemorySegment block;
    if (capacity == PAGE) {
      block = memory.allocate(blockBytes(PAGE));
      first = null;
    } else {
      PageMemory.Growing growing = memory.allocateGrowing(blockBytes(capacity));
      block = growing.segment();
      first = growing;
    }
    adopt(0, block, capacity);
    if (oldCapacity > 0) {
      values[0].asSlice(0, oldValues.byteSize()).copyFrom(oldValues);
      valid[0].asSlice(0, oldValid.byteSize()).copyFrom(oldValid);
    }
    if (old != null) {
      old.release();
    }
    firstCapacity = capacity;
    pageCount = 1;
  }

  private long blockBytes(int cells) {
    return cells / 8L + (long) cells * physicalType.bytes();
  }

  private void adopt(int page, MemorySegment block, int cells) {
    valid[page] = block.asSlice(0, cells / 8);
    values[page] = block.asSlice(cells / 8, (long) cells * physicalType.bytes());
  }

  /** Says that some live cells are null without having been written. */
  public void markNulls() {
    nulls = true;
  }

  /** Whether a null may ever have been written. */
  public boolean mayHaveNulls() {
    return nulls;
  }

  @Override
  public void scan(int slot, int count, Vector out) {
    out.dictionary(dictionary);
    out.size(count);
    int done = 0;
    while (done < count) {
      int at = slot + done;
      int run = Math.min(count - done, PAGE - (at & PAGE_MASK));
      CellCopy.read(physicalType, values[at >>> PAGE_BITS], at & PAGE_MASK, run, out, done);
      done += run;
    }
    if (nulls) {
      ValidityBits.scan(valid, slot, count, out.valid());
    } else {
      out.setAllValid();
    }
  }

  /**
   * Says that several readers are going to {@link #gather} from this very array before the column
   * is written: the first of them fetches the cells for all. Several thousand scattered rows are
   * more than the caches of addresses hold, so each further visit would cost nearly what the first
   * did. Call it with no slots before the column is written, and when all have read.
   */
  public void share(int[] slots) {
    shared = slots.length < SHARED_LEAST || slots.length > SHARED_MOST ? NONE : slots;
    sharedCells = null;
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // comparing the slots would cost what sharing saves
  public void gather(int[] slots, int offset, int count, Vector out) {
    if (slots == shared && (offset & 63) == 0) {
      Vector cells = sharedCells;
      if (cells == null) {
        cells = new Vector(physicalType, dictionary, slots.length);
        fetch(slots, 0, slots.length, cells);
        sharedCells = cells;
      }
      out.dictionary(dictionary);
      out.copy(cells, offset, count);
    } else {
      fetch(slots, offset, count, out);
    }
  }

  private void fetch(int[] slots, int offset, int count, Vector out) {
    out.dictionary(dictionary);
    out.size(count);
    CellScatter.gather(physicalType, values, slots, offset, count, out);
    if (nulls) {
      ValidityBits.gather(valid, slots, offset, count, out.valid());
    } else {
      out.setAllValid();
    }
  }

  /** Writes cells {@code [from, from + count)} of a vector to consecutive slots. */
  public void write(int slot, Vector cells, int from, int count) {
    int done = 0;
    while (done < count) {
      int at = slot + done;
      int run = Math.min(count - done, PAGE - (at & PAGE_MASK));
      CellCopy.write(
          physicalType, values[at >>> PAGE_BITS], at & PAGE_MASK, run, cells, from + done);
      done += run;
    }
    nulls |= ValidityBits.write(valid, slot, count, cells.valid(), from);
  }

  /**
   * Writes cells {@code [from, from + count)} of a vector to the slots from {@code slots[offset]}
   * on, in order: of equal slots the last wins.
   */
  public void scatter(int[] slots, int offset, int count, Vector cells, int from) {
    CellScatter.scatter(physicalType, values, slots, offset, count, cells, from);
    nulls |= ValidityBits.scatter(valid, slots, offset, count, cells.valid(), from);
  }

  /**
   * As {@link #scatter}, cells that all have a value to slots of live rows of a column that has no
   * nulls: the validity bits stay as they are, which saves one more miss of the caches for each
   * cell.
   */
  public void overwrite(int[] slots, int offset, int count, Vector cells, int from) {
    CellScatter.scatter(physicalType, values, slots, offset, count, cells, from);
  }

  /** Makes the cell null. */
  public void setNull(int slot) {
    nulls = true;
    MemorySegment words = valid[slot >>> PAGE_BITS];
    int word = (slot & PAGE_MASK) >>> 6;
    words.setAtIndex(LONG, word, words.getAtIndex(LONG, word) & ~(1L << slot));
    MemorySegment page = values[slot >>> PAGE_BITS];
    int at = slot & PAGE_MASK;
    switch (physicalType.bytes()) {
      case 1 -> page.set(CellCopy.BYTE, at, (byte) 0);
      case 2 -> page.setAtIndex(CellCopy.SHORT, at, (short) 0);
      case 4 -> page.setAtIndex(CellCopy.INT, at, 0);
      default -> page.setAtIndex(LONG, at, 0);
    }
  }

  @Override
  public boolean isNull(int slot) {
    return nulls
        && (valid[slot >>> PAGE_BITS].getAtIndex(LONG, (slot & PAGE_MASK) >>> 6) & (1L << slot))
            == 0;
  }

  @Override
  public long longAt(int slot) {
    return CellCopy.longAt(physicalType, values[slot >>> PAGE_BITS], slot & PAGE_MASK);
  }

  @Override
  public double doubleAt(int slot) {
    return CellCopy.doubleAt(physicalType, values[slot >>> PAGE_BITS], slot & PAGE_MASK);
  }

  @Override
  public int codeAt(int slot) {
    return values[slot >>> PAGE_BITS].getAtIndex(CellCopy.INT, slot & PAGE_MASK);
  }

  /**
   * Forgets all cells and takes pages from {@code next} from now on; the old memory is not closed.
   */
  public void reset(PageMemory next) {
    share(NONE);
    memory = next;
    values = new MemorySegment[1];
    valid = new MemorySegment[1];
    first = null;
    pageCount = 0;
    firstCapacity = 0;
    nulls = false;
  }

  /** Number of slots there is room for. */
  public int capacity() {
    return pageCount <= 1 ? firstCapacity : pageCount << PAGE_BITS;
  }
}
