package dev.perspective4j.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a table says about a view configuration without making the view. */
public sealed interface TableDescription {

  /** Alias to result type of the valid expressions. */
  Map<String, ColumnType> expressionTypes();

  /**
   * The configuration is valid.
   *
   * @param expressionTypes alias to type of every expression
   * @param viewSchema what the view's schema would be
   */
  record Valid(Map<String, ColumnType> expressionTypes, Map<String, ColumnType> viewSchema)
      implements TableDescription {
    /** Copies the maps. */
    public Valid {
      expressionTypes = Collections.unmodifiableMap(new LinkedHashMap<>(expressionTypes));
      viewSchema = Collections.unmodifiableMap(new LinkedHashMap<>(viewSchema));
    }
  }

  /**
   * Some expressions are invalid; the rest of the configuration was not looked at.
   *
   * @param verdict the verdict on every expression, with at least one error
   */
  record InvalidExpressions(ExpressionVerdict verdict) implements TableDescription {
    /**
     * Checks that there is an error.
     *
     * @throws IllegalArgumentException if every expression is valid
     */
    public InvalidExpressions {
      if (verdict.errors().isEmpty()) {
        throw new IllegalArgumentException("No expression is invalid");
      }
    }

    @Override
    public Map<String, ColumnType> expressionTypes() {
      return verdict.types();
    }
  }

  /**
   * The expressions are valid but the configuration is not.
   *
   * @param expressionTypes alias to type of every expression
   * @param message the text that making the view would fail with
   */
  record InvalidConfig(Map<String, ColumnType> expressionTypes, String message)
      implements TableDescription {
    /** Copies the map. */
    public InvalidConfig {
      expressionTypes = Collections.unmodifiableMap(new LinkedHashMap<>(expressionTypes));
    }
  }
}
