package dev.perspective4j.engine.expression.compile;

import dev.perspective4j.engine.column.ColumnSource;
import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.expression.ExpressionLimits;
import dev.perspective4j.engine.expression.function.Library;
import dev.perspective4j.engine.expression.row.RowProgram;
import dev.perspective4j.engine.expression.row.TableAccess;
import dev.perspective4j.engine.expression.syntax.Node;
import dev.perspective4j.engine.expression.syntax.NodeWalk;
import dev.perspective4j.engine.expression.syntax.Parser;
import dev.perspective4j.engine.expression.syntax.Program;
import dev.perspective4j.engine.expression.syntax.SyntaxLimits;
import dev.perspective4j.engine.expression.value.Budget;
import dev.perspective4j.engine.expression.value.TextSink;
import dev.perspective4j.engine.expression.vector.ColumnProgram;
import dev.perspective4j.engine.table.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** An expression that passed its check on a table. Belongs to one thread. */
final class Compiled {
  private final Program program;
  private final Library library;
  private final TableAccess table;
  private final Budget budget;
  private final PhysicalType physicalType;
  private final RowProgram rowProgram;
  private final @Nullable ColumnProgram columnProgram;
  private final LongSupplier clock;
  private final boolean isVolatile;
  private final boolean looksUp;
  private long now;

  private Compiled(
      Program program, Library library, TableAccess table, Budget budget, LongSupplier clock) {
    this(
        program,
        library,
        table,
        budget,
        clock,
        RowProgram.check(program, library, table, budget, clock));
  }

  private Compiled(
      Program program,
      Library library,
      TableAccess table,
      Budget budget,
      LongSupplier clock,
      PhysicalType physicalType) {
    this.program = program;
    this.library = library;
    this.table = table;
    this.budget = budget;
    this.clock = clock;
    this.now = clock.getAsLong();
    this.physicalType = physicalType;
    this.rowProgram = RowProgram.compile(program, library, table, budget, this::now);
    this.columnProgram =
        ColumnProgram.compile(program, library, table, budget, this::now, physicalType);
    this.isVolatile = NodeWalk.any(program.body(), node -> calls(node, "random", "now", "today"));
    this.looksUp = NodeWalk.any(program.body(), node -> calls(node, "vlookup"));
  }

  /**
   * Parses and checks.
   *
   * @throws dev.perspective4j.engine.expression.syntax.ExpressionFault if the text is refused
   */
  static Compiled of(
      String text, Rows rows, Library library, ExpressionLimits limits, LongSupplier clock) {
    Program program =
        Parser.parse(
            text,
            name -> rows.position(name) >= 0,
            library,
            new SyntaxLimits(limits.sourceLength(), limits.nesting(), limits.vectorElements()));
    Budget budget =
        new Budget(
            limits.textLength(),
            limits.loopSteps(),
            limits.evaluationTime().toNanos(),
            System::nanoTime);
    return new Compiled(program, library, new RowsAccess(rows), budget, clock);
  }

  /** The same expression, for another thread; it sees the time of this one. */
  Compiled another() {
    return new Compiled(program, library, table, budget.another(), this::now, physicalType);
  }

  private static boolean calls(Node node, String... names) {
    return node instanceof Node.Call call && List.of(names).contains(call.function().name());
  }

  private long now() {
    return now;
  }

  /** All rows of one evaluation see the same time. */
  void startEvaluation() {
    now = clock.getAsLong();
  }

  PhysicalType physicalType() {
    return physicalType;
  }

  Budget budget() {
    return budget;
  }

  /** Whether it gives another value for an unchanged row each time. */
  boolean isVolatile() {
    return isVolatile;
  }

  /** Whether it reads other rows. */
  boolean looksUp() {
    return looksUp;
  }

  /** Names of the columns it reads. */
  List<String> columns() {
    return rowProgram.columns();
  }

  /** How it is evaluated on the rows it was compiled for: by chunk if it can, else row by row. */
  Evaluator evaluator(Rows rows, TextSink texts) {
    return columnProgram == null
        ? rowEvaluator(rows, texts)
        : new ColumnEvaluator(columnProgram, sources(rows), texts);
  }

  /** Evaluates row by row, which every expression can be. */
  Evaluator rowEvaluator(Rows rows, TextSink texts) {
    return new RowEvaluator(rowProgram, sources(rows), physicalType, texts);
  }

  private List<ColumnSource> sources(Rows rows) {
    List<ColumnSource> sources = new ArrayList<>();
    for (String column : columns()) {
      sources.add(rows.column(rows.position(column)));
    }
    return sources;
  }
}
