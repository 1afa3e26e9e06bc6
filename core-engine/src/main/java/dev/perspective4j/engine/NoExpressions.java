package dev.perspective4j.engine;

import dev.perspective4j.engine.column.Storage;
import dev.perspective4j.engine.plan.ExpressionLanguage;
import dev.perspective4j.engine.table.Rows;
import java.util.Map;

/** A table without an expression language: configurations with expressions are refused. */
final class NoExpressions implements ExpressionLanguage {

  @Override
  public Map<String, Storage> results(Rows rows, Map<String, String> expressions) {
    if (!expressions.isEmpty()) {
      throw new EngineException("Expressions are not supported");
    }
    return Map.of();
  }

  @Override
  public int derive(Rows rows, String text) {
    throw new EngineException("Expressions are not supported");
  }
}
