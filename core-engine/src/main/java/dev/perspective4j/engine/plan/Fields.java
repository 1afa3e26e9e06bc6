package dev.perspective4j.engine.plan;

import dev.perspective4j.engine.column.PhysicalType;
import dev.perspective4j.engine.table.Rows;
import dev.perspective4j.model.ViewConfig;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** The columns a configuration may name, in the order in which they are shown by default. */
public final class Fields {
  private Fields() {}

  /**
   * Table columns in table order, then expressions by alias, then windows by alias.
   *
   * @throws dev.perspective4j.engine.EngineException if an expression or a window is invalid
   */
  public static Map<String, Field> of(Rows rows, ViewConfig config, ExpressionLanguage language) {
    Map<String, PhysicalType> results =
        config.expressions().isEmpty() ? Map.of() : language.results(rows, config.expressions());
    Map<String, Field> fields = new LinkedHashMap<>();
    int position = 0;
    for (String name : rows.schema().names()) {
      fields.put(name, new Field.Own(name, rows.column(position).physicalType(), position));
      position++;
    }
    for (Map.Entry<String, String> entry : new TreeMap<>(config.expressions()).entrySet()) {
      String alias = entry.getKey();
      PhysicalType result = Objects.requireNonNull(results.get(alias), alias);
      fields.put(alias, new Field.Expression(alias, result, entry.getValue()));
    }
    new TreeMap<>(config.windows())
        .forEach((alias, spec) -> fields.put(alias, WindowFields.of(alias, spec, fields)));
    return fields;
  }
}
