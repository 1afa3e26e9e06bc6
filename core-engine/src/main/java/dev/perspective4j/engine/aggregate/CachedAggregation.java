package dev.perspective4j.engine.aggregate;

import dev.perspective4j.engine.column.ColumnSource;
import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.column.Vector;
import java.util.Arrays;
import java.util.BitSet;

/**
 * A result that is computed from the rows of a cell when it is read, and kept until they change.
 */
abstract class CachedAggregation extends Aggregation {
  private final BitSet fresh = new BitSet();
  private final BitSet present = new BitSet();
  private long[] bits = {};

  CachedAggregation(PhysicalType physicalType) {
    super(physicalType);
  }

  CachedAggregation(ColumnSource values) {
    super(values);
  }

  /** Appends the result of a cell. */
  abstract void compute(int cell, Vector out);

  @Override
  final void append(int cell, Vector out) {
    if (!fresh.get(cell)) {
      refresh(cell);
    }
    if (!present.get(cell)) {
      out.addNull();
      return;
    }
    switch (physicalType().lane()) {
      case LONG -> out.addLong(bits[cell]);
      case DOUBLE -> out.addDouble(Double.longBitsToDouble(bits[cell]));
      case CODE -> out.addCode((int) bits[cell]);
    }
  }

  private void refresh(int cell) {
    Vector scratch = vector(1);
    compute(cell, scratch);
    if (cell >= bits.length) {
      bits = Arrays.copyOf(bits, Accumulator.capacity(bits.length, cell + 1));
    }
    present.set(cell, !scratch.isNull(0));
    bits[cell] =
        switch (physicalType().lane()) {
          case LONG -> scratch.longs()[0];
          case DOUBLE -> Double.doubleToRawLongBits(scratch.doubles()[0]);
          case CODE -> scratch.codes()[0];
        };
    fresh.set(cell);
  }

  @Override
  final boolean isCached() {
    return true;
  }

  @Override
  final void touched(int cell) {
    fresh.clear(cell);
  }
}
