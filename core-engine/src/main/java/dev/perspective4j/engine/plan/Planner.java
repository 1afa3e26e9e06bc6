package dev.perspective4j.engine.plan;

import dev.perspective4j.engine.EngineException;
import dev.perspective4j.engine.filter.Coercion;
import dev.perspective4j.engine.filter.Condition;
import dev.perspective4j.engine.filter.Operand;
import dev.perspective4j.engine.filter.Operator;
import dev.perspective4j.engine.slice.Slice;
import dev.perspective4j.model.Aggregate;
import dev.perspective4j.model.Filter;
import dev.perspective4j.model.GroupRollupMode;
import dev.perspective4j.model.Scalar;
import dev.perspective4j.model.Sort;
import dev.perspective4j.model.SortDirection;
import dev.perspective4j.model.ViewConfig;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Checks a view configuration and resolves it into a {@link ViewPlan}.
 *
 * <p>As every release does: checks run in this order (the first failure is reported): filter operands,
 * columns, aggregates, groups, splits, filter columns, sorts, operators, types of aggregates.
 * Expressions and windows are checked before, by those who provide the fields.
 */
public final class Planner {
  private static final Set<String> COMBINATORS = Set.of("and", "or", "&", "|");

  private final ViewConfig config;
  private final Map<String, Field> fields;
  private final List<String> columns;
  private final List<List<Operand>> operands = new ArrayList<>();
  private final Map<String, Measure> configured = new LinkedHashMap<>();
  private final List<Measure> measures = new ArrayList<>();
  private final List<Ordering> rowSorts = new ArrayList<>();
  private final List<Ordering> columnSorts = new ArrayList<>();

  private Planner(ViewConfig config, Map<String, Field> fields) {
    this.config = config;
    this.fields = fields;
    this.columns = config.columns().orElseGet(() -> List.copyOf(fields.keySet()));
  }

  /**
   * The plan of a configuration.
   *
   * @param config what a client asked for
   * @param fields every column it may name, in default order: table columns, expressions, windows
   * @param refuseRepeatedGroups whether naming a column twice in {@code group_by} is an error
   * @throws EngineException if the configuration is bad
   */
  public static ViewPlan plan(
      ViewConfig config, Map<String, Field> fields, boolean refuseRepeatedGroups) {
    return new Planner(config, fields).resolve(refuseRepeatedGroups);
  }

  private ViewPlan resolve(boolean refuseRepeatedGroups) {
    config.filter().forEach(filter -> operands.add(coerce(filter)));
    columns.forEach(name -> known(name, "columns"));
    config
        .aggregates()
        .forEach((name, aggregate) -> configured.put(name, measure(name, aggregate)));
    checkGroups(refuseRepeatedGroups);
    config.splitBy().forEach(name -> known(name, "split_by"));
    config.filter().forEach(filter -> known(filter.column(), "filters"));
    config.sort().forEach(sort -> known(sort.column(), "sorts"));
    List<Operator> operators = config.filter().stream().map(Planner::operator).toList();
    columns.forEach(name -> measures.add(visibleMeasure(name)));
    int visible = measures.size();
    addHiddenMeasures();
    config.sort().forEach(this::addSort);
    Slice.Kind kind = kind();
    if (kind != Slice.Kind.FLAT && kind != Slice.Kind.SPLIT) {
      checkAggregatedTypes();
    }
    rejectCombinators();
    return new ViewPlan(
        echo(operators),
        kind,
        measures,
        visible,
        config.groupBy().stream().map(fields::get).toList(),
        config.splitBy().stream().map(fields::get).toList(),
        filters(operators),
        rowSorts,
        columnSorts,
        fields);
  }

