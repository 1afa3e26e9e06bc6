package dev.perspective4j.engine.table;

import dev.perspective4j.engine.column.StringDictionary;
import dev.perspective4j.engine.column.Vector;
import dev.perspective4j.engine.page.PagedColumn;
import java.util.BitSet;

/**
 * Decides when a dictionary is worth cleaning, and finds the codes that have to stay.
 *
 * <p>Rows that come and go, and texts that change, leave strings behind that no row has any more.
 * What is still used is found like reachable objects by a collector: once as many strings have come
 * as were kept the last time, the codes of all live rows and those that listeners {@linkplain
 * DeltaListener#keepCodes keep} are marked, and the column moves to a dictionary of {@linkplain
 * StringDictionary#keeping just these}. Codes in use keep their meaning, so nothing else has to
 * change; slices made before keep the old dictionary. The pass over the column is paid for by the
 * strings that came.
 */
public final class DictionaryUpkeep {
  private static final int FEW = 1 << 16;
  private static final long SMALL = 8L << 20;

  private int kept;
  private long keptBytes;
  private long dropped;

  /** A dictionary that was never cleaned. */
  public DictionaryUpkeep() {}

  /** Says that so many cells that had a string of the dictionary are gone or were written. */
  public void drop(int cells) {
    dropped += cells;
  }

  /**
   * Whether cleaning may pay.
   *
   * @param cells number of cells that would have to be looked at
   */
  public boolean isDue(StringDictionary strings, int cells) {
    if (dropped == 0) {
      return false;
    }
    int added = strings.count() - kept;
    long addedBytes = strings.bytes() - keptBytes;
    boolean many = added >= Math.max(FEW, Math.max(kept, cells / 8)) && dropped > added / 4;
    return many || addedBytes >= Math.max(SMALL, Math.max(keptBytes, 2L * cells));
  }

  /** The dictionary without other codes than the given ones. */
  public StringDictionary clean(StringDictionary strings, BitSet codes) {
    StringDictionary clean = strings.keeping(codes);
    kept = clean.count();
    keptBytes = clean.bytes();
    dropped = 0;
    return clean;
  }

  /** The codes of the live rows of a column; cells that hold no live row are given code 0. */
  public static BitSet codes(PagedColumn column, Rows rows) {
    BitSet used = new BitSet(column.dictionary().size());
    Vector chunk = Vector.chunkFor(column);
    for (int start = 0; start < column.capacity(); start += Vector.CHUNK) {
      int count = Math.min(Vector.CHUNK, column.capacity() - start);
      column.scan(start, count, chunk);
      int[] codes = chunk.codes();
      int stale = 0;
      for (int i = 0; i < count; i++) {
        if (rows.isLive(start + i)) {
          if (!chunk.isNull(i)) {
            used.set(codes[i]);
          }
        } else {
          stale |= codes[i];
          codes[i] = 0;
        }
      }
      if (stale != 0) {
        column.write(start, chunk, 0, count);
      }
    }
    return used;
  }
}
