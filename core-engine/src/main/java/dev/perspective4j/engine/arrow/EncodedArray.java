package dev.perspective4j.engine.arrow;

import static dev.perspective4j.engine.arrow.BodyReader.invalid;

import dev.perspective4j.engine.column.Lane;
import dev.perspective4j.engine.column.StringDictionary;
import dev.perspective4j.engine.column.Vector;
import java.nio.ByteBuffer;

/**
 * Cells as indices into a dictionary.
 *
 * <p>Each distinct value is carried over into the column once; a cell is then one look-up in a
 * table. Equal values and nulls inside the dictionary need no care: the column has equal codes for
 * equal strings, and an entry without a value makes its cells null.
 */
final class EncodedArray extends ArrowArray {

  private final PrimitiveArray indices;
  private final Vector entries;

  /**
   * Cells of a dictionary.
   *
   * @param indices the indices; their nulls are the nulls of the cells
   * @param entries the values, for strings already as codes of the column's dictionary
   */
  EncodedArray(
      int length, long nulls, ByteBuffer validity, PrimitiveArray indices, Vector entries) {
    super(length, nulls, validity);
    this.indices = indices;
    this.entries = entries;
  }

  @Override
  Vector read(int from, int count) {
    StringDictionary dictionary = entries.dictionaryOrNull();
    Vector out = new Vector(entries.physicalType(), dictionary, count);
    out.size(count);
    readValidity(from, out);
    boolean nullEntries = !entries.allValid();
    int size = entries.size();
    if (!nullEntries
        && out.physicalType().lane() == Lane.CODE
        && out.allValid()
        && indices.translate(from, entries.codes(), size, out)) {
      return out;
    }
    long[] positions = indices.read(from, count).longs();
    for (int i = 0; i < count; i++) {
      if (out.isNull(i)) {
        continue;
      }
      long index = positions[i];
      if (index < 0 || index >= size) {
        throw invalid("Dictionary index " + index + " is out of range");
      }
      if (nullEntries && entries.isNull((int) index)) {
        out.valid()[i >>> 6] &= ~(1L << i);
        positions[i] = -1;
      }
    }
    copy(positions, out);
    return out;
  }

  private void copy(long[] positions, Vector out) {
    int count = out.size();
    if (out.physicalType().lane() == Lane.CODE) {
      int[] codes = out.codes();
      int[] from = entries.codes();
      for (int i = 0; i < count; i++) {
        codes[i] = out.isNull(i) ? 0 : from[(int) positions[i]];
      }
    } else if (out.physicalType().lane() == Lane.LONG) {
      long[] longs = out.longs();
      long[] from = entries.longs();
      for (int i = 0; i < count; i++) {
        longs[i] = out.isNull(i) ? 0 : from[(int) positions[i]];
      }
    } else {
      double[] doubles = out.doubles();
      double[] from = entries.doubles();
      for (int i = 0; i < count; i++) {
        doubles[i] = out.isNull(i) ? 0 : from[(int) positions[i]];
      }
    }
  }
}
