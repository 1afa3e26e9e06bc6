package dev.perspective4j.engine.arrow;

import static dev.perspective4j.engine.arrow.BodyReader.invalid;

import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.column.Vector;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Strings as views: 16 bytes each, the length and either the text itself (up to 12 bytes) or a
 * place in one of several data buffers.
 */
final class ViewArray extends ArrowArray {

  private static final int VIEW = 16;
  private static final int INLINE = 12;

  private final ByteBuffer views;
  private final List<ByteBuffer> data;
  private final Strings strings;
  private final Budget budget;

  ViewArray(
      int length,
      long nulls,
      ByteBuffer validity,
      ByteBuffer views,
      List<ByteBuffer> data,
      Strings strings,
      Budget budget) {
    super(length, nulls, validity);
    this.views = views;
    this.data = data;
    this.strings = strings;
    this.budget = budget;
    if (views.limit() < (long) VIEW * length) {
      throw invalid("Buffer of views is too short");
    }
  }

  @Override
  Vector read(int from, int count) {
    Vector out = new Vector(PhysicalType.STRING, strings.dictionary(), count);
    out.size(count);
    readValidity(from, out);
    byte[] scratch = new byte[INLINE];
    for (int i = 0; i < count; i++) {
      if (out.isNull(i)) {
        continue;
      }
      int at = VIEW * (from + i);
      int length = views.getInt(at);
      if (length < 0) {
        throw invalid("Length of a view is negative");
      }
      if (length <= INLINE) {
        views.get(at + 4, scratch, 0, length);
      } else {
        scratch = outOfLine(at, length, scratch);
      }
      out.codes()[i] = strings.intern(scratch, 0, length);
    }
    return out;
  }

  private byte[] outOfLine(int at, int length, byte[] scratch) {
    int index = views.getInt(at + 8);
    int offset = views.getInt(at + 12);
    if (index < 0 || index >= data.size()) {
      throw invalid("View refers to a buffer that does not exist");
    }
    ByteBuffer buffer = data.get(index);
    if (offset < 0 || offset > buffer.limit() || length > buffer.limit() - offset) {
      throw invalid("View lies outside of its data");
    }
    // Views may all show the same bytes: each counts as if it had its own.
    budget.takeBytes(length);
    byte[] bytes = length <= scratch.length ? scratch : new byte[length];
    buffer.get(offset, bytes, 0, length);
    return bytes;
  }
}
