package dev.perspective4j.engine.arrow;

import static dev.perspective4j.engine.arrow.BodyReader.invalid;

import dev.perspective4j.engine.column.Vector;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * One column of a batch, its buffers checked against its length.
 *
 * <p>Cells are read in runs, as vectors; what a type has to do per cell is one loop of its class.
 */
abstract class ArrowArray {

  private final int length;
  private final @Nullable ByteBuffer validity;

  /**
   * Checks the validity bitmap.
   *
   * @param length number of cells
   * @param nulls number of nulls the metadata claims; only 0 is relied on
   * @param validity the bitmap, empty for none
   */
  ArrowArray(int length, long nulls, ByteBuffer validity) {
    this.length = length;
    if (nulls == 0 || validity.limit() == 0) {
      this.validity = null;
    } else {
      if (validity.limit() < (length + 7L) >>> 3) {
        throw invalid("Validity bitmap is too short");
      }
      this.validity = validity;
    }
  }

  /** Number of cells. */
  final int length() {
    return length;
  }

  /** Whether a cell has no value. */
  final boolean isNull(int i) {
    return validity != null && (validity.get(i >>> 3) & (1 << (i & 7))) == 0;
  }

  /** The cells {@code [from, from + count)}; nulls hold 0. */
  abstract Vector read(int from, int count);

  /**
   * All cells, as the values of a dictionary whose codes are looked up in a table before anything
   * is done with them: equal strings need not have equal codes.
   */
  Vector list() {
    return read(0, length);
  }

  /** Fills the validity bits of a vector with those of the cells from {@code from} on. */
  final void readValidity(int from, Vector out) {
    int count = out.size();
    if (validity == null) {
      out.setAllValid();
      return;
    }
    long[] words = out.valid();
    for (int i = 0; i < count; i += 64) {
      words[i >>> 6] = bits(validity, from + i, Math.min(64, count - i));
    }
  }

  /** Sets the cells without a value to 0; what a file holds there is anything. */
  static void zeroNulls(Vector out) {
    if (out.allValid()) {
      return;
    }
    for (int i = 0; i < out.size(); i++) {
      if (out.isNull(i)) {
        switch (out.physicalType().lane()) {
          case LONG -> out.longs()[i] = 0;
          case DOUBLE -> out.doubles()[i] = 0;
          case CODE -> out.codes()[i] = 0;
        }
      }
    }
  }

  /** Up to 64 bits of a bitmap from bit {@code from} on, lowest first. */
  static long bits(ByteBuffer bitmap, int from, int count) {
    int at = from >>> 3;
    int shift = from & 7;
    long word;
    if (bitmap.limit() - at >= 9) {
      word = bitmap.getLong(at) >>> shift;
      word |= shift == 0 ? 0 : (bitmap.get(at + 8) & 0xFFL) << (64 - shift);
    } else {
      word = 0;
      for (int i = 0; i < count; i++) {
        int bit = from + i;
        word |= (bitmap.get(bit >>> 3) >>> (bit & 7) & 1L) << i;
      }
    }
    return count == 64 ? word : word & ((1L << count) - 1);
  }
}
