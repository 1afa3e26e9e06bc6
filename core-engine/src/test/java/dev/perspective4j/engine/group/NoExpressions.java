package dev.perspective4j.engine.group;

import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.plan.ExpressionLanguage;
import dev.perspective4j.engine.table.Rows;
import java.util.Map;

/** No expressions. */
enum NoExpressions implements ExpressionLanguage {
  INSTANCE;

  @Override
  public Map<String, PhysicalType> results(Rows rows, Map<String, String> expressions) {
    return Map.of();
  }

  @Override
  public int derive(Rows rows, String text) {
    throw new UnsupportedOperationException(text);
  }
}
