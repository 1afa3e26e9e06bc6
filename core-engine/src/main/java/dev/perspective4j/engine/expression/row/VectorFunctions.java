package dev.perspective4j.engine.expression.row;

import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.expression.function.Regex;
import dev.perspective4j.engine.expression.value.Cell;
import dev.perspective4j.engine.expression.value.TypeMismatch;
import dev.perspective4j.model.ColumnType;
import java.util.List;

/** Functions that take or fill a vector. */
final class VectorFunctions {
  private VectorFunctions() {}

  /** What the functions of three-dimensional vectors compute. */
  enum Space {
    NORM,
    DOT,
    CROSS,
    DIFFERENCE
  }

  /** {@code norm3}, {@code dot_product3}, {@code cross_product3}, {@code diff3}. */
  record InSpace(Space space, List<VectorNode> vectors) implements RowNode {
    private static final int DIMENSIONS = 3;

    @Override
    public void evaluate(Frame frame, Cell out) {
      Cell[] a = elements(frame, 0);
      Cell[] b = elements(frame, Math.min(1, vectors.size() - 1));
      Cell[] target = elements(frame, vectors.size() - 1);
      boolean long3 =
          a.length >= DIMENSIONS && b.length >= DIMENSIONS && target.length >= DIMENSIONS;
      if (!long3 || !allNumbers(a) || !allNumbers(b)) {
        Values.mismatch(frame, TypeMismatch.general(), null, out);
        return;
      }
      boolean missing = anyNull(a) || anyNull(b);
      switch (space) {
        case NORM -> number(out, missing, Math.sqrt(dot(a, a)));
        case DOT -> number(out, missing, dot(a, b));
        case CROSS, DIFFERENCE -> {
          double[] values = space == Space.CROSS ? cross(a, b) : difference(a, b);
          for (int i = 0; i < DIMENSIONS; i++) {
            number(target[i], missing, values[i]);
          }
          out.setBoolean(true);
        }
      }
    }

    private Cell[] elements(Frame frame, int vector) {
      return vectors.get(vector).elements(frame);
    }

    private static boolean allNumbers(Cell[] cells) {
      return cells[0].isNumeric() && cells[1].isNumeric() && cells[2].isNumeric();
    }

    private static boolean anyNull(Cell[] cells) {
      return cells[0].isNull() || cells[1].isNull() || cells[2].isNull();
    }

    private static void number(Cell out, boolean missing, double value) {
      if (missing) {
        out.setNull(PhysicalType.FLOAT64);
      } else {
        out.setFloat(value);
      }
    }

    private static double dot(Cell[] a, Cell[] b) {
      return a[0].number() * b[0].number()
          + a[1].number() * b[1].number()
          + a[2].number() * b[2].number();
    }

    private static double[] cross(Cell[] a, Cell[] b) {
      return new double[] {
        a[1].number() * b[2].number() - a[2].number() * b[1].number(),
        a[2].number() * b[0].number() - a[0].number() * b[2].number(),
        a[0].number() * b[1].number() - a[1].number() * b[0].number()
      };
    }

    private static double[] difference(Cell[] a, Cell[] b) {
      return new double[] {
        a[0].number() - b[0].number(), a[1].number() - b[1].number(), a[2].number() - b[2].number()
      };
    }
  }

  /** {@code indexof}: where the first group of a pattern begins and (inclusively) ends. */
  record IndexOf(RowNode text, Regex regex, VectorNode target, Cell value) implements RowNode {
    @Override
    public void evaluate(Frame frame, Cell out) {
      text.evaluate(frame, value);
      Cell[] cells = target.elements(frame);
      if (!value.is(ColumnType.STRING) || regex.groups() == 0 || cells.length < 2) {
        Values.mismatch(frame, TypeMismatch.general(), null, out);
        return;
      }
      if (value.isNull()) {
        out.setNull(PhysicalType.BOOL);
        return;
      }
      String searched = value.text();
      long group = regex.firstGroup(searched);
      if (group >= 0) {
        int start = searched.codePointCount(0, (int) (group >>> 32));
        int end = searched.codePointCount(0, (int) group);
        cells[0].setFloat(start);
        cells[1].setFloat(end - 1.0);
      }
      out.setBoolean(group >= 0);
    }
  }
}
