package dev.perspective4j.engine.expression;

import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.model.ColumnType;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The judgement on named expressions: every name is in exactly one of the first two maps. The maps
 * keep the order of the request.
 *
 * @param physicalTypes physical type of the values of each valid expression
 * @param errors why each other expression is refused
 * @param aliases the text of every expression, as given
 */
public record ExpressionVerdict(
    Map<String, PhysicalType> physicalTypes,
    Map<String, ExpressionError> errors,
    Map<String, String> aliases) {

  /** Copies the maps. */
  public ExpressionVerdict {
    physicalTypes = Collections.unmodifiableMap(new LinkedHashMap<>(physicalTypes));
    errors = Collections.unmodifiableMap(new LinkedHashMap<>(errors));
    aliases = Collections.unmodifiableMap(new LinkedHashMap<>(aliases));
  }

  /** Logical type of each valid expression. */
  public Map<String, ColumnType> schema() {
    Map<String, ColumnType> schema = new LinkedHashMap<>();
    physicalTypes.forEach((name, physicalType) -> schema.put(name, physicalType.type()));
    return schema;
  }
}
