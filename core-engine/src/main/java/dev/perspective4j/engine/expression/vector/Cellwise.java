package dev.perspective4j.engine.expression.vector;

import dev.perspective4j.engine.column.Lane;
import dev.perspective4j.engine.column.Storage;
import dev.perspective4j.engine.column.StringDictionary;
import dev.perspective4j.engine.column.Vector;
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
final class Cellwise extends ColumnNode {
  private static final int CACHE = 1 << 14;

  private final Kernel kernel;
  private final ColumnNode[] arguments;
  private final Cell[] cells;
  private final TextSource[] texts;
  private final int[] varying;
  private final boolean byCode;
  private final boolean byCodes;
  private final Cell result = new Cell();

  private StringDictionary known = new StringDictionary();
  private long[] memo = {};
  private byte[] state = {};
  private final long[] cacheKeys;
  private final long[] cacheValues;
  private final byte[] cacheStates;
  private StringDictionary otherKnown = known;
  private long textBytes;

  private static final byte UNKNOWN = 0;
  private static final byte PRESENT = 1;
  private static final byte MISSING = 2;

  Cellwise(Kernel kernel, List<ColumnNode> arguments, Storage storage, boolean pure) {
    super(storage);
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
        onlyTexts &= this.arguments[i].storage().lane() == Lane.CODE;
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
  void compute(Chunk current, Vector target) {
    Vector[] vectors = new Vector[varying.length];
    for (int v = 0; v < varying.length; v++) {
      vectors[v] = arguments[varying[v]].evaluate(current);
      if (vectors[v].storage().lane() == Lane.CODE) {
        texts[varying[v]] = texts[varying[v]].of(vectors[v].dictionary());
      }
    }
    Vector out = renewIfLarge(target, textBytes);
    if (!Identity.same(out, target)) {
      textBytes = 0;
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
    Storage storage = vector.storage();
    if (vector.isNull(i)) {
      cell.setNull(storage);
      return;
    }
    switch (storage.lane()) {
      case LONG -> cell.setLong(storage, vector.longs()[i]);
      case DOUBLE -> cell.setFloat(storage, vector.doubles()[i]);
      case CODE -> cell.setText(texts[argument].text(vector.codes()[i]));
    }
  }

  /** Computes from the cells and puts the result into place. */
  private void put(int i, Vector out) {
    if (compute()) {
      store(encode(out), i, out);
    } else {
      clear(i, out);
    }
  }

  private boolean compute() {
    try {
      kernel.apply(cells, result);
    } catch (TypeMismatch | LimitExceeded refused) {
      return false;
    }
    return !result.isNull();
  }

  /** The result as 64 bits. */
  private long encode(Vector out) {
    return switch (storage().lane()) {
      case LONG -> result.bits();
      case DOUBLE -> Double.doubleToRawLongBits(result.number());
      case CODE -> {
        int before = out.dictionary().size();
        int code = out.dictionary().intern(result.text());
        textBytes += code >= before ? out.dictionary().length(code) + 32 : 0;
        yield code;
      }
    };
  }

  private void store(long bits, int i, Vector out) {
    out.valid()[i >>> 6] |= 1L << i;
    switch (storage().lane()) {
      case LONG -> out.longs()[i] = bits;
      case DOUBLE -> out.doubles()[i] = Double.longBitsToDouble(bits);
      case CODE -> out.codes()[i] = (int) bits;
    }
  }

  private void clear(int i, Vector out) {
    switch (storage().lane()) {
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
        load(vector, i, varying[0]);
        boolean present = compute();
        state[code] = present ? PRESENT : MISSING;
        memo[code] = present ? encode(out) : 0;
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
        boolean present = compute();
        cacheKeys[at] = key;
        cacheStates[at] = present ? PRESENT : MISSING;
        cacheValues[at] = present ? encode(out) : 0;
      }
      if (cacheStates[at] == PRESENT) {
        store(cacheValues[at], i, out);
      } else {
        clear(i, out);
      }
    }
  }
}
