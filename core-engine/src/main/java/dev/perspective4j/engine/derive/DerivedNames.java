package dev.perspective4j.engine.derive;

import dev.perspective4j.engine.EngineException;
import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.model.Schema;
import java.util.Map;

/** What is refused of the columns of a derived table. */
final class DerivedNames {
  private DerivedNames() {}

  static EngineException duplicate(String name) {
    return new EngineException("Duplicate column '" + name + "' in derived table schema");
  }

  /** Wanted columns that a view offers must have its types. */
  static void requireTypes(Map<String, PhysicalType> offered, Schema wanted) {
    for (Schema.Column column : wanted.columns()) {
      PhysicalType physicalType = offered.get(column.name());
      if (physicalType != null && physicalType.type() != column.type()) {
        throw new EngineException(
            "Column \"" + column.name() + "\" does not have the type of the View's column");
      }
    }
  }
}
