package dev.perspective4j.engine.expression.vector;

import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.column.Vector;
import dev.perspective4j.engine.expression.value.Cell;
import java.util.Arrays;

/** Nodes without operands. */
final class Leaves {
  private Leaves() {}

  /** A table column; its cells are put in before each chunk. */
  static final class Column extends ColumnNode {
    private Vector cells;

    Column(PhysicalType physicalType) {
      super(physicalType);
      this.cells = new Vector(PhysicalType.BOOL, null, 0);
    }

    void cells(Vector current) {
      cells = current;
    }

    @Override
    Vector evaluate(Chunk current) {
      return cells;
    }

    @Override
    void compute(Chunk current, Vector target) {
      throw new IllegalStateException("a column is read, not computed");
    }
  }

  /** The same value in every row. */
  static final class Constant extends ColumnNode {
    private final Cell value;
    private boolean filled;

    Constant(Cell value) {
      super(value.physicalType());
      this.value = value;
    }

    Cell value() {
      return value;
    }

    @Override
    boolean isConstant() {
      return true;
    }

    @Override
    void compute(Chunk current, Vector target) {
      if (filled) {
        return;
      }
      filled = true;
      int count = target.size();
      target.size(Vector.CHUNK);
      if (value.isNull()) {
        Arrays.fill(target.valid(), 0L);
      } else {
        switch (target.physicalType().lane()) {
          case LONG -> Arrays.fill(target.longs(), value.bits());
          case DOUBLE -> Arrays.fill(target.doubles(), value.number());
          case CODE -> Arrays.fill(target.codes(), target.dictionary().intern(value.text()));
        }
        Arrays.fill(target.valid(), -1L);
      }
      target.size(count);
    }
  }
}
