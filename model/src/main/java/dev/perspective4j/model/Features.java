package dev.perspective4j.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a server can do; viewers build their menus from it. The order of every list is the order of
 * a menu, and its first entry is the default.
 *
 * <p>{@link #STANDARD} is what the built-in engine offers. A table that lives elsewhere usually
 * starts from {@link #builder()}, where everything is off.
 *
 * @param groupBy whether views can group rows
 * @param splitBy whether views can group columns
 * @param expressions whether views can have expression columns
 * @param onUpdate whether views announce changes
 * @param sort whether views can sort
 * @param unordered whether rows have no natural order
 * @param viewDerivations whether a table can be made from a view and follow it
 * @param groupRollupModes row rollups offered
 * @param splitRollupModes column rollups offered
 * @param filters filter operators offered for a column of a type
 * @param aggregates aggregates offered for a column of a type
 * @param windows window operations offered for a source column of a type
 */
public record Features(
    boolean groupBy,
    boolean splitBy,
    boolean expressions,
    boolean onUpdate,
    boolean sort,
    boolean unordered,
    boolean viewDerivations,
    List<GroupRollupMode> groupRollupModes,
    List<SplitRollupMode> splitRollupModes,
    Map<ColumnType, List<String>> filters,
    Map<ColumnType, List<AggregateOption>> aggregates,
    Map<ColumnType, List<WindowOption>> windows) {

  /** Everything the built-in engine offers. */
  public static final Features STANDARD = StandardFeatures.features();

  /** Copies every collection. */
  public Features {
    groupRollupModes = List.copyOf(groupRollupModes);
    splitRollupModes = List.copyOf(splitRollupModes);
    filters = copy(filters);
    aggregates = copy(aggregates);
    windows = copy(windows);
  }

  /**
   * One aggregate of a menu.
   *
   * @param name the name, for example {@code "sum"}
   * @param arguments type of each argument column; integer and float stand for each other
   */
  public record AggregateOption(String name, List<ColumnType> arguments) {
    /** Copies the arguments. */
    public AggregateOption {
      arguments = List.copyOf(arguments);
    }

    /** An aggregate without arguments. */
    public static AggregateOption of(String name) {
      return new AggregateOption(name, List.of());
    }
  }

  /**
   * One window operation of a menu.
   *
   * @param name the name, for example {@code "lag"}
   * @param frames frames it takes: {@code "rows"}, {@code "range"}, {@code "cumulative"}
   * @param offset whether it takes an offset
   * @param alpha whether it takes a smoothing factor
   * @param resultType type of the result; empty for the type of the source
   */
  public record WindowOption(
      String name,
      List<String> frames,
      boolean offset,
      boolean alpha,
      Optional<ColumnType> resultType) {
    /** Copies the frames. */
    public WindowOption {
      frames = List.copyOf(frames);
    }
  }

  /** A builder with everything off. */
  public static Builder builder() {
    return new Builder();
  }

  /** A builder that starts from these features. */
  public Builder toBuilder() {
    Builder builder =
        new Builder()
            .groupBy(groupBy)
            .splitBy(splitBy)
            .expressions(expressions)
            .onUpdate(onUpdate)
            .sort(sort)
            .unordered(unordered)
            .viewDerivations(viewDerivations)
            .groupRollupModes(groupRollupModes)
            .splitRollupModes(splitRollupModes);
    filters.forEach(builder::filters);
    aggregates.forEach(builder::aggregates);
    windows.forEach(builder::windows);
    return builder;
  }

  private static <T> Map<ColumnType, List<T>> copy(Map<ColumnType, List<T>> map) {
    Map<ColumnType, List<T>> copy = new EnumMap<>(ColumnType.class);
    map.forEach((type, list) -> copy.put(type, List.copyOf(list)));
    return Collections.unmodifiableMap(copy);
  }

  /** Collects {@link Features}; not thread-safe. Lists replace those set before. */
  public static final class Builder {
    private boolean groupBy;
    private boolean splitBy;
    private boolean expressions;
    private boolean onUpdate;
    private boolean sort;
    private boolean unordered;
    private boolean viewDerivations;
    private List<GroupRollupMode> groupRollupModes = new ArrayList<>();
    private List<SplitRollupMode> splitRollupModes = new ArrayList<>();
    private final Map<ColumnType, List<String>> filters = new EnumMap<>(ColumnType.class);
    private final Map<ColumnType, List<AggregateOption>> aggregates =
        new EnumMap<>(ColumnType.class);
    private final Map<ColumnType, List<WindowOption>> windows = new EnumMap<>(ColumnType.class);

    private Builder() {}

    /** Sets whether views can group rows. */
    public Builder groupBy(boolean offered) {
      groupBy = offered;
      return this;
    }

    /** Sets whether views can group columns. */
    public Builder splitBy(boolean offered) {
      splitBy = offered;
      return this;
    }

    /** Sets whether views can have expression columns. */
    public Builder expressions(boolean offered) {
      expressions = offered;
      return this;
    }

    /** Sets whether views announce changes. */
    public Builder onUpdate(boolean offered) {
      onUpdate = offered;
      return this;
    }

    /** Sets whether views can sort. */
    public Builder sort(boolean offered) {
      sort = offered;
      return this;
    }

    /** Sets whether rows have no natural order. */
    public Builder unordered(boolean without) {
      unordered = without;
      return this;
    }

    /** Sets whether a table can be made from a view and follow it. */
    public Builder viewDerivations(boolean offered) {
      viewDerivations = offered;
      return this;
    }

    /** Sets the row rollups. */
    public Builder groupRollupModes(List<GroupRollupMode> modes) {
      groupRollupModes = modes;
      return this;
    }

    /** Sets the column rollups. */
    public Builder splitRollupModes(List<SplitRollupMode> modes) {
      splitRollupModes = modes;
      return this;
    }

    /** Sets the filter operators of a column type. */
    public Builder filters(ColumnType type, List<String> operators) {
      filters.put(type, operators);
      return this;
    }

    /** Sets the aggregates of a column type. */
    public Builder aggregates(ColumnType type, List<AggregateOption> options) {
      aggregates.put(type, options);
      return this;
    }

    /** Sets the window operations of a source type. */
    public Builder windows(ColumnType type, List<WindowOption> options) {
      windows.put(type, options);
      return this;
    }

    /** The features as collected so far. */
    public Features build() {
      return new Features(
          groupBy,
          splitBy,
          expressions,
          onUpdate,
          sort,
          unordered,
          viewDerivations,
          groupRollupModes,
          splitRollupModes,
          filters,
          aggregates,
          windows);
    }
  }
}
