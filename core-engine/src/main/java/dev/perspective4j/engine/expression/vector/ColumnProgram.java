package dev.perspective4j.engine.expression.vector;

import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.column.Vector;
import dev.perspective4j.engine.expression.function.Library;
import dev.perspective4j.engine.expression.row.TableAccess;
import dev.perspective4j.engine.expression.syntax.Program;
import dev.perspective4j.engine.expression.value.Budget;
import dev.perspective4j.engine.expression.value.TextSink;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** A pure expression ready to be evaluated a chunk at a time. Belongs to one thread. */
public final class ColumnProgram {
  private final ColumnNode root;
  private final List<Leaves.Column> inputs;
  private final Budget budget;
  private final Chunk chunk = new Chunk();

  private ColumnProgram(ColumnNode root, List<Leaves.Column> inputs, Budget budget) {
    this.root = root;
    this.inputs = inputs;
    this.budget = budget;
  }

  /**
   * Compiles an expression that has passed its check.
   *
   * @param declared storage of its values
   * @return null if the expression has to be evaluated row by row
   */
  public static @Nullable ColumnProgram compile(
      Program program,
      Library library,
      TableAccess table,
      Budget budget,
      LongSupplier clock,
      PhysicalType declared) {
    ColumnCompiler compiler = new ColumnCompiler(program, library, table, budget, clock);
    try {
      ColumnNode root = compiler.compile(program.body(), declared);
      return new ColumnProgram(root, compiler.inputs(), budget);
    } catch (ColumnCompiler.RowByRow unsuited) {
      return null;
    }
  }

  /**
   * Evaluates.
   *
   * @param columns the cells of the program's columns, all of the same number of rows
   * @param count that number, at most {@link Vector#CHUNK}
   * @return the values, valid until the next call; texts are codes of a dictionary that may be
   *     another each time
   * @throws Budget.OutOfTime if the time for all rows is used up
   */
  public Vector evaluate(List<Vector> columns, int count) {
    for (int i = 0; i < inputs.size(); i++) {
      inputs.get(i).cells(columns.get(i));
    }
    chunk.next(count);
    budget.spend(1 + count / 8L);
    return root.evaluate(chunk);
  }

  /** Storage of the values. */
  public PhysicalType result() {
    return root.physicalType();
  }

  /**
   * Lets the program make its texts straight in the dictionary of the result column.
   *
   * @return whether it will; if not, the codes of {@link #evaluate} are of other dictionaries
   */
  public boolean textsInto(TextSink sink) {
    return root.textsInto(sink);
  }

  /** Copies values; cells without a value become 0. */
  public static void copy(Vector from, int count, Vector to) {
    to.size(count);
    switch (from.physicalType().lane()) {
      case LONG -> System.arraycopy(from.longs(), 0, to.longs(), 0, count);
      case DOUBLE -> System.arraycopy(from.doubles(), 0, to.doubles(), 0, count);
      case CODE -> System.arraycopy(from.codes(), 0, to.codes(), 0, count);
    }
    int words = Operands.words(count);
    System.arraycopy(from.valid(), 0, to.valid(), 0, words);
    if ((count & 63) != 0) {
      to.valid()[words - 1] &= (1L << count) - 1;
    }
    for (int w = 0; w < words; w++) {
      if (to.valid()[w] != -1L) {
        clearNulls(to, w << 6, Math.min(count, (w + 1) << 6));
      }
    }
  }

  private static void clearNulls(Vector cells, int from, int end) {
    for (int i = from; i < end; i++) {
      if (cells.isNull(i)) {
        switch (cells.physicalType().lane()) {
          case LONG -> cells.longs()[i] = 0;
          case DOUBLE -> cells.doubles()[i] = 0;
          case CODE -> cells.codes()[i] = 0;
        }
      }
    }
  }
}
