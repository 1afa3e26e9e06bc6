package dev.perspective4j.engine.arrow;

import static dev.perspective4j.engine.arrow.BodyReader.invalid;

import dev.perspective4j.engine.column.Vector;
import java.nio.ByteBuffer;

/** Lists: each cell is a run of the cells of one child array. */
final class ListArray extends ArrowArray {

  private final boolean large;
  private final ByteBuffer offsets;
  private final ArrowArray child;

  ListArray(
      SchemaNode node,
      int length,
      long nulls,
      ByteBuffer validity,
      ByteBuffer offsets,
      ArrowArray child) {
    super(length, nulls, validity);
    this.large = node.type() == FieldType.LARGE_LIST;
    this.offsets = offsets;
    this.child = child;
    if (length > 0 && offsets.limit() < (length + 1L) * (large ? 8 : 4)) {
      throw invalid("Buffer of offsets is too short");
    }
    long previous = length == 0 ? 0 : offset(0);
    for (int i = 0; i < length; i++) {
      long end = offset(i + 1);
      if (previous < 0 || end < previous || end > child.length()) {
        throw invalid("Offsets of lists lie outside of their elements");
      }
      previous = end;
    }
  }

  private long offset(int i) {
    return large ? offsets.getLong(8 * i) : offsets.getInt(4 * i);
  }

  /** The elements of all lists. */
  ArrowArray child() {
    return child;
  }

  /** Position of the first element of a cell's list. */
  int start(int i) {
    return (int) offset(i);
  }

  /** Number of elements of a cell's list; 0 for a null. */
  int count(int i) {
    return isNull(i) ? 0 : (int) (offset(i + 1) - offset(i));
  }

  @Override
  Vector read(int from, int count) {
    throw new IllegalStateException("lists have no cells of their own");
  }
}
