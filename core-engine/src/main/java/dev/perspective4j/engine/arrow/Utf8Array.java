package dev.perspective4j.engine.arrow;

import static dev.perspective4j.engine.arrow.BodyReader.invalid;

import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.column.StringList;
import dev.perspective4j.engine.column.Vector;
import dev.perspective4j.engine.text.Utf8;
import java.nio.ByteBuffer;

/**
 * Strings between offsets of one data buffer.
 *
 * <p>A run of cells is one copy of the bytes it spans, then one look-up per cell in the dictionary
 * of the column, straight from the bytes.
 */
final class Utf8Array extends ArrowArray {

  private final SchemaNode node;
  private final ByteBuffer offsets;
  private final ByteBuffer data;
  private final Strings strings;

  Utf8Array(
      SchemaNode node,
      int length,
      long nulls,
      ByteBuffer validity,
      ByteBuffer offsets,
      ByteBuffer data,
      Strings strings) {
    super(length, nulls, validity);
    this.node = node;
    this.offsets = offsets;
    this.data = data;
    this.strings = strings;
    int width = node.type() == FieldType.LARGE_UTF8 ? 8 : 4;
    // An array without cells may come without offsets.
    if (length > 0 && offsets.limit() < (length + 1L) * width) {
      throw invalid("Buffer of offsets is too short");
    }
  }

  private long offset(int i) {
    return node.type() == FieldType.LARGE_UTF8 ? offsets.getLong(8 * i) : offsets.getInt(4 * i);
  }

  @Override
  Vector read(int from, int count) {
    Vector out = new Vector(PhysicalType.STRING, strings.dictionary(), count);
    out.size(count);
    readValidity(from, out);
    if (count == 0) {
      return out;
    }
    byte[] bytes = bytes(from, count);
    long first = offset(from);
    long last = first + bytes.length;
    int[] codes = out.codes();
    long start = first;
    for (int i = 0; i < count; i++) {
      long end = offset(from + i + 1);
      if (end < start || end > last) {
        throw invalid("Offsets of strings are not in order");
      }
      if (!out.isNull(i)) {
        codes[i] = strings.intern(bytes, (int) (start - first), (int) (end - start));
      }
      start = end;
    }
    return out;
  }

  /** The bytes that a run of cells spans. */
  private byte[] bytes(int from, int count) {
    long first = offset(from);
    long last = offset(from + count);
    if (first < 0 || last < first || last > data.limit()) {
      throw invalid("Offsets of strings lie outside of their data");
    }
    byte[] bytes = new byte[(int) (last - first)];
    data.get((int) first, bytes);
    return bytes;
  }

  @Override
  Vector list() {
    int count = length();
    if (count == 0) {
      return read(0, 0);
    }
    byte[] bytes = bytes(0, count);
    int[] ends = new int[count];
    long first = offset(0);
    int start = 0;
    for (int i = 0; i < count; i++) {
      long end = offset(i + 1) - first;
      if (end < start || end > bytes.length) {
        throw invalid("Offsets of strings are not in order");
      }
      start = (int) end;
      ends[i] = start;
    }
    if (!Utf8.isValid(bytes, ends)) {
      return read(0, count); // says so, or repairs it
    }
    Vector out = new Vector(PhysicalType.STRING, StringList.of(bytes, ends), count);
    out.size(count);
    readValidity(0, out);
    int[] codes = out.codes();
    for (int i = 0; i < count; i++) {
      codes[i] = i;
    }
    return out;
  }
}
