package dev.perspective4j.engine.plan;

import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.table.Rows;
import java.util.Map;

/** What views need of the expression language. */
public interface ExpressionLanguage {

  /**
   * Checks all expressions of a configuration and says what they yield.
   *
   * @param rows the table they read
   * @param expressions alias to text
   * @return alias to physical type of the result
   * @throws dev.perspective4j.engine.EngineException with the error of the first invalid one
   */
  Map<String, PhysicalType> results(Rows rows, Map<String, String> expressions);

  /**
   * Registers the column of a valid expression with the rows, for one more user.
   *
   * @param rows the table it reads
   * @param text the expression
   * @return its position
   */
  int derive(Rows rows, String text);
}
