package dev.perspective4j.engine.plan;

import dev.perspective4j.engine.EngineException;
import dev.perspective4j.engine.slice.Slice;
import dev.perspective4j.model.ColumnType;
import dev.perspective4j.model.ViewConfig;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A view configuration resolved against the columns it may use. Immutable; equal plans compute
 * equal views.
 *
 * @param config what {@code get_config} answers: defaults filled in, names canonical
 * @param kind shape of the view
 * @param measures the value columns: first the visible ones in configured order, duplicates
 *     included, then hidden ones that only sorts need
 * @param visible number of visible measures
 * @param groupBy row groups, outermost first; also filled, but of no effect, in total views
 * @param splitBy column groups, outermost first
 * @param filters filters, combined by the {@link ViewConfig#filterOp()} of the configuration
 * @param rowSorts row sorts, most significant first, without those of no effect
 * @param columnSorts sorts of the split columns, most significant first
 * @param fields every column the view may name: table columns, expressions, windows
 */
public record ViewPlan(
    ViewConfig config,
    Slice.Kind kind,
    List<Measure> measures,
    int visible,
    List<Field> groupBy,
    List<Field> splitBy,
    List<PlannedFilter> filters,
    List<Ordering> rowSorts,
    List<Ordering> columnSorts,
    Map<String, Field> fields) {

  /** Copies the collections. */
  public ViewPlan {
    measures = List.copyOf(measures);
    groupBy = List.copyOf(groupBy);
    splitBy = List.copyOf(splitBy);
    filters = List.copyOf(filters);
    rowSorts = List.copyOf(rowSorts);
    columnSorts = List.copyOf(columnSorts);
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
  }

  /** Whether cells are aggregates; if not, every view row is a table row. */
  public boolean aggregates() {
    return kind != Slice.Kind.FLAT && kind != Slice.Kind.SPLIT;
  }

  /** The visible measures, in output order. */
  public List<Measure> visibleMeasures() {
    return measures.subList(0, visible);
  }

  /** Type of each visible column, after aggregation. */
  public Map<String, ColumnType> schema() {
    Map<String, ColumnType> schema = new LinkedHashMap<>();
    for (Measure measure : visibleMeasures()) {
      schema.put(measure.field().name(), shownType(measure));
    }
    return schema;
  }

  /** Type of each expression, after aggregation where the view aggregates it. */
  public Map<String, ColumnType> expressionSchema() {
    Map<String, ColumnType> schema = new LinkedHashMap<>();
    for (Field field : fields.values()) {
      if (field instanceof Field.Expression) {
        schema.put(field.name(), field.type());
      }
    }
    for (Measure measure : measures) {
      if (measure.field() instanceof Field.Expression) {
        schema.put(measure.field().name(), shownType(measure));
      }
    }
    return schema;
  }

  private ColumnType shownType(Measure measure) {
    return aggregates() ? measure.aggregatedType() : measure.field().type();
  }

  /**
   * The first measure of that name, hidden ones included.
   *
   * @throws EngineException if there is none
   */
  public int measureIndex(String name) {
    for (int i = 0; i < measures.size(); i++) {
      if (measures.get(i).field().name().equals(name)) {
        return i;
      }
    }
    throw unknownColumn(name);
  }

  /**
   * The field of that name, visible or not.
   *
   * @throws EngineException if there is none
   */
  public Field field(String name) {
    Field field = fields.get(name);
    if (field == null) {
      throw unknownColumn(name);
    }
    return field;
  }

  private static EngineException unknownColumn(String name) {
    return new EngineException(
        "Could not find column index for `" + name + "` as it does not exist in the schema.\n");
  }
}
