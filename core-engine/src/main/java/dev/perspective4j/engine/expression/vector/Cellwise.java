package dev.perspective4j.engine.expression.vector;

import dev.perspective4j.engine.column.Lane;
import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.column.StringDictionary;
import dev.perspective4j.engine.column.Vector;
import dev.perspective4j.engine.expression.function.ByteKernel;
import dev.perspective4j.engine.expression.function.Kernel;
import dev.perspective4j.engine.expression.value.Cell;
import dev.perspective4j.engine.expression.value.LimitExceeded;
import dev.perspective4j.engine.expression.value.TextSource;
import dev.perspective4j.engine.expression.value.TypeMismatch;
import java.util.Arrays;
import java.util.List;

/**
 * A function computed cell by cell, with two short cuts for pure ones: if only one argument varies
 * and it is a text, the result is remembered by its code; if two texts vary, in a cache by both
 * codes.
 */
final class Cellwise extends TextNode {
  private static final int CACHE = 1 << 14;

  private final Kernel kernel;
  private final ColumnNode[] arguments;
  private final Cell[] cells;
  private final TextSource[] texts;
  private final int[] varying;
  private final boolean byCode;
  private final boolean byCodes;
  private final Cell result = new Cell();
  private boolean missing;

  private StringDictionary known = new StringDictionary();
  private long[] memo = {};
  private byte[] state = {};
  private final long[] cacheKeys;
  private final long[] cacheValues;
  private final byte[] cacheStates;
  private StringDictionary otherKnown = known;
  private byte[] buffer = new byte[64];

  private static final byte UNKNOWN = 0;
  private static final byte PRESENT = 1;
  private static final byte MISSING = 2;

  Cellwise(Kernel kernel, List<ColumnNode> arguments, PhysicalType physicalType, boolean pure) {
    super(physicalType);
    this.kernel = kernel;
    this.arguments = arguments.toArray(ColumnNode[]::new);
    this.cells = new Cell[this.arguments.length];
    this.texts = new TextSource[this.arguments.length];
    int[] vary = new int[this.arguments.length];
    int count = 0;
    boolean onlyTexts = pure;
    for (int i = 0; i < cells.length; i++) {
      cells[i] = new Cell();
      texts[i] = TextSource.empty();
      if (this.arguments[i] instanceof Leaves.Constant constant) {
        cells[i].set(constant.value());
      } else {
        onlyTexts &= this.arguments[i].physicalType().lane() == Lane.CODE;
        vary[count++] = i;
      }
    }
    this.varying = Arrays.copyOf(vary, count);
    this.byCode = onlyTexts && count == 1;
    this.byCodes = onlyTexts && count == 2;
    this.cacheKeys = new long[byCodes ? CACHE : 0];
    this.cacheValues = new long[byCodes ? CACHE : 0];
    this.cacheStates = new byte[byCodes ? CACHE : 0];
  }

  @Override
  void forgetCodes() {
    known = new StringDictionary();
  }

  @Override
  void compute(Chunk current, Vector target) {
    Vector[] vectors = new Vector[varying.length];
    for (int v = 0; v < varying.length; v++) {
      vectors[v] = arguments[varying[v]].evaluate(current);
      if (vectors[v].physicalType().lane() == Lane.CODE) {
        texts[varying[v]] = texts[varying[v]].of(vectors[v].dictionary());
      }
    }
    Vector out = renewed(target);
    if (!Identity.same(out, target)) {
      known = new StringDictionary();
    }
    Arrays.fill(out.valid(), 0L);
    if (byCode) {
      remembered(vectors[0], out);
    } else if (byCodes) {
      cached(vectors[0], vectors[1], out);
    } else {
      for (int i = 0; i < current.count(); i++) {
        for (int v = 0; v < varying.length; v++) {
          load(vectors[v], i, varying[v]);
        }
        put(i, out);
      }
    }
  }

  private void load(Vector vector, int i, int argument) {
    Cell cell = cells[argument];
    PhysicalType physicalType = vector.physicalType();
    if (vector.isNull(i)) {
      cell.setNull(physicalType);
      return;
    }
    switch (physicalType.lane()) {
      case LONG -> cell.setLong(physicalType, vector.longs()[i]);
      case DOUBLE -> cell.setFloat(physicalType, vector.doubles()[i]);
      case CODE -> cell.setText(texts[argument].text(vector.codes()[i]));
    }
  }

