package dev.perspective4j.engine.expression.row;

import dev.perspective4j.engine.expression.value.Cell;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Nodes that decide what is computed next. */
final class Control {
  private Control() {}

  static final class Conditional implements RowNode {
    private final RowNode condition;
    private final RowNode then;
    private final @Nullable RowNode otherwise;
    private final Cell test = new Cell();

    Conditional(RowNode condition, RowNode then, @Nullable RowNode otherwise) {
      this.condition = condition;
      this.then = then;
      this.otherwise = otherwise;
    }

    @Override
    public void evaluate(Frame frame, Cell out) {
      condition.evaluate(frame, test);
      if (test.truth()) {
        then.evaluate(frame, out);
      } else if (otherwise != null) {
        otherwise.evaluate(frame, out);
      } else {
        out.setNone();
      }
    }
  }

  static final class Sequence implements RowNode {
    private final RowNode[] statements;

    Sequence(List<RowNode> statements) {
      this.statements = statements.toArray(RowNode[]::new);
    }

    @Override
    public void evaluate(Frame frame, Cell out) {
      out.setNone();
      for (RowNode statement : statements) {
        statement.evaluate(frame, out);
        if (frame.leaving()) {
          return;
        }
      }
    }
  }

  /**
   * The value is that of the last turn that was not ended by {@code continue}, 0 if there is none.
   * Without a condition the body runs once.
   */
  static final class Loop implements RowNode {
    private final @Nullable RowNode initial;
    private final @Nullable RowNode condition;
    private final @Nullable RowNode step;
    private final RowNode body;
    private final Cell scratch = new Cell();
    private final Cell turn = new Cell();

    Loop(
        @Nullable RowNode initial,
        @Nullable RowNode condition,
        @Nullable RowNode step,
        RowNode body) {
      this.initial = initial;
      this.condition = condition;
      this.step = step;
      this.body = body;
    }

    @Override
    public void evaluate(Frame frame, Cell out) {
      out.setFloat(0);
      if (initial != null) {
        initial.evaluate(frame, scratch);
      }
      while (holds(frame)) {
        frame.budget().step();
        body.evaluate(frame, turn);
        Frame.Exit exit = frame.exit();
        frame.exit(Frame.Exit.NONE);
        if (exit == Frame.Exit.BREAK) {
          out.set(frame.breakValue());
          return;
        }
        if (exit == Frame.Exit.NONE) {
          out.set(turn);
        }
        if (step != null) {
          step.evaluate(frame, scratch);
        }
        if (condition == null) {
          return;
        }
      }
    }

    private boolean holds(Frame frame) {
      if (condition == null) {
        return true;
      }
      condition.evaluate(frame, scratch);
      return scratch.truth();
    }
  }

  static final class Switch implements RowNode {
    private final RowNode[] conditions;
    private final RowNode[] values;
    private final @Nullable RowNode otherwise;
    private final boolean all;
    private final Cell test = new Cell();

    /** All: every case is looked at, and the last true one gives the value, 0 if none. */
    Switch(
        List<RowNode> conditions, List<RowNode> values, @Nullable RowNode otherwise, boolean all) {
      this.conditions = conditions.toArray(RowNode[]::new);
      this.values = values.toArray(RowNode[]::new);
      this.otherwise = otherwise;
      this.all = all;
    }

    @Override
    public void evaluate(Frame frame, Cell out) {
      if (all) {
        out.setFloat(0);
      } else {
        out.setNone();
      }
      for (int i = 0; i < conditions.length; i++) {
        conditions[i].evaluate(frame, test);
        if (test.truth()) {
          values[i].evaluate(frame, out);
          if (!all || frame.leaving()) {
            return;
          }
        }
      }
      if (otherwise != null) {
        otherwise.evaluate(frame, out);
      }
    }
  }

  static final class Break implements RowNode {
    private final @Nullable RowNode value;

    Break(@Nullable RowNode value) {
      this.value = value;
    }

    @Override
    public void evaluate(Frame frame, Cell out) {
      frame.breakValue().setNone();
      if (value != null) {
        value.evaluate(frame, out);
        frame.breakValue().set(out);
      }
      frame.exit(Frame.Exit.BREAK);
    }
  }

  record Continue() implements RowNode {
    @Override
    public void evaluate(Frame frame, Cell out) {
      frame.exit(Frame.Exit.CONTINUE);
    }
  }
}
