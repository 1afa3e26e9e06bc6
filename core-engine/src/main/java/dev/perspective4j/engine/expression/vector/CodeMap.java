package dev.perspective4j.engine.expression.vector;

import dev.perspective4j.engine.column.StringDictionary;
import java.util.Arrays;

/** Codes of one dictionary as codes of another; each text crosses once. */
final class CodeMap {
  private StringDictionary from = new StringDictionary();
  private StringDictionary to = from;
  private int[] codes = {};
  private byte[] buffer = new byte[64];

  /** Says between which dictionaries; forgets what it knows if they are others than before. */
  void between(StringDictionary source, StringDictionary target) {
    boolean same = Identity.same(source, from) && Identity.same(target, to);
    if (!same) {
      from = source;
      to = target;
      codes = new int[0];
    }
    if (codes.length < source.size()) {
      int known = codes.length;
      codes = Arrays.copyOf(codes, Math.max(source.size(), known * 2));
      Arrays.fill(codes, known, codes.length, -1);
    }
  }

  int map(int code) {
    int mapped = codes[code];
    if (mapped < 0) {
      int length = from.length(code);
      if (length > buffer.length) {
        buffer = new byte[length * 2];
      }
      from.copyTo(code, buffer, 0);
      mapped = to.intern(buffer, 0, length);
      codes[code] = mapped;
    }
    return mapped;
  }
}