  private Slice.Kind kind() {
    boolean split = !config.splitBy().isEmpty();
    if (config.groupRollupMode() == GroupRollupMode.TOTAL) {
      return split ? Slice.Kind.TOTAL_SPLIT : Slice.Kind.TOTAL;
    }
    if (config.groupBy().isEmpty()) {
      return split ? Slice.Kind.SPLIT : Slice.Kind.FLAT;
    }
    return split ? Slice.Kind.GROUPED_SPLIT : Slice.Kind.GROUPED;
  }

  private boolean isSplitOnly() {
    return kind() == Slice.Kind.SPLIT;
  }

  private Field known(String name, String place) {
    Field field = fields.get(name);
    if (field == null) {
      throw new EngineException("Invalid column '" + name + "' found in View " + place + ".\n");
    }
    return field;
  }

  private List<Operand> coerce(Filter filter) {
    boolean ignored =
        Operator.bySpelling(filter.operator()).map(Operator::ignoresOperands).orElse(false);
    List<Operand> result = new ArrayList<>();
    for (Scalar operand : filter.operands()) {
      Field field = fields.get(filter.column());
      if (field != null) {
        result.add(ignored ? Operand.NONE : Coercion.coerce(operand, field.physicalType()));
        continue;
      }
      switch (operand) {
        case Scalar.Text _ ->
            throw new EngineException("Filter column not in schema: " + filter.column());
        case Scalar.Num _ ->
            throw new EngineException(
                "Could not get dtype for column `"
                    + filter.column()
                    + "` as it does not exist in the schema.\n");
        case Scalar.Unset _ -> throw new EngineException("Filter scalar type not implemented: 0");
        case Scalar.Null _, Scalar.Bool _ -> result.add(Operand.NONE);
      }
    }
    return result;
  }

  private Measure measure(String name, Aggregate aggregate) {
    Field field = known(name, "aggregates");
    if (aggregate.name().isEmpty() && aggregate.arguments().isEmpty()) {
      throw new EngineException(
          "Missing aggregate for column '" + name + "' found in View aggregates.\n");
    }
    Optional<AggregateKind> kind = AggregateKind.bySpelling(aggregate.name());
    if (kind.isEmpty()) {
      throw new EngineException(
          (AggregateKind.isRefused(aggregate.name()) ? "Unimplemented" : "Invalid")
              + (" aggregate '" + aggregate.name() + "' for column '" + name)
              + "' found in View aggregates.\n");
    }
    Optional<Field> argument =
        kind.get().takesArgument() ? Optional.of(argument(name, aggregate)) : Optional.empty();
    return new Measure(field, kind.get(), argument);
  }

  private Field argument(String name, Aggregate aggregate) {
    if (aggregate.arguments().isEmpty()) {
      throw new EngineException(
          "Aggregate '"
              + aggregate.name()
              + "' for column '"
              + name
              + "' requires a column argument.\n");
    }
    String argument = aggregate.arguments().getFirst();
    Field field = fields.get(argument);
    if (field == null) {
      throw new EngineException(
          ("Invalid column '" + argument + "' found in the '" + aggregate.name())
              + ("' aggregate for column '" + name + "'.\n"));
    }
    return field;
  }

  private void checkGroups(boolean refuseRepeated) {
    Set<String> seen = new HashSet<>();
    for (String name : config.groupBy()) {
      known(name, "group_by");
      if (!seen.add(name) && refuseRepeated) {
        throw new EngineException("Duplicate column '" + name + "' found in View group_by.\n");
      }
    }
  }

  private static Operator operator(Filter filter) {
    if (COMBINATORS.contains(filter.operator())) {
      return Operator.IS_NULL; // refused further down, after the aggregates
    }
    return Operator.bySpelling(filter.operator())
        .orElseThrow(
            () ->
                new EngineException(
                    "Unknown filter operator string: `" + filter.operator() + "`\n"));
  }

  private void rejectCombinators() {
    for (Filter filter : config.filter()) {
      if (COMBINATORS.contains(filter.operator())) {
        throw new EngineException("Invalid filter op");
      }
    }
  }

