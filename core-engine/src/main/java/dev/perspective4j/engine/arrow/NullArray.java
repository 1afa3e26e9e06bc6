package dev.perspective4j.engine.arrow;

import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.column.StringDictionary;
import dev.perspective4j.engine.column.Vector;
import java.nio.ByteBuffer;

/** Arrow's {@code Null} type: no buffers, every value null. Read as a column of strings. */
final class NullArray extends ArrowArray {

  private final StringDictionary dictionary;

  NullArray(int length, StringDictionary dictionary) {
    super(length, 0, ByteBuffer.allocate(0));
    this.dictionary = dictionary;
  }

  @Override
  Vector read(int from, int count) {
    Vector out = new Vector(PhysicalType.STRING, dictionary, count);
    out.size(count);
    return out;
  }
}
