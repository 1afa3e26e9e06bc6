package dev.perspective4j.engine;

import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.expression.ExpressionVerdict;
import dev.perspective4j.engine.expression.Expressions;
import dev.perspective4j.engine.plan.ExpressionLanguage;
import dev.perspective4j.engine.table.Rows;
import dev.perspective4j.model.ExpressionError;
import java.util.LinkedHashMap;
import java.util.Map;

/** The expression language of a table as views and clients see it. */
final class TableExpressions implements ExpressionLanguage {
  private Expressions language = Expressions.standard();

  /** Sets the limits and functions of expressions that are made from now on. */
  void use(Expressions other) {
    language = other;
  }

  @Override
  public Map<String, PhysicalType> results(Rows rows, Map<String, String> expressions) {
    ExpressionVerdict verdict = language.verdict(rows, expressions);
    verdict
        .errors()
        .values()
        .forEach(
            error -> {
              throw new EngineException(error.message());
            });
    return verdict.physicalTypes();
  }

  @Override
  public int derive(Rows rows, String text) {
    return language.derive(rows, text);
  }

  /** Which expressions are valid, in the terms of clients. */
  dev.perspective4j.model.ExpressionVerdict verdict(Rows rows, Map<String, String> expressions) {
    ExpressionVerdict verdict = language.verdict(rows, expressions);
    Map<String, ExpressionError> errors = new LinkedHashMap<>();
    verdict
        .errors()
        .forEach(
            (alias, error) ->
                errors.put(
                    alias, new ExpressionError(error.message(), error.line(), error.column())));
    return new dev.perspective4j.model.ExpressionVerdict(verdict.schema(), errors);
  }
}
