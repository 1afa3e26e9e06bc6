package dev.perspective4j.engine;

import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.expression.Expressions;
import dev.perspective4j.engine.expression.compile.ExpressionCompiler;
import dev.perspective4j.engine.plan.ExpressionLanguage;
import dev.perspective4j.engine.table.Rows;
import dev.perspective4j.model.ExpressionVerdict;
import java.util.Map;

/** The expression language of a table as views and clients see it. */
final class TableExpressions implements ExpressionLanguage {
  private static final ExpressionCompiler STANDARD = new ExpressionCompiler(Expressions.standard());

  private ExpressionCompiler compiler = STANDARD;

  /** Sets the limits and functions of expressions that are made from now on. */
  void use(Expressions language) {
    compiler = new ExpressionCompiler(language);
  }

  @Override
  public Map<String, PhysicalType> results(Rows rows, Map<String, String> expressions) {
    ExpressionCompiler.Checked checked = compiler.check(rows, expressions);
    checked
        .errors()
        .values()
        .forEach(
            error -> {
              throw new EngineException(error.message());
            });
    return checked.physicalTypes();
  }

  @Override
  public int derive(Rows rows, String text) {
    return compiler.derive(rows, text);
  }

  /** Which expressions are valid, in the terms of clients. */
  ExpressionVerdict verdict(Rows rows, Map<String, String> expressions) {
    return compiler.check(rows, expressions).verdict();
  }
}
