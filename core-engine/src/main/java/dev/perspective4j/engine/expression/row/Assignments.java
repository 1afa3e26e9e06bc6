package dev.perspective4j.engine.expression.row;

import dev.perspective4j.engine.expression.syntax.Node;
import dev.perspective4j.engine.expression.value.BinaryOperator;
import dev.perspective4j.engine.expression.value.Cell;
import dev.perspective4j.engine.expression.value.TypeMismatch;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Nodes that change variables, elements, vectors, and the row's copies of columns. */
final class Assignments {
  private Assignments() {}

  /** Something with a cell that can be written. */
  @FunctionalInterface
  interface Place {
    Cell cell(Frame frame);
  }

  static final class Define implements RowNode {
    private final int variable;
    private final RowNode value;

    Define(int variable, RowNode value) {
      this.variable = variable;
      this.value = value;
    }

    @Override
    public void evaluate(Frame frame, Cell out) {
      value.evaluate(frame, out);
      frame.variable(variable).set(out);
    }
  }

  static final class Assign implements RowNode {
    private final Place place;
    private final @Nullable BinaryOperator operator;
    private final RowNode value;
    private final Cell right = new Cell();

    Assign(Place place, @Nullable BinaryOperator operator, RowNode value) {
      this.place = place;
      this.operator = operator;
      this.value = value;
    }

    @Override
    public void evaluate(Frame frame, Cell out) {
      value.evaluate(frame, right);
      if (frame.leaving()) {
        return;
      }
      Cell cell = place.cell(frame);
      assign(frame, operator, cell, right);
      out.set(cell);
    }

    static void assign(Frame frame, @Nullable BinaryOperator operator, Cell cell, Cell right) {
      if (operator == null) {
        cell.set(right);
        return;
      }
      try {
        operator.apply(cell, right, cell);
      } catch (TypeMismatch mismatch) {
        Values.mismatch(frame, mismatch, null, cell);
      }
    }
  }

  static final class Swap implements RowNode {
    private final Place first;
    private final Place second;
    private final Cell scratch = new Cell();

    Swap(Place first, Place second) {
      this.first = first;
      this.second = second;
    }

    @Override
    public void evaluate(Frame frame, Cell out) {
      Cell a = first.cell(frame);
      Cell b = second.cell(frame);
      scratch.set(a);
      a.set(b);
      b.set(scratch);
      out.set(b);
    }
  }

  static final class SwapVectors implements VectorNode {
    private final VectorNode first;
    private final VectorNode second;
    private final Cell scratch = new Cell();

    SwapVectors(VectorNode first, VectorNode second) {
      this.first = first;
      this.second = second;
    }

    @Override
    public int size() {
      return second.size();
    }

    @Override
    public Cell[] elements(Frame frame) {
      Cell[] a = first.elements(frame);
      Cell[] b = second.elements(frame);
      int count = Math.min(a.length, b.length);
      frame.budget().spend(count);
      for (int i = 0; i < count; i++) {
        scratch.set(a[i]);
        a[i].set(b[i]);
        b[i].set(scratch);
      }
      return a;
    }
  }

  static final class DefineVector implements VectorNode {
    private final int vector;
    private final int size;
    private final Node.Fill fill;
    private final RowNode[] values;
    private final Cell scratch = new Cell();
    private final Cell increment = new Cell();

    DefineVector(int vector, int size, Node.Fill fill, List<RowNode> values) {
      this.vector = vector;
      this.size = size;
      this.fill = fill;
      this.values = values.toArray(RowNode[]::new);
    }

    @Override
    public int size() {
      return size;
    }

    @Override
    public Cell[] elements(Frame frame) {
      Cell[] cells = frame.vector(vector);
      frame.budget().spend(cells.length);
      switch (fill) {
        case LIST -> fillList(frame, cells);
        case SAME -> {
          values[0].evaluate(frame, scratch);
          for (Cell cell : cells) {
            cell.set(scratch);
          }
        }
        case SERIES -> {
          values[0].evaluate(frame, scratch);
          values[1].evaluate(frame, increment);
          for (Cell cell : cells) {
            cell.set(scratch);
            Assign.assign(frame, BinaryOperator.ADD, scratch, increment);
          }
        }
        case COPY -> copy(((VectorNode) values[0]).elements(frame), cells);
      }
      return cells;
    }

    private static void copy(Cell[] source, Cell[] cells) {
      for (int i = 0; i < cells.length; i++) {
        if (i < source.length) {
          cells[i].set(source[i]);
        } else {
          cells[i].setFloat(0);
        }
      }
    }

    private void fillList(Frame frame, Cell[] cells) {
      for (int i = 0; i < cells.length; i++) {
        if (i < values.length) {
          values[i].evaluate(frame, scratch);
          cells[i].set(scratch);
        } else {
          cells[i].setFloat(0);
        }
      }
    }
  }
}