  /** Computes from the cells and puts the result into place. */
  private void put(int i, Vector out) {
    long bits = value(out);
    if (missing) {
      clear(i, out);
    } else {
      store(bits, i, out);
    }
  }

  /** The result for the cells as 64 bits; sets whether there is none. */
  private long value(Vector out) {
    try {
      kernel.apply(cells, result);
      missing = result.isNull();
    } catch (TypeMismatch | LimitExceeded refused) {
      missing = true;
    }
    if (missing) {
      return 0;
    }
    return switch (physicalType().lane()) {
      case LONG -> result.bits();
      case DOUBLE -> Double.doubleToRawLongBits(result.number());
      case CODE -> present(intern(result.text(), out));
    };
  }

  private long present(int code) {
    missing = code < 0;
    return code;
  }

  /** The result for a text as 64 bits, by its bytes if the function can do that. */
  private long encode(StringDictionary dictionary, int code, Vector out) {
    if (kernel instanceof ByteKernel bytes) {
      int length = dictionary.length(code);
      if (length > buffer.length) {
        buffer = new byte[length * 2];
      }
      dictionary.copyTo(code, buffer, 0);
      try {
        if (length > 0 && bytes.rewrite(buffer, length)) {
          return present(intern(buffer, length, out));
        }
      } catch (LimitExceeded refused) {
        missing = true;
        return 0;
      }
    }
    cells[varying[0]].setText(texts[varying[0]].text(code));
    return value(out);
  }

  private void store(long bits, int i, Vector out) {
    out.valid()[i >>> 6] |= 1L << i;
    switch (physicalType().lane()) {
      case LONG -> out.longs()[i] = bits;
      case DOUBLE -> out.doubles()[i] = Double.longBitsToDouble(bits);
      case CODE -> out.codes()[i] = (int) bits;
    }
  }

  private void clear(int i, Vector out) {
    switch (physicalType().lane()) {
      case LONG -> out.longs()[i] = 0;
      case DOUBLE -> out.doubles()[i] = 0;
      case CODE -> out.codes()[i] = 0;
    }
  }

  private void remembered(Vector vector, Vector out) {
    StringDictionary dictionary = vector.dictionary();
    // The last entry stands for null.
    if (!Identity.same(dictionary, known) || memo.length <= dictionary.size()) {
      boolean more = Identity.same(dictionary, known);
      int capacity = Math.max(dictionary.size() + 1, more ? memo.length * 2 : 16);
      if (more) {
        // The entry that stood for null becomes that of a text.
        state[state.length - 1] = UNKNOWN;
      }
      memo = more ? Arrays.copyOf(memo, capacity) : new long[capacity];
      state = more ? Arrays.copyOf(state, capacity) : new byte[capacity];
      known = dictionary;
      state[capacity - 1] = UNKNOWN;
    }
    int[] codes = vector.codes();
    int nullEntry = memo.length - 1;
    for (int i = 0; i < vector.size(); i++) {
      int code = vector.isNull(i) ? nullEntry : codes[i];
      if (state[code] == UNKNOWN) {
        long bits;
        if (vector.isNull(i)) {
          load(vector, i, varying[0]);
          bits = value(out);
        } else {
          bits = encode(dictionary, code, out);
        }
        state[code] = missing ? MISSING : PRESENT;
        memo[code] = bits;
      }
      if (state[code] == PRESENT) {
        store(memo[code], i, out);
      } else {
        clear(i, out);
      }
    }
  }

  private void cached(Vector first, Vector second, Vector out) {
    if (!Identity.same(first.dictionary(), known)
        || !Identity.same(second.dictionary(), otherKnown)) {
      known = first.dictionary();
      otherKnown = second.dictionary();
      Arrays.fill(cacheStates, UNKNOWN);
    }
    for (int i = 0; i < first.size(); i++) {
      long a = first.isNull(i) ? -1 : first.codes()[i];
      long b = second.isNull(i) ? -1 : second.codes()[i];
      long key = a << 32 | (b & 0xffff_ffffL);
      int at = (int) ((key * 0x9E3779B97F4A7C15L) >>> 50);
      if (cacheStates[at] == UNKNOWN || cacheKeys[at] != key) {
        load(first, i, varying[0]);
        load(second, i, varying[1]);
        long bits = value(out);
        cacheKeys[at] = key;
        cacheStates[at] = missing ? MISSING : PRESENT;
        cacheValues[at] = bits;
      }
      if (cacheStates[at] == PRESENT) {
        store(cacheValues[at], i, out);
      } else {
        clear(i, out);
      }
    }
  }
}
