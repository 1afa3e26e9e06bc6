package dev.perspective4j.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which of a set of expressions are valid; each alias is in exactly one of the maps.
 *
 * @param types alias to result type of the valid ones
 * @param errors alias to failure of the others
 */
public record ExpressionVerdict(
    Map<String, ColumnType> types, Map<String, ExpressionError> errors) {
  /** Copies the maps. */
  public ExpressionVerdict {
    types = Collections.unmodifiableMap(new LinkedHashMap<>(types));
    errors = Collections.unmodifiableMap(new LinkedHashMap<>(errors));
  }
}
