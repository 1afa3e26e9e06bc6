package dev.perspective4j.wire;

import dev.perspective4j.model.Aggregate;
import dev.perspective4j.model.Filter;
import dev.perspective4j.model.Scalar;
import dev.perspective4j.model.Sort;
import dev.perspective4j.model.ViewConfig;
import dev.perspective4j.model.WindowSpec;
import dev.perspective4j.wire.proto.ColumnsUpdate;
import dev.perspective4j.wire.proto.ViewConfig.AggList;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * View configurations. {@link #encode} always writes both rollup modes, as answers of the reference
 * server do; absent ones are read as the defaults.
 */
public final class ViewConfigCodec {

  private ViewConfigCodec() {}

  /** The message of a configuration. */
  public static dev.perspective4j.wire.proto.ViewConfig encode(ViewConfig config) {
    dev.perspective4j.wire.proto.ViewConfig.Builder builder =
        dev.perspective4j.wire.proto.ViewConfig.newBuilder()
            .addAllGroupBy(config.groupBy())
            .addAllSplitBy(config.splitBy())
            .putAllExpressions(config.expressions())
            .setFilterOp(Enums.encode(config.filterOp()))
            .setGroupRollupMode(Enums.encode(config.groupRollupMode()))
            .setSplitRollupMode(Enums.encode(config.splitRollupMode()));
    config.columns().ifPresent(columns -> builder.setColumns(encodeColumns(columns)));
    config.filter().forEach(filter -> builder.addFilter(encode(filter)));
    config.sort().forEach(sort -> builder.addSort(encode(sort)));
    config
        .aggregates()
        .forEach((column, aggregate) -> builder.putAggregates(column, encode(aggregate)));
    config
        .windows()
        .forEach((alias, window) -> builder.putWindows(alias, WindowSpecCodec.encode(window)));
    config.groupByDepth().ifPresent(builder::setGroupByDepth);
    return builder.build();
  }

  /**
   * The configuration of a message; an absent message is the empty one: the default view.
   *
   * @throws WireException if a sort direction is unknown
   */
  public static ViewConfig decode(dev.perspective4j.wire.proto.ViewConfig message) {
    List<Sort> sort = new ArrayList<>(message.getSortCount());
    message
        .getSortList()
        .forEach(entry -> sort.add(new Sort(entry.getColumn(), Enums.decode(entry.getOp()))));
    List<Filter> filter = new ArrayList<>(message.getFilterCount());
    message.getFilterList().forEach(entry -> filter.add(decode(entry)));
    Map<String, WindowSpec> windows = new LinkedHashMap<>();
    message
        .getWindowsMap()
        .forEach((alias, window) -> windows.put(alias, WindowSpecCodec.decode(window)));
    Map<String, Aggregate> aggregates = new LinkedHashMap<>();
    message.getAggregatesMap().forEach((column, list) -> aggregates.put(column, decode(list)));
    return new ViewConfig(
        message.getColumns().hasColumns()
            ? Optional.of(List.copyOf(message.getColumns().getColumns().getColumnsList()))
            : Optional.empty(),
        message.getGroupByList(),
        message.getSplitByList(),
        filter,
        Enums.decode(message.getFilterOp()),
        sort,
        message.getExpressionsMap(),
        windows,
        aggregates,
        message.hasGroupByDepth() ? OptionalInt.of(message.getGroupByDepth()) : OptionalInt.empty(),
        Enums.decode(message.getGroupRollupMode()),
        Enums.decode(message.getSplitRollupMode()));
  }

  private static ColumnsUpdate encodeColumns(List<String> columns) {
    return ColumnsUpdate.newBuilder()
        .setColumns(ColumnsUpdate.Columns.newBuilder().addAllColumns(columns))
        .build();
  }

  private static dev.perspective4j.wire.proto.ViewConfig.Sort encode(Sort sort) {
    return dev.perspective4j.wire.proto.ViewConfig.Sort.newBuilder()
        .setColumn(sort.column())
        .setOp(Enums.encode(sort.direction()))
        .build();
  }

  private static dev.perspective4j.wire.proto.ViewConfig.Filter encode(Filter filter) {
    dev.perspective4j.wire.proto.ViewConfig.Filter.Builder builder =
        dev.perspective4j.wire.proto.ViewConfig.Filter.newBuilder()
            .setColumn(filter.column())
            .setOp(filter.operator());
    filter.operands().forEach(operand -> builder.addValue(ScalarCodec.encode(operand)));
    return builder.build();
  }

  private static Filter decode(dev.perspective4j.wire.proto.ViewConfig.Filter message) {
    List<Scalar> operands = new ArrayList<>(message.getValueCount());
    message.getValueList().forEach(value -> operands.add(ScalarCodec.decode(value)));
    return new Filter(message.getColumn(), message.getOp(), operands);
  }

  /** The list is the name and the arguments; an empty one stands for no name. */
  private static AggList encode(Aggregate aggregate) {
    AggList.Builder builder = AggList.newBuilder();
    if (!aggregate.name().isEmpty() || !aggregate.arguments().isEmpty()) {
      builder.addAggregations(aggregate.name()).addAllAggregations(aggregate.arguments());
    }
    return builder.build();
  }

  private static Aggregate decode(AggList message) {
    List<String> list = message.getAggregationsList();
    return list.isEmpty()
        ? Aggregate.of("")
        : new Aggregate(list.get(0), list.subList(1, list.size()));
  }
}
