package dev.perspective4j.wire;

import dev.perspective4j.model.ColumnType;
import dev.perspective4j.model.Features;
import dev.perspective4j.model.Features.AggregateOption;
import dev.perspective4j.model.Features.WindowOption;
import dev.perspective4j.wire.proto.GetFeaturesResp;
import dev.perspective4j.wire.proto.GetFeaturesResp.AggregateArgs;
import dev.perspective4j.wire.proto.GetFeaturesResp.AggregateOptions;
import dev.perspective4j.wire.proto.GetFeaturesResp.ColumnTypeOptions;
import dev.perspective4j.wire.proto.GetFeaturesResp.WindowAggregateOptions;
import dev.perspective4j.wire.proto.WindowAggregateArgs;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a server can do. Entries for column types that a later release may add are left out. */
public final class FeaturesCodec {

  private FeaturesCodec() {}

  /** The answer with {@code features}. */
  public static GetFeaturesResp encode(Features features) {
    GetFeaturesResp.Builder builder =
        GetFeaturesResp.newBuilder()
            .setGroupBy(features.groupBy())
            .setSplitBy(features.splitBy())
            .setExpressions(features.expressions())
            .setOnUpdate(features.onUpdate())
            .setSort(features.sort())
            .setUnordered(features.unordered())
            .setViewDerivations(features.viewDerivations());
    features.groupRollupModes().forEach(mode -> builder.addGroupRollupMode(Enums.encode(mode)));
    features.splitRollupModes().forEach(mode -> builder.addSplitRollupMode(Enums.encode(mode)));
    features
        .filters()
        .forEach(
            (type, operators) ->
                builder.putFilterOps(
                    key(type), ColumnTypeOptions.newBuilder().addAllOptions(operators).build()));
    features
        .aggregates()
        .forEach((type, options) -> builder.putAggregates(key(type), aggregates(options)));
    features
        .windows()
        .forEach((type, options) -> builder.putWindowAggregates(key(type), windows(options)));
    return builder.build();
  }

  /** The content of an answer. */
  public static Features decode(GetFeaturesResp message) {
    Features.Builder builder =
        Features.builder()
            .groupBy(message.getGroupBy())
            .splitBy(message.getSplitBy())
            .expressions(message.getExpressions())
            .onUpdate(message.getOnUpdate())
            .sort(message.getSort())
            .unordered(message.getUnordered())
            .viewDerivations(message.getViewDerivations())
            .groupRollupModes(
                message.getGroupRollupModeList().stream().map(Enums::decode).distinct().toList())
            .splitRollupModes(
                message.getSplitRollupModeList().stream().map(Enums::decode).distinct().toList());
    for (ColumnType type : ColumnType.values()) {
      Map<Integer, ColumnTypeOptions> filters = message.getFilterOpsMap();
      ColumnTypeOptions operators = filters.get(key(type));
      if (operators != null) {
        builder.filters(type, operators.getOptionsList());
      }
      AggregateOptions aggregates = message.getAggregatesMap().get(key(type));
      if (aggregates != null) {
        builder.aggregates(
            type, aggregates.getAggregatesList().stream().map(FeaturesCodec::decode).toList());
      }
      WindowAggregateOptions windows = message.getWindowAggregatesMap().get(key(type));
      if (windows != null) {
        builder.windows(
            type, windows.getOptionsList().stream().map(FeaturesCodec::decode).toList());
      }
    }
    return builder.build();
  }

  private static int key(ColumnType type) {
    return Enums.encode(type).getNumber();
  }

  private static AggregateOptions aggregates(List<AggregateOption> options) {
    AggregateOptions.Builder builder = AggregateOptions.newBuilder();
    for (AggregateOption option : options) {
      AggregateArgs.Builder entry = builder.addAggregatesBuilder().setName(option.name());
      option.arguments().forEach(type -> entry.addArgs(Enums.encode(type)));
    }
    return builder.build();
  }

  private static AggregateOption decode(AggregateArgs message) {
    return new AggregateOption(
        message.getName(), message.getArgsList().stream().map(Enums::decode).toList());
  }

  private static WindowAggregateOptions windows(List<WindowOption> options) {
    WindowAggregateOptions.Builder builder = WindowAggregateOptions.newBuilder();
    for (WindowOption option : options) {
      WindowAggregateArgs.Builder entry =
          builder
              .addOptionsBuilder()
              .setName(option.name())
              .addAllFrames(option.frames())
              .setOffset(option.offset())
              .setAlpha(option.alpha());
      option.resultType().ifPresent(type -> entry.setResultType(Enums.encode(type)));
    }
    return builder.build();
  }

  private static WindowOption decode(WindowAggregateArgs message) {
    return new WindowOption(
        message.getName(),
        message.getFramesList(),
        message.getOffset(),
        message.getAlpha(),
        message.hasResultType()
            ? Optional.of(Enums.decode(message.getResultType()))
            : Optional.empty());
  }
}
