package dev.perspective4j.wire;

import dev.perspective4j.model.ColumnPaths;
import dev.perspective4j.model.Scalar;
import dev.perspective4j.wire.proto.ColumnPathLevel;
import dev.perspective4j.wire.proto.ViewColumnPathsResp;
import java.util.ArrayList;
import java.util.List;

/** Headers of columns. Both forms are sent; clients of either release ignore the other's. */
public final class ColumnPathsCodec {

  private ColumnPathsCodec() {}

  /** The answer with both forms. */
  public static ViewColumnPathsResp encode(ColumnPaths paths) {
    ViewColumnPathsResp.Builder builder =
        ViewColumnPathsResp.newBuilder().addAllPaths(paths.paths());
    for (List<Scalar> level : paths.area()) {
      ColumnPathLevel.Builder values = builder.addAreaBuilder();
      level.forEach(value -> values.addValues(ScalarCodec.encode(value)));
    }
    return builder.build();
  }

  /** What an answer holds of either form. */
  public static ColumnPaths decode(ViewColumnPathsResp message) {
    List<List<Scalar>> area = new ArrayList<>(message.getAreaCount());
    for (ColumnPathLevel level : message.getAreaList()) {
      area.add(level.getValuesList().stream().map(ScalarCodec::decode).toList());
    }
    return new ColumnPaths(message.getPathsList(), area);
  }
}
