package dev.perspective4j.engine.expression.row;

import dev.perspective4j.engine.expression.function.Kernel;
import dev.perspective4j.engine.expression.syntax.ExpressionFault;
import dev.perspective4j.engine.expression.value.BinaryOperator;
import dev.perspective4j.engine.expression.value.Cell;
import dev.perspective4j.engine.expression.value.LimitExceeded;
import dev.perspective4j.engine.expression.value.TypeMismatch;
import dev.perspective4j.model.ColumnType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Nodes that compute a value from values. */
final class Values {
  private Values() {}

  record Constant(Cell value) implements RowNode {
    @Override
    public void evaluate(Frame frame, Cell out) {
      out.set(value);
    }
  }

  record Column(int reference) implements RowNode {
    @Override
    public void evaluate(Frame frame, Cell out) {
      out.set(frame.column(reference));
    }
  }

  record Variable(int number) implements RowNode {
    @Override
    public void evaluate(Frame frame, Cell out) {
      out.set(frame.variable(number));
    }
  }

  /** Refuses in the check, becomes a missing value of no type in a row. */
  static void mismatch(
      Frame frame, TypeMismatch mismatch, @Nullable ExpressionFault place, Cell out) {
    if (frame.checking()) {
      String message = mismatch.getMessage();
      if (message == null || message.isEmpty()) {
        throw ExpressionFault.untyped();
      }
      throw place == null
          ? new ExpressionFault(message)
          : new ExpressionFault(message, place.line(), place.column());
    }
    out.setNone();
  }

  static final class Sign implements RowNode {
    private final boolean negative;
    private final RowNode operand;

    Sign(boolean negative, RowNode operand) {
      this.negative = negative;
      this.operand = operand;
    }

    @Override
    public void evaluate(Frame frame, Cell out) {
      operand.evaluate(frame, out);
      apply(frame, negative, out);
    }

    static void apply(Frame frame, boolean negative, Cell out) {
      if (!out.isNumeric()) {
        mismatch(frame, TypeMismatch.general(), null, out);
      } else if (negative) {
        out.negate();
      }
    }
  }

  /**
   * One step of a chain.
   *
   * @param place where messages about it point; null for the start of the text
   * @param constants whether both sides are constants
   */
  record Step(
      BinaryOperator operator, RowNode right, @Nullable ExpressionFault place, boolean constants) {

    void apply(Frame frame, Cell left, Cell other, Cell out) {
      try {
        operator.apply(left, other, out);
      } catch (TypeMismatch mismatch) {
        mismatch(frame, constants ? TypeMismatch.general() : mismatch, place, out);
      }
    }
  }

  static final class Chain implements RowNode {
    private final RowNode first;
    private final Step[] steps;
    private final Cell left = new Cell();
    private final Cell right = new Cell();

    Chain(RowNode first, List<Step> steps) {
      this.first = first;
      this.steps = steps.toArray(Step[]::new);
    }

    @Override
    public void evaluate(Frame frame, Cell out) {
      first.evaluate(frame, left);
      for (Step step : steps) {
        step.right.evaluate(frame, right);
        step.apply(frame, left, right, left);
      }
      out.set(left);
    }
  }

  static final class Call implements RowNode {
    private final Kernel kernel;
    private final RowNode[] arguments;
    private final Cell[] values;

    Call(Kernel kernel, List<RowNode> arguments) {
      this.kernel = kernel;
      this.arguments = arguments.toArray(RowNode[]::new);
      this.values = Frame.cells(this.arguments.length);
    }

    @Override
    public void evaluate(Frame frame, Cell out) {
      for (int i = 0; i < arguments.length; i++) {
        arguments[i].evaluate(frame, values[i]);
      }
      try {
        kernel.apply(values, out);
      } catch (TypeMismatch mismatch) {
        mismatch(frame, mismatch, null, out);
      }
    }
  }

  static final class Element implements RowNode {
    private final VectorNode vector;
    private final RowNode index;
    private final Cell position = new Cell();

    Element(VectorNode vector, RowNode index) {
      this.vector = vector;
      this.index = index;
    }

    /** The element itself. */
    Cell cell(Frame frame) {
      index.evaluate(frame, position);
      Cell[] elements = vector.elements(frame);
      boolean number = !position.isNull() && !position.is(ColumnType.STRING);
      long at = number ? (long) position.number() : 0;
      if (at < 0 || at >= elements.length) {
        throw LimitExceeded.index();
      }
      return elements[(int) at];
    }

    @Override
    public void evaluate(Frame frame, Cell out) {
      out.set(cell(frame));
    }
  }
}
