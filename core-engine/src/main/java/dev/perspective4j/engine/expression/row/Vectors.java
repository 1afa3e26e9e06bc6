package dev.perspective4j.engine.expression.row;

import dev.perspective4j.engine.expression.function.Kernel;
import dev.perspective4j.engine.expression.function.Reduction;
import dev.perspective4j.engine.expression.value.BinaryOperator;
import dev.perspective4j.engine.expression.value.Cell;
import dev.perspective4j.engine.expression.value.TypeMismatch;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Nodes that work on whole vectors, element by element; results are as long as the shortest. */
final class Vectors {
  private Vectors() {}

  record Variable(int number, int size) implements VectorNode {
    @Override
    public Cell[] elements(Frame frame) {
      return frame.vector(number);
    }
  }

  /** Reads element {@code i} of a vector, or the one value of anything else. */
  private static final class Operand {
    private final RowNode node;
    private final boolean isVector;
    private Cell[] cells;

    Operand(RowNode node) {
      this.node = node;
      this.isVector = node instanceof VectorNode;
      this.cells = Frame.cells(1);
    }

    void evaluate(Frame frame) {
      if (node instanceof VectorNode vector) {
        cells = vector.elements(frame);
      } else {
        node.evaluate(frame, cells[0]);
      }
    }

    Cell at(int i) {
      return cells[isVector ? i : 0];
    }
  }

  /** Elements of the shortest vector; {@link Integer#MAX_VALUE} if there is none. */
  static int size(List<RowNode> nodes) {
    int size = Integer.MAX_VALUE;
    for (RowNode node : nodes) {
      if (node instanceof VectorNode vector) {
        size = Math.min(size, vector.size());
      }
    }
    return size;
  }

  static final class Sign implements VectorNode {
    private final boolean negative;
    private final VectorNode operand;
    private final Cell[] result;

    Sign(boolean negative, VectorNode operand) {
      this.negative = negative;
      this.operand = operand;
      this.result = Frame.cells(operand.size());
    }

    @Override
    public int size() {
      return result.length;
    }

    @Override
    public Cell[] elements(Frame frame) {
      Cell[] cells = operand.elements(frame);
      frame.budget().spend(result.length);
      for (int i = 0; i < result.length; i++) {
        result[i].set(cells[i]);
        Values.Sign.apply(frame, negative, result[i]);
      }
      return result;
    }
  }

  /** A chain in which some operand is a vector. */
  static final class Chain implements VectorNode {
    private final Operand first;
    private final Operand[] rights;
    private final Values.Step[] steps;
    private final Cell[] result;

    Chain(RowNode first, List<Values.Step> steps, int size) {
      this.first = new Operand(first);
      this.steps = steps.toArray(Values.Step[]::new);
      this.rights = new Operand[this.steps.length];
      for (int i = 0; i < rights.length; i++) {
        rights[i] = new Operand(this.steps[i].right());
      }
      this.result = Frame.cells(size);
    }

    @Override
    public int size() {
      return result.length;
    }

    @Override
    public Cell[] elements(Frame frame) {
      first.evaluate(frame);
      for (Operand right : rights) {
        right.evaluate(frame);
      }
      frame.budget().spend((long) result.length * (1 + steps.length));
      for (int i = 0; i < result.length; i++) {
        result[i].set(first.at(i));
        for (int s = 0; s < steps.length; s++) {
          steps[s].apply(frame, result[i], rights[s].at(i), result[i]);
        }
      }
      return result;
    }
  }

  /** A function of values applied to the elements of vectors. */
  static final class Call implements VectorNode {
    private final Kernel kernel;
    private final Operand[] operands;
    private final Cell[] arguments;
    private final Cell[] result;

    Call(Kernel kernel, List<RowNode> operands) {
      this.kernel = kernel;
      this.operands = operands.stream().map(Operand::new).toArray(Operand[]::new);
      this.arguments = Frame.cells(this.operands.length);
      this.result = Frame.cells(Vectors.size(operands));
    }

    @Override
    public int size() {
      return result.length;
    }

    @Override
    public Cell[] elements(Frame frame) {
      for (Operand operand : operands) {
        operand.evaluate(frame);
      }
      frame.budget().spend(2L * result.length);
      for (int i = 0; i < result.length; i++) {
        for (int a = 0; a < arguments.length; a++) {
          arguments[a].set(operands[a].at(i));
        }
        try {
          kernel.apply(arguments, result[i]);
        } catch (TypeMismatch mismatch) {
          Values.mismatch(frame, mismatch, null, result[i]);
        }
      }
      return result;
    }
  }

  static final class Assign implements VectorNode {
    private final VectorNode target;
    private final @Nullable BinaryOperator operator;
    private final Operand value;
    private final int count;

    Assign(VectorNode target, @Nullable BinaryOperator operator, RowNode value) {
      this.target = target;
      this.operator = operator;
      this.value = new Operand(value);
      this.count = Vectors.size(List.of(target, value));
    }

    @Override
    public int size() {
      return target.size();
    }

    @Override
    public Cell[] elements(Frame frame) {
      value.evaluate(frame);
      Cell[] cells = target.elements(frame);
      frame.budget().spend(count);
      for (int i = 0; i < count; i++) {
        Assignments.Assign.assign(frame, operator, cells[i], value.at(i));
      }
      return cells;
    }
  }

  /** One of two vectors. */
  static final class Choice implements VectorNode {
    private final RowNode condition;
    private final VectorNode then;
    private final VectorNode otherwise;
    private final Cell test = new Cell();

    Choice(RowNode condition, VectorNode then, VectorNode otherwise) {
      this.condition = condition;
      this.then = then;
      this.otherwise = otherwise;
    }

    @Override
    public int size() {
      return Math.min(then.size(), otherwise.size());
    }

    @Override
    public Cell[] elements(Frame frame) {
      condition.evaluate(frame, test);
      return (test.truth() ? then : otherwise).elements(frame);
    }
  }

  record Reduce(Reduction reduction, VectorNode vector) implements RowNode {
    @Override
    public void evaluate(Frame frame, Cell out) {
      Cell[] cells = vector.elements(frame);
      frame.budget().spend(cells.length);
      try {
        reduction.reduce(cells, out);
      } catch (TypeMismatch mismatch) {
        Values.mismatch(frame, mismatch, null, out);
      }
    }
  }
}
