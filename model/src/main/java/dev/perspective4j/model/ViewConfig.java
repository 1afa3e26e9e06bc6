package dev.perspective4j.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a view computes. Immutable; build one with {@link #builder()}.
 *
 * <pre>{@code
 * ViewConfig config = ViewConfig.builder().groupBy("sector").columns("price").build();
 * }</pre>
 *
 * @param columns visible columns in order, duplicates allowed; empty {@link Optional} for all
 *     columns, an empty list for none
 * @param groupBy row groups, outermost first
 * @param splitBy column groups, outermost first
 * @param filter filters
 * @param filterOp how filters combine
 * @param sort sort entries, most significant first
 * @param expressions alias to expression text; the order carries no meaning
 * @param windows alias to window; the order carries no meaning
 * @param aggregates column to aggregate
 * @param groupByDepth number of levels shown at first; unsigned
 * @param groupRollupMode rows shown
 * @param splitRollupMode column groups shown
 */
public record ViewConfig(
    Optional<List<String>> columns,
    List<String> groupBy,
    List<String> splitBy,
    List<Filter> filter,
    FilterOp filterOp,
    List<Sort> sort,
    Map<String, String> expressions,
    Map<String, WindowSpec> windows,
    Map<String, Aggregate> aggregates,
    OptionalInt groupByDepth,
    GroupRollupMode groupRollupMode,
    SplitRollupMode splitRollupMode) {

  /** The view of every column and row. */
  public static final ViewConfig ALL = builder().build();

  /** Copies every collection. */
  public ViewConfig {
    columns = columns.map(List::copyOf);
    groupBy = List.copyOf(groupBy);
    splitBy = List.copyOf(splitBy);
    filter = List.copyOf(filter);
    sort = List.copyOf(sort);
    expressions = Collections.unmodifiableMap(new LinkedHashMap<>(expressions));
    windows = Collections.unmodifiableMap(new LinkedHashMap<>(windows));
    aggregates = Collections.unmodifiableMap(new LinkedHashMap<>(aggregates));
  }

  /** A builder of the default view. */
  public static Builder builder() {
    return new Builder();
  }

  /** A builder that has all parts of this configuration, to change some of them. */
  public Builder toBuilder() {
    Builder builder = new Builder();
    builder.columns = columns;
    builder.groupBy = groupBy;
    builder.splitBy = splitBy;
    builder.filter = filter;
    builder.filterOp = filterOp;
    builder.sort = sort;
    builder.expressions.putAll(expressions);
    builder.windows.putAll(windows);
    builder.aggregates.putAll(aggregates);
    builder.groupByDepth = groupByDepth;
    builder.groupRollupMode = groupRollupMode;
    builder.splitRollupMode = splitRollupMode;
    return builder;
  }

  /**
   * Collects the parts of a {@link ViewConfig}; not thread-safe. Lists are replaced, maps grow where one
   * entry is given and are replaced where a map is.
   */
  public static final class Builder {
    private Optional<List<String>> columns = Optional.empty();
    private List<String> groupBy = List.of();
    private List<String> splitBy = List.of();
    private List<Filter> filter = List.of();
    private FilterOp filterOp = FilterOp.AND;
    private List<Sort> sort = List.of();
    private final Map<String, String> expressions = new LinkedHashMap<>();
    private final Map<String, WindowSpec> windows = new LinkedHashMap<>();
    private final Map<String, Aggregate> aggregates = new LinkedHashMap<>();
    private OptionalInt groupByDepth = OptionalInt.empty();
    private GroupRollupMode groupRollupMode = GroupRollupMode.ROLLUP;
    private SplitRollupMode splitRollupMode = SplitRollupMode.FLAT;

    private Builder() {}

    /** Sets the visible columns. */
    public Builder columns(String... names) {
      return columns(List.of(names));
    }

    /** Sets the visible columns. */
    public Builder columns(List<String> names) {
      columns = Optional.of(names);
      return this;
    }

    /** Sets the row groups. */
    public Builder groupBy(String... names) {
      return groupBy(List.of(names));
    }

    /** Sets the row groups. */
    public Builder groupBy(List<String> names) {
      groupBy = names;
      return this;
    }

    /** Sets the column groups. */
    public Builder splitBy(String... names) {
      return splitBy(List.of(names));
    }

    /** Sets the column groups. */
    public Builder splitBy(List<String> names) {
      splitBy = names;
      return this;
    }

    /** Sets the filters. */
    public Builder filter(Filter... filters) {
      return filter(List.of(filters));
    }

    /** Sets the filters. */
    public Builder filter(List<Filter> filters) {
      filter = filters;
      return this;
    }

    /** Sets how filters combine. */
    public Builder filterOp(FilterOp op) {
      filterOp = op;
      return this;
    }

    /** Sets the sort entries. */
    public Builder sort(Sort... entries) {
      return sort(List.of(entries));
    }

    /** Sets the sort entries. */
    public Builder sort(List<Sort> entries) {
      sort = entries;
      return this;
    }

    /** Adds an expression column. */
    public Builder expression(String alias, String text) {
      expressions.put(alias, text);
      return this;
    }

    /** Sets the expression columns, text by alias. */
    public Builder expressions(Map<String, String> texts) {
      return replace(expressions, texts);
    }

    /** Adds a window column. */
    public Builder window(String alias, WindowSpec spec) {
      windows.put(alias, spec);
      return this;
    }

    /** Sets the aggregates, by column. */
    public Builder aggregates(Map<String, Aggregate> byColumn) {
      return replace(aggregates, byColumn);
    }

    private <V> Builder replace(Map<String, V> map, Map<String, V> with) {
      Map<String, V> copy = new LinkedHashMap<>(with);
      map.clear();
      map.putAll(copy);
      return this;
    }

    /** Sets the aggregate of a column. */
    public Builder aggregate(String column, Aggregate aggregate) {
      aggregates.put(column, aggregate);
      return this;
    }

    /** Sets the aggregate of a column. */
    public Builder aggregate(String column, String aggregate) {
      return aggregate(column, Aggregate.of(aggregate));
    }

    /** Sets the number of levels shown at first. */
    public Builder groupByDepth(int depth) {
      groupByDepth = OptionalInt.of(depth);
      return this;
    }

    /** Shows all levels at first. */
    public Builder allLevels() {
      groupByDepth = OptionalInt.empty();
      return this;
    }

    /** Sets which rows a grouped view shows. */
    public Builder groupRollupMode(GroupRollupMode mode) {
      groupRollupMode = mode;
      return this;
    }

    /** Sets which column groups a split view shows. */
    public Builder splitRollupMode(SplitRollupMode mode) {
      splitRollupMode = mode;
      return this;
    }

    /** The configuration as collected so far. */
    public ViewConfig build() {
      return new ViewConfig(
          columns,
          groupBy,
          splitBy,
          filter,
          filterOp,
          sort,
          expressions,
          windows,
          aggregates,
          groupByDepth,
          groupRollupMode,
          splitRollupMode);
    }
  }
}
