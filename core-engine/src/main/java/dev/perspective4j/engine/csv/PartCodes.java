package dev.perspective4j.engine.csv;

import dev.perspective4j.engine.column.StringDictionary;
import dev.perspective4j.engine.column.Vector;
import java.util.Arrays;

/**
 * What the codes of a dictionary that some chunks were read with mean in the dictionary of the
 * column.
 *
 * <p>Each string is looked up once, when the first chunk with it is put in its place. Another
 * thread may add to the chunks' dictionary meanwhile. Belongs to the thread that puts chunks
 * together.
 */
final class PartCodes {

  private static final int UNKNOWN = -1;
  private static final int WANTED = -2;

  private final StringDictionary from;
  private int[] meaning = {};
  private int[] wanted = {};

  PartCodes(StringDictionary from) {
    this.from = from;
  }

  /**
   * Replaces the codes of cells, none of which is null, by those of {@code to}; new strings get
   * theirs in the order of the cells.
   */
  void translate(Vector cells, StringDictionary to) {
    int[] codes = cells.codes();
    int size = cells.size();
    int fresh = want(codes, size);
    to.find(from, wanted, fresh, meaning);
    for (int i = 0; i < fresh; i++) {
      int code = wanted[i];
      if (meaning[code] < 0) {
        meaning[code] = to.intern(from, code);
      }
    }
    for (int i = 0; i < size; i++) {
      codes[i] = meaning[codes[i]];
    }
  }

  /** Notes the codes not met before, in order of first use; returns their number. */
  private int want(int[] codes, int size) {
    int fresh = 0;
    for (int i = 0; i < size; i++) {
      int code = codes[i];
      if (code >= meaning.length) {
        int known = meaning.length;
        meaning = Arrays.copyOf(meaning, Math.max(code + 1, Math.max(64, known * 2)));
        Arrays.fill(meaning, known, meaning.length, UNKNOWN);
      }
      if (meaning[code] == UNKNOWN) {
        meaning[code] = WANTED;
        if (fresh == wanted.length) {
          wanted = Arrays.copyOf(wanted, Math.max(64, fresh * 2));
        }
        wanted[fresh++] = code;
      }
    }
    return fresh;
  }
}
