package dev.perspective4j.engine.expression.row;

import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.expression.function.Library;
import dev.perspective4j.engine.expression.syntax.ExpressionFault;
import dev.perspective4j.engine.expression.syntax.Program;
import dev.perspective4j.engine.expression.value.Budget;
import dev.perspective4j.engine.expression.value.Cell;
import dev.perspective4j.engine.expression.value.LimitExceeded;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** An expression ready to be evaluated row by row. Belongs to one thread. */
public final class RowProgram {
  private final RowNode root;
  private final Frame frame;
  private final List<String> columns;

  private RowProgram(RowNode root, Frame frame, List<String> columns) {
    this.root = root;
    this.frame = frame;
    this.columns = columns;
  }

  private static RowProgram compile(
      Program program,
      Library library,
      TableAccess table,
      Budget budget,
      LongSupplier clock,
      boolean checking) {
    RowCompiler compiler = new RowCompiler(program, library, table, budget, clock);
    RowNode root = compiler.compile();
    List<PhysicalType> physicalTypes = new ArrayList<>();
    for (String column : compiler.columns()) {
      PhysicalType physicalType = table.physicalType(column);
      physicalTypes.add(physicalType == null ? PhysicalType.FLOAT64 : physicalType);
    }
    Frame frame =
        new Frame(physicalTypes, program.variables(), program.vectors(), budget, checking);
    return new RowProgram(root, frame, List.copyOf(compiler.columns()));
  }

  /** Compiles for evaluation. The expression has passed {@link #check}. */
  public static RowProgram compile(
      Program program, Library library, TableAccess table, Budget budget, LongSupplier clock) {
    return compile(program, library, table, budget, clock, false);
  }

  /**
   * The storage of an expression's values: that of its value in a row where all columns are null.
   *
   * @throws ExpressionFault if it has none
   */
  public static PhysicalType check(
      Program program, Library library, TableAccess table, Budget budget, LongSupplier clock) {
    RowProgram checked = compile(program, library, table, budget, clock, true);
    Cell out = new Cell();
    try {
      checked.frame.startRow(0);
      checked.root.evaluate(checked.frame, out);
    } catch (LimitExceeded exceeded) {
      throw new ExpressionFault(exceeded.text());
    } catch (Budget.OutOfTime late) {
      throw new ExpressionFault(Budget.OutOfTime.TEXT);
    }
    if (out.isNone()) {
      throw ExpressionFault.untyped();
    }
    return out.physicalType();
  }

  /** Names of the columns it reads; {@link #column} takes positions in this list. */
  public List<String> columns() {
    return columns;
  }

  /** The cell to put a column's value into, before {@link #evaluate}. */
  public Cell column(int position) {
    return frame.column(position);
  }

  /**
   * Evaluates a row. A row that exceeds a limit has no value.
   *
   * @param slot its slot
   * @param declared storage of the result
   * @param out receives the value
   * @throws Budget.OutOfTime if the time for all rows is used up
   */
  public void evaluate(int slot, PhysicalType declared, Cell out) {
    frame.startRow(slot);
    try {
      root.evaluate(frame, out);
      out.convertTo(declared);
    } catch (LimitExceeded exceeded) {
      out.setNull(declared);
    }
  }
}
