package dev.perspective4j.engine.table;

import dev.perspective4j.engine.column.PagedColumn;
import dev.perspective4j.engine.column.Storage;
import dev.perspective4j.engine.column.StringDictionary;
import dev.perspective4j.engine.column.Vector;
import java.util.Arrays;

/**
 * Gives string columns a new dictionary of the strings in use, once most of the old one is garbage.
 *
 * <p>Rows that come and go, and texts that change, leave strings behind that no row has any more.
 * Strings cannot be taken out one by one, because codes are handed out freely; so all strings in use
 * get new codes at once, and only if {@linkplain DeltaListener#keepsCodesOf nobody keeps the old
 * ones}. Slices made before keep the old dictionary. The pass over the column is paid for by at least
 * as many strings added since the last one.
 */
public final class DictionaryUpkeep {
  private static final int FEW = 1 << 16;
  private static final long SMALL = 8L << 20;

  private DictionaryUpkeep() {}

  /** Whether at least half of a dictionary that is not small cannot be in use. */
  public static boolean isDue(PagedColumn column, int rows) {
    if (column.storage() != Storage.STRING) {
      return false;
    }
    StringDictionary strings = column.dictionary();
    return strings.size() / 2 > rows && (strings.size() > FEW || strings.bytes() > SMALL);
  }

  /** Renumbers the strings that live rows have in a column. */
  public static void renumber(PagedColumn column, Rows rows) {
    StringDictionary old = column.dictionary();
    StringDictionary fresh = new StringDictionary();
    int[] map = new int[old.size()];
    Arrays.fill(map, -1);
    Vector chunk = Vector.chunkFor(column);
    for (int start = 0; start < rows.slotLimit(); start += Vector.CHUNK) {
      int count = Math.min(Vector.CHUNK, rows.slotLimit() - start);
      column.scan(start, count, chunk);
      int[] codes = chunk.codes();
      for (int i = 0; i < count; i++) {
        if (chunk.isNull(i) || !rows.isLive(start + i)) {
          codes[i] = 0;
        } else {
          int code = map[codes[i]];
          if (code < 0) {
            code = fresh.intern(old, codes[i]);
            map[codes[i]] = code;
          }
          codes[i] = code;
        }
      }
      column.write(start, chunk, 0, count);
    }
    column.dictionary(fresh);
  }
}
