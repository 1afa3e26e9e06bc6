package dev.perspective4j.engine.expression.vector;

import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.column.StringDictionary;
import dev.perspective4j.engine.column.Vector;
import dev.perspective4j.engine.expression.value.TextSink;

/**
 * Computes a vector for the rows of the current chunk. A node that is used twice computes once.
 *
 * <p>Validity bits beyond the last row of a vector are arbitrary.
 */
abstract class ColumnNode {
  private static final long MOST_TEXT = 1L << 26;

  private final PhysicalType physicalType;
  private Vector out;
  private long chunk = -1;

  ColumnNode(PhysicalType physicalType) {
    this.physicalType = physicalType;
    this.out = fresh(physicalType);
  }

  private static Vector fresh(PhysicalType physicalType) {
    StringDictionary dictionary =
        physicalType == PhysicalType.STRING ? new StringDictionary() : null;
    return new Vector(physicalType, dictionary, Vector.CHUNK);
  }

  final PhysicalType physicalType() {
    return physicalType;
  }

  /** The values for the current chunk; valid until the next. */
  Vector evaluate(Chunk current) {
    if (chunk != current.number()) {
      chunk = current.number();
      out.size(current.count());
      compute(current, out);
    }
    return out;
  }

  /** Computes the values. */
  abstract void compute(Chunk current, Vector target);

  /**
   * Makes texts straight into the result's dictionary instead of one of its own.
   *
   * @return whether it does, from now on
   */
  boolean textsInto(TextSink sink) {
    return false;
  }

  /** Replaces where results go. */
  final void results(StringDictionary dictionary) {
    out = new Vector(physicalType, dictionary, Vector.CHUNK);
  }

  /** Forgets texts made so far, if they have become many; for nodes that make texts. */
  final Vector renewIfLarge(Vector target, long bytes) {
    if (bytes < MOST_TEXT) {
      return target;
    }
    out = fresh(physicalType);
    out.size(target.size());
    return out;
  }

  /** Whether all values are the same. */
  boolean isConstant() {
    return false;
  }
}
