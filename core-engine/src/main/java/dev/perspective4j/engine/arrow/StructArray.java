package dev.perspective4j.engine.arrow;

import dev.perspective4j.engine.column.Vector;
import java.nio.ByteBuffer;
import java.util.List;

/** Structs: each cell is one cell of every child; a null struct makes them all null. */
final class StructArray extends ArrowArray {

  private final List<ArrowArray> children;

  StructArray(int length, long nulls, ByteBuffer validity, List<ArrowArray> children) {
    super(length, nulls, validity);
    this.children = children;
  }

  List<ArrowArray> children() {
    return children;
  }

  @Override
  Vector read(int from, int count) {
    throw new IllegalStateException("structs have no cells of their own");
  }
}