  private Measure visibleMeasure(String name) {
    Field field = known(name, "columns");
    return isSplitOnly()
        ? new Measure(field, AggregateKind.ANY, Optional.empty())
        : configured.getOrDefault(name, byDefault(field));
  }

  private static Measure byDefault(Field field) {
    return new Measure(field, AggregateKind.defaultFor(field.type()), Optional.empty());
  }

  /** A hidden column has one aggregate, whatever its sorts: that of the last of them. */
  private void addHiddenMeasures() {
    Map<String, Measure> hidden = new LinkedHashMap<>();
    for (Sort sort : config.sort()) {
      if (!columns.contains(sort.column()) && !isWithoutEffect(sort)) {
        Field field = known(sort.column(), "sorts");
        hidden.put(sort.column(), hiddenMeasure(field, sort.direction().ordersColumns()));
      }
    }
    measures.addAll(hidden.values());
  }

  /**
   * Sorts by {@code none} order nothing either, but clients may ask for the range of the column.
   */
  private boolean isWithoutEffect(Sort sort) {
    return sort.direction().ordersColumns() && config.splitBy().isEmpty();
  }

  private void addSort(Sort sort) {
    if (sort.direction() != SortDirection.NONE && !isWithoutEffect(sort)) {
      (sort.direction().ordersColumns() ? columnSorts : rowSorts)
          .add(new Ordering(indexOf(sort.column()), sort.direction()));
    }
  }

  /** The first measure of a column. */
  private int indexOf(String name) {
    int index = 0;
    while (!measures.get(index).field().name().equals(name)) {
      index++;
    }
    return index;
  }

  private Measure hiddenMeasure(Field field, boolean ordersColumns) {
    if (isSplitOnly()) {
      return new Measure(field, AggregateKind.ANY, Optional.empty());
    }
    List<String> path = ordersColumns ? config.splitBy() : config.groupBy();
    return path.contains(field.name())
        ? new Measure(field, AggregateKind.UNIQUE, Optional.empty())
        : configured.getOrDefault(field.name(), byDefault(field));
  }

  private void checkAggregatedTypes() {
    for (Measure measure : measures) {
      Optional<String> objection = measure.aggregate().objection(measure.field().type());
      if (objection.isPresent()) {
        throw new EngineException(objection.get());
      }
    }
  }

  private List<PlannedFilter> filters(List<Operator> operators) {
    List<PlannedFilter> result = new ArrayList<>();
    for (int i = 0; i < operators.size(); i++) {
      result.add(
          new PlannedFilter(
              known(config.filter().get(i).column(), "filters"),
              new Condition(operators.get(i), operands.get(i))));
    }
    return result;
  }

  private ViewConfig echo(List<Operator> operators) {
    Map<String, Aggregate> aggregates = new LinkedHashMap<>();
    if (!config.groupBy().isEmpty() || !config.splitBy().isEmpty()) {
      for (Measure measure : measures) {
        aggregates.put(
            measure.field().name(),
            new Aggregate(
                measure.aggregate().spelling(),
                measure.argument().stream().map(Field::name).toList()));
      }
    }
    return config.toBuilder()
        .columns(columns)
        .filter(echoFilters(operators))
        .aggregates(aggregates)
        .build();
  }

  private List<Filter> echoFilters(List<Operator> operators) {
    List<Filter> result = new ArrayList<>();
    for (int i = 0; i < operators.size(); i++) {
      Filter filter = config.filter().get(i);
      Field field = known(filter.column(), "filters");
      List<Scalar> echoed = new ArrayList<>();
      for (int k = 0; k < filter.operands().size(); k++) {
        echoed.add(
            Coercion.echo(filter.operands().get(k), operands.get(i).get(k), field.physicalType()));
      }
      result.add(new Filter(filter.column(), operators.get(i).spelling(), echoed));
    }
    return result;
  }
}
