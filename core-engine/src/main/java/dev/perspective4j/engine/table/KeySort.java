package dev.perspective4j.engine.table;

import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.column.StringDictionary;
import dev.perspective4j.engine.column.Vector;
import java.util.Arrays;

/** Sorts distinct keys by natural order: null first, then ascending. */
final class KeySort {
  private static final int FEW = 64;

  private KeySort() {}

  /** The same cells in order. */
  static Vector sorted(Vector keys) {
    int size = keys.size();
    int nulls = 0;
    for (int i = 0; i < size; i++) {
      nulls += keys.isNull(i) ? 1 : 0;
    }
    Vector result = new Vector(keys.physicalType(), keys.dictionaryOrNull(), size);
    for (int i = 0; i < nulls; i++) {
      result.addNull();
    }
    switch (keys.physicalType().lane()) {
      case LONG -> addLongs(keys, size - nulls, result);
      case DOUBLE -> {
        double[] values = new double[size - nulls];
        for (int i = 0, n = 0; i < size; i++) {
          if (!keys.isNull(i)) {
            values[n++] = keys.doubles()[i];
          }
        }
        Arrays.sort(values);
        for (double value : values) {
          result.addDouble(value);
        }
      }
      case CODE -> addCodes(keys, size - nulls, result);
    }
    return result;
  }

  private static void addLongs(Vector keys, int count, Vector result) {
    long flip = keys.physicalType() == PhysicalType.UINT64 ? Long.MIN_VALUE : 0;
    long[] values = new long[count];
    for (int i = 0, n = 0; i < keys.size(); i++) {
      if (!keys.isNull(i)) {
        values[n++] = keys.longs()[i] ^ flip;
      }
    }
    Arrays.sort(values);
    for (long value : values) {
      result.addLong(value ^ flip);
    }
  }

  private static void addCodes(Vector keys, int count, Vector result) {
    int[] codes = new int[count];
    for (int i = 0, n = 0; i < keys.size(); i++) {
      if (!keys.isNull(i)) {
        codes[n++] = keys.codes()[i];
      }
    }
    StringDictionary dictionary = keys.dictionary();
    if (count < FEW) {
      // Not worth ranking the whole dictionary.
      for (int i = 1; i < count; i++) {
        int code = codes[i];
        int at = i;
        while (at > 0 && dictionary.compare(codes[at - 1], code) > 0) {
          codes[at] = codes[at - 1];
          at--;
        }
        codes[at] = code;
      }
    } else {
      int[] ranks = dictionary.ranks();
      long[] ranked = new long[count];
      for (int i = 0; i < count; i++) {
        ranked[i] = (long) ranks[codes[i]] << 32 | codes[i];
      }
      Arrays.sort(ranked);
      for (int i = 0; i < count; i++) {
        codes[i] = (int) ranked[i];
      }
    }
    for (int code : codes) {
      result.addCode(code);
    }
  }
}
