package dev.perspective4j.engine.expression;

import dev.perspective4j.engine.column.Storage;
import dev.perspective4j.model.ColumnType;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The judgement on named expressions: every name is in exactly one of the first two maps. The maps
 * keep the order of the request.
 *
 * @param storages physical type of the values of each valid expression
 * @param errors why each other expression is refused
 * @param aliases the text of every expression, as given
 */
public record ExpressionVerdict(
    Map<String, Storage> storages,
    Map<String, ExpressionError> errors,
    Map<String, String> aliases) {

  /** Copies the maps. */
  public ExpressionVerdict {
    storages = Collections.unmodifiableMap(new LinkedHashMap<>(storages));
    errors = Collections.unmodifiableMap(new LinkedHashMap<>(errors));
    aliases = Collections.unmodifiableMap(new LinkedHashMap<>(aliases));
  }

  /** Logical type of each valid expression. */
  public Map<String, ColumnType> schema() {
    Map<String, ColumnType> schema = new LinkedHashMap<>();
    storages.forEach((name, storage) -> schema.put(name, storage.type()));
    return schema;
  }
}
